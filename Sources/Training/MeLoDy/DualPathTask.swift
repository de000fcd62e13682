import Foundation
import MeLoDy
import Signal
import Tensors

/// The compact dual-path diffusion on bands of the corpus: velocities of latents whose chunks lie at angles of their own (Lam et
/// al. 2023, section 4.3).
final class DualPathTask: TrainingTask {
    let parameters: ParameterStore
    let metadata: [String: String]
    private let model: CompactDualPath
    private let run: DualPathRun
    private let training: MelodyShelf
    private let validation: MelodyShelf
    private let device: Device

    init(
        _ run: DualPathRun, made digest: String, training: MelodyShelf, validation: MelodyShelf, device: Device
    ) throws {
        self.run = run
        self.training = training
        self.validation = validation
        self.device = device
        for song in training.songs { try song.entry.symbols.requireTraining() }
        let width = run.model.latent
        let deviations = (0..<width).map { number -> Float in
            var (sum, count) = (0.0, 0.0)
            for row in training.rows {
                for place in stride(from: number, to: row.latents.count, by: width * Self.sparsely) {
                    sum += Double(row.latents[place] * row.latents[place])
                    count += 1
                }
            }
            return Float(max(sum / max(count, 1), 1e-8).squareRoot())
        }
        parameters = try ParameterStore(seed: run.training.seed, device: device)
        model = CompactDualPath(parameters.root, run.model, deviation: deviations)
        metadata = ["configuration": try jsonText(run.model), "made": digest]
    }

    /// Latents between those that deviations are measured on.
    private static let sparsely = 7

    private func examples(_ generator: inout SeededGenerator) -> [MelodyExample] {
        let rows = training.rows.indices.filter { training.rows[$0].tokens.count > run.tokens }
        return (0..<run.training.batch).map { _ in
            MelodyExample(
                rows[generator.uniform(in: 0..<rows.count)], of: training, tokens: run.tokens,
                width: run.model.latent, &generator)
        }
    }

    private func latents(_ examples: [MelodyExample]) -> Tensor {
        model.standardised(
            Tensor(
                examples.flatMap { Array($0.latents) },
                shape: [examples.count, run.tokens * SemanticTokenizer.latents, run.model.latent], device: device))
    }

    /// Mean squared errors of velocities and of the prior's latents.
    private func errors(
        _ latents: Tensor, noise: [Float], angles: [Float], tokens: Tensor, _ conditions: MelodyConditions
    ) -> (velocity: Tensor, prior: Tensor) {
        let noise = Tensor(noise, shape: latents.shape, device: device)
        let chunks = Tensor(angles, shape: [latents.size(0), angles.count / latents.size(0)], device: device)
        let spread = CompactDualPath.spread(chunks, over: latents.size(1))
        let context = model.context(tokens: tokens, conditions)
        let made = model.velocity(
            AngularDiffusion.noised(latents, noise: noise, angle: spread), angles: chunks, context: context)
        return (
            made.meanSquaredError(AngularDiffusion.velocity(latents, noise: noise, angle: spread)),
            context.expected.meanSquaredError(latents)
        )
    }

    func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: run.training.seed, stream: UInt64(step))
        let examples = examples(&generator)
        let given = examples.map { _ in run.dropout.draw(&generator) }
        let angles = (0..<(examples.count * run.chunks)).map { _ in Float(generator.uniform() * .pi / 2) }
        let latents = latents(examples)
        let errors = errors(
            latents, noise: generator.normals(latents.count), angles: angles,
            tokens: MelodyExample.tokens(examples, device: device),
            MelodyExample.conditions(examples, given: given, device: device))
        return BatchLoss(
            total: errors.velocity + errors.prior * run.priorWeight,
            parts: [("velocity", errors.velocity), ("prior", errors.prior)],
            seconds: Double(examples.count * run.tokens) / SemanticTokenizer.rate)
    }

    /// The velocities' error on validation bands at four angles: with everything (this judges), with another band's tokens,
    /// without tokens, without the sheet and with nothing; then the prior's.
    func validate() throws -> [(name: String, value: Double)] {
        let all = Set(MelodySource.allCases)
        let sheet: Set<MelodySource> = [.beats, .chords, .style]
        let views: [(name: String, given: Set<MelodySource>, isOther: Bool)] = [
            ("all", all, false), ("other tokens", all, true), ("no tokens", all.subtracting([.tokens]), false),
            ("no sheet", all.subtracting(sheet), false), ("nothing", [], false),
        ]
        var sums = [Double](repeating: 0, count: views.count)
        var priors = sums
        let rows = validation.rows.indices.filter { validation.rows[$0].tokens.count > run.tokens }
        guard !rows.isEmpty else { return [("all", .infinity)] }
        for start in stride(from: 0, to: rows.count, by: run.training.batch) {
            var generator = SeededGenerator(seed: 1, stream: UInt64(start))
            let examples = rows[start..<min(start + run.training.batch, rows.count)].map { row in
                MelodyExample(
                    row, of: validation, tokens: run.tokens,
                    start: (validation.rows[row].tokens.count - run.tokens) / 2,
                    width: run.model.latent, &generator)
            }
            let latents = latents(examples)
            let noise = generator.normals(latents.count)
            let angles = examples.flatMap { _ in (0..<4).map { (Float($0) + 0.5) * .pi / 8 } }
            let tokens = MelodyExample.tokens(examples, device: device)
            let order = [examples.count - 1] + Array(0..<(examples.count - 1))
            let other = tokens.selecting(Tensor(order, shape: [order.count], device: device), dimension: 0)
            for (index, view) in views.enumerated() {
                let conditions = MelodyExample.conditions(
                    examples, given: examples.map { _ in view.given }, device: device)
                let errors = errors(
                    latents, noise: noise, angles: angles, tokens: view.isOther ? other : tokens, conditions)
                let share = Double(examples.count) / Double(rows.count)
                sums[index] += Double(try errors.velocity.item()) * share
                priors[index] += Double(try errors.prior.item()) * share
            }
        }
        return zip(views, sums).map { ($0.name, $1) } + zip(views, priors).map { ("prior \($0.name)", $1) }
    }
}
