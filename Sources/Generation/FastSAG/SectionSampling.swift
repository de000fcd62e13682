import FastSAG
import Recipes
import Tensors

/// Samples a Mel section by section.
struct SectionSampling {
    private let model: FastSAGModel
    private let recipe: Recipe
    private let features: ConditionFeatures
    private let plan: SectionPlan
    private let sampler: FastSAGSampler
    /// Frame of the take at which the plan begins.
    var offset = 0
    /// Standardised Mel of the take to vary or to keep parts of, (1, frames of the take, bands).
    var parent: Tensor?
    /// Share of the parent that each frame of the take keeps, 0 or 1; nil keeps nothing.
    var kept: [Float]?

    init(_ model: FastSAGModel, recipe: Recipe, features: ConditionFeatures, plan: SectionPlan) {
        self.model = model
        self.recipe = recipe
        self.features = features
        self.plan = plan
        sampler = FastSAGSampler(recipe)
    }

    /// Steps of one section.
    var steps: Int { sampler.levels(variation: recipe.variation).count - 1 }

    /// - Parameters:
    ///   - conditioned: called when a section's conditions are encoded.
    ///   - section: gets each section's index and the natural-log Mel of the frames that are final with it and were not
    ///     before, `[frame * bands + band]`.
    func run(
        progress: (TakeProgress) throws -> Void, conditioned: () -> Void = {},
        section handle: (Int, [Float]) throws -> Void
    ) throws {
        try Engine.withGradients(false) {
            // noise of the whole take, so that sections see the same noise where they overlap
            let noise = Tensor.normal(
                [1, features.frameCount, model.configuration.bands], generator: try RandomGenerator(seed: recipe.seed))
            let count = plan.sections.count
            var previous: Tensor?
            try progress(TakeProgress(stage: .condition, section: 1, sections: count, step: 0, steps: steps))
            for (index, section) in plan.sections.enumerated() {
                let overlap = plan.overlap(of: index)
                let opening = previous.map { $0.narrowed(1, from: $0.size(1) - overlap, length: overlap) }
                let place = (section.lowerBound + offset)..<(section.upperBound + offset)
                let made = try sample(place, noise: noise, opening: opening, conditioned: conditioned) { step, steps in
                    try progress(
                        TakeProgress(stage: .denoise, section: index + 1, sections: count, step: step, steps: steps))
                }
                let final = index + 1 < count ? section.count - plan.overlap(of: index + 1) : section.count
                try handle(index, model.logMel(made.narrowed(1, from: 0, length: final)).floats())
                previous = made
            }
        }
    }

    /// - Parameters:
    ///   - place: frames of the take.
    ///   - opening: what the section before decided of the first frames.
    private func sample(
        _ place: Range<Int>, noise: Tensor, opening: Tensor?, conditioned: () -> Void,
        step: (Int, Int) throws -> Void
    ) throws -> Tensor {
        func cut(_ tensor: Tensor) -> Tensor { tensor.narrowed(1, from: place.lowerBound, length: place.count) }
        var known: [KnownMel] = []
        if let opening { known.append(KnownMel(opening: opening, frames: place.count)) }
        if let parent, let kept { known.append(KnownMel(cut(parent), weights: Array(kept[place]))) }
        let variation = parent.flatMap { parent in
            recipe.variation.map { MelVariation(cut(parent), strength: $0) }
        }
        let values = features.slice(place).values
        // products in bfloat16 where the machine has them, as in training
        return try Engine.withReducedPrecision(Engine.supportsReducedPrecision(on: .cpu)) {
            try sampler.sample(
                model, features: Tensor(values, shape: [1, place.count, ConditionLayout.count]), noise: cut(noise),
                known: known, variation: variation, step: step, conditioned: conditioned)
        }
    }
}
