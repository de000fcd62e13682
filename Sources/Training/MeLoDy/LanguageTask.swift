import Foundation
import MeLoDy
import Signal
import Tensors

/// The language model over semantic tokens: every token from those before it and what is told (Lam et al. 2023, section 4.1).
final class LanguageTask: TrainingTask {
    let parameters: ParameterStore
    let metadata: [String: String]
    private let model: SemanticModel
    private let run: LanguageRun
    private let training: MelodyShelf
    private let validation: MelodyShelf
    private let device: Device
    private let latent: Int
    /// A prompt's codes of every clip of every row; empty without prompts.
    private let prompts: (training: [[[Int]]], validation: [[[Int]]])

    /// - Parameters:
    ///   - latent: numbers in a latent of the shelves.
    ///   - prompt: gives the codes that lead an example: those of its sound; nil trains without.
    init(
        _ run: LanguageRun, made digest: String, latent: Int, prompt: PromptEncoder?, training: MelodyShelf,
        validation: MelodyShelf, device: Device
    ) throws {
        self.run = run
        self.training = training
        self.validation = validation
        self.device = device
        self.latent = latent
        for song in training.songs { try song.entry.symbols.requireTraining() }
        func codes(_ shelf: MelodyShelf) throws -> [[[Int]]] {
            guard let prompt else { return [] }
            return try shelf.rows.map { row in
                try row.clips.map { clip in
                    try prompt.tokens(
                        Engine.withGradients(false) {
                            prompt.embedded(clips: Tensor(clip, shape: [1, clip.count]))
                        })
                }
            }
        }
        prompts = (try codes(training), try codes(validation))
        parameters = try ParameterStore(seed: run.training.seed, device: device)
        model = SemanticModel(parameters.root, run.model)
        metadata = ["configuration": try jsonText(run.model), "made": digest]
    }

    /// - Parameters:
    ///   - led: which examples a prompt leads.
    ///   - codes: of the shelf's clips.
    private func entropy(
        _ examples: [MelodyExample], given: [Set<MelodySource>], led: [Bool], by prompts: [[[Int]]]
    ) throws -> Tensor {
        let codes = MelodyExample.tokens(examples, device: device)
        let conditions = MelodyExample.conditions(examples, given: given, device: device).atTokens
        let silent = [Int](repeating: 0, count: run.model.promptLevels)
        let leads = examples.map { prompts.isEmpty ? silent : prompts[$0.row][$0.clip] }
        let prompt = Tensor(
            leads.flatMap { $0 }, shape: [examples.count, run.model.promptLevels], device: device)
        let isLed = led.map { $0 && !prompts.isEmpty ? Float(1) : 0 }
        return try model.logits(
            codes, prompt: prompt, hasPrompt: Tensor(isLed, shape: [examples.count, 1], device: device), conditions
        ).crossEntropy(codes)
    }

    func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: run.training.seed, stream: UInt64(step))
        let rows = training.rows.indices.filter { training.rows[$0].tokens.count > run.tokens }
        let examples = (0..<run.training.batch).map { _ in
            MelodyExample(
                rows[generator.uniform(in: 0..<rows.count)], of: training, tokens: run.tokens, width: latent,
                &generator)
        }
        let given = examples.map { _ in run.dropout.draw(&generator) }
        let led = examples.map { _ in generator.uniform() >= run.withoutPrompt }
        let entropy = try entropy(examples, given: given, led: led, by: prompts.training)
        return BatchLoss(
            total: entropy, parts: [("entropy", entropy)],
            seconds: Double(examples.count * run.tokens) / SemanticTokenizer.rate)
    }

    /// Cross entropy on validation bands: with everything (this judges), without chords, with beats and key alone, with the
    /// prompt alone and with nothing.
    func validate() throws -> [(name: String, value: Double)] {
        let all = Set(MelodySource.allCases)
        let views: [(name: String, given: Set<MelodySource>, isLed: Bool)] = [
            ("all", all, true), ("no chords", all.subtracting([.chords]), true),
            ("beats and key", [.beats, .key], false),
            ("prompt", [], true), ("nothing", [], false),
        ]
        var sums = [Double](repeating: 0, count: views.count)
        let rows = validation.rows.indices.filter { validation.rows[$0].tokens.count > run.tokens }
        guard !rows.isEmpty else { return [("all", .infinity)] }
        for start in stride(from: 0, to: rows.count, by: run.training.batch) {
            var generator = SeededGenerator(seed: 1)
            let examples = rows[start..<min(start + run.training.batch, rows.count)].map { row in
                MelodyExample(
                    row, of: validation, tokens: run.tokens,
                    start: (validation.rows[row].tokens.count - run.tokens) / 2, width: latent,
                    &generator)
            }
            for (index, view) in views.enumerated() {
                let entropy = try entropy(
                    examples, given: examples.map { _ in view.given }, led: examples.map { _ in view.isLed },
                    by: prompts.validation)
                sums[index] += Double(try entropy.item()) * Double(examples.count) / Double(rows.count)
            }
        }
        return zip(views, sums).map { ($0.name, $1) }
    }
}
