import Conditions
import FastSAG
import Recipes
import Signal
import Tensors

/// Samples sections of a take's Mel.
struct MelSampling {
    private let model: FastSAGModel
    private let features: ConditionFeatures
    private let sampler: FastSAGSampler
    /// Standard normal, of the whole take, so that sections see the same noise where they overlap.
    private let noise: Tensor
    /// What there is already, (1, frames of the take, bands), and how far noise goes in each frame.
    private let given: (mel: Tensor, mask: KeepMask)?

    /// - Parameter given: standardised.
    init(
        _ model: FastSAGModel, recipe: Recipe, features: ConditionFeatures, given: (mel: Tensor, mask: KeepMask)? = nil
    ) throws {
        self.model = model
        self.features = features
        self.given = given
        sampler = FastSAGSampler(recipe)
        noise = Tensor.normal(
            [1, features.frameCount, model.configuration.bands], generator: try RandomGenerator(seed: recipe.seed))
    }

    /// Steps of one section.
    var steps: Int { sampler.levels(variation: given?.mask.strength).count - 1 }

    /// Samples a plan's sections.
    /// - Parameters:
    ///   - offset: frame of the take at which the plan begins.
    ///   - conditioned: called when a section's conditions are encoded.
    ///   - handle: gets natural-log Mel, `[frame * bands + band]`, of the frames that are final with a section and were
    ///     not before.
    func run(
        _ plan: SectionPlan, from offset: Int = 0, progress: (TakeProgress) throws -> Void,
        conditioned: () -> Void, handle: (SectionRunner<MelContent>.Section, [Float]) throws -> Void
    ) throws {
        let (count, steps) = (plan.sections.count, steps)
        try progress(TakeProgress(phase: .condition, section: 1, sections: count, step: 0, steps: steps))
        try Engine.withGradients(false) {
            try SectionRunner<MelContent>(plan).run { section, opening in
                let place = (section.units.lowerBound + offset)..<(section.units.upperBound + offset)
                return try sample(place, opening: opening, conditioned: conditioned) { step, steps in
                    try progress(
                        TakeProgress(
                            phase: .denoise, section: section.index + 1, sections: count, step: step, steps: steps))
                }
            } handle: { section, final in
                try handle(section, model.logMel(final.mel).floats())
            }
        }
    }

    /// - Parameter place: frames of the take.
    private func sample(
        _ place: Range<Int>, opening: MelContent?, conditioned: () -> Void, step: (Int, Int) throws -> Void
    ) throws -> MelContent {
        func cut(_ tensor: Tensor) -> Tensor { tensor.narrowed(1, from: place.lowerBound, length: place.count) }
        let given = given.map { mel, mask in
            GivenMel(cut(mel), strengths: Array(mask.strengths[place]), strength: mask.strength)
        }
        let values = features.slice(place).values
        // products in bfloat16 where the machine has them, as in training
        return try Engine.withReducedPrecision(Engine.supportsReducedPrecision(on: .cpu)) {
            MelContent(
                mel: try sampler.sample(
                    model, features: Tensor(values, shape: [1, place.count, ConditionLayout.count]), noise: cut(noise),
                    opening: opening.map { KnownMel(opening: $0.mel, frames: place.count) }, given: given, step: step,
                    conditioned: conditioned))
        }
    }
}

/// Standardised, (1, frames, bands).
struct MelContent: SectionContent {
    let mel: Tensor

    func slice(_ units: Range<Int>) -> MelContent {
        MelContent(mel: mel.narrowed(1, from: units.lowerBound, length: units.count))
    }
}
