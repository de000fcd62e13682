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

    /// - Parameter latent: numbers in a latent of the shelves.
    init(
        _ run: LanguageRun, codec digest: String, latent: Int, training: MelodyShelf, validation: MelodyShelf,
        device: Device
    ) throws {
        self.run = run
        self.training = training
        self.validation = validation
        self.device = device
        self.latent = latent
        for song in training.songs { try song.entry.symbols.requireTraining() }
        parameters = try ParameterStore(seed: run.training.seed, device: device)
        model = SemanticModel(parameters.root, run.model)
        metadata = ["configuration": try jsonText(run.model), "made": digest]
    }

    private func entropy(_ examples: [MelodyExample], given: [Set<MelodySource>]) throws -> Tensor {
        let codes = MelodyExample.tokens(examples, device: device)
        let conditions = MelodyExample.conditions(examples, given: given, device: device).atTokens
        let prompt = Tensor(
            [Int](repeating: 0, count: examples.count * run.model.promptLevels),
            shape: [examples.count, run.model.promptLevels], device: device)
        return try model.logits(
            codes, prompt: prompt, hasPrompt: .zeros([examples.count, 1], device: device), conditions
        ).crossEntropy(codes)
    }

    func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: run.training.seed, stream: UInt64(step))
        let rows = training.rows.filter { $0.tokens.count > run.tokens }
        let examples = (0..<run.training.batch).map { _ in
            MelodyExample(
                rows[generator.uniform(in: 0..<rows.count)], of: training, tokens: run.tokens, width: latent,
                &generator)
        }
        let entropy = try entropy(examples, given: examples.map { _ in run.dropout.draw(&generator) })
        return BatchLoss(
            total: entropy, parts: [("entropy", entropy)],
            seconds: Double(examples.count * run.tokens) / SemanticTokenizer.rate)
    }

    /// Cross entropy on validation bands: with everything (this judges), without chords, with beats and key alone and with
    /// nothing.
    func validate() throws -> [(name: String, value: Double)] {
        let all = Set(MelodySource.allCases)
        let views: [(name: String, given: Set<MelodySource>)] = [
            ("all", all), ("no chords", all.subtracting([.chords])), ("beats and key", [.beats, .key]), ("nothing", []),
        ]
        var sums = [Double](repeating: 0, count: views.count)
        let rows = validation.rows.filter { $0.tokens.count > run.tokens }
        guard !rows.isEmpty else { return [("all", .infinity)] }
        for start in stride(from: 0, to: rows.count, by: run.training.batch) {
            var generator = SeededGenerator(seed: 1)
            let examples = rows[start..<min(start + run.training.batch, rows.count)].map { row in
                MelodyExample(
                    row, of: validation, tokens: run.tokens, start: (row.tokens.count - run.tokens) / 2, width: latent,
                    &generator)
            }
            for (index, view) in views.enumerated() {
                let entropy = try entropy(examples, given: examples.map { _ in view.given })
                sums[index] += Double(try entropy.item()) * Double(examples.count) / Double(rows.count)
            }
        }
        return zip(views, sums).map { ($0.name, $1) }
    }
}
