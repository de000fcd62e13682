import Codecs
import FastSAG
import Foundation
import Listener
import Music
import Recipes
import Signal
import Tensors

/// Accompaniment by FastSAG, section after section.
public final class FastSAGGenerator: Generator {
    public let name = "fastsag"
    public let modelHash: String
    private let listener: any VocalListening & Sendable
    private let model: FastSAGModel
    private let vocoder: Vocos
    private let refiner: PhaseRefiner

    /// Mel frames of a section, those of training, and of the overlap of two.
    static let sectionFrames = 936
    static let overlapFrames = 188
    /// How much of the chord condition is the harmoniser's posterior; the rest is its best path. The prior plays
    /// clearer chords from a path and follows an unsure harmoniser better by the posterior.
    static let softShare: Float = 0.35

    /// - Parameter listenerHash: names the listener's weights, where it has any.
    public init(
        listener: any VocalListening & Sendable, listenerHash: String? = nil, model: Checkpoint, vocoder: Checkpoint
    ) throws {
        self.listener = listener
        self.model = try FastSAGModel(model)
        self.vocoder = try Vocos(vocoder)
        refiner = PhaseRefiner(iterations: self.vocoder.refinements)
        modelHash = [model.digest, vocoder.digest, listenerHash].compactMap { $0 }.joined(separator: "-")
    }

    /// With the weights that come with the program.
    public static func bundled() throws -> FastSAGGenerator {
        let harmoniser = try Harmoniser.bundled()
        return try FastSAGGenerator(
            listener: VocalListener(harmoniser: harmoniser), listenerHash: harmoniser.digest,
            model: Checkpoint(contentsOf: FastSAGModel.bundledWeights),
            vocoder: Checkpoint(contentsOf: Vocos.bundledWeights))
    }

    public func generate(
        for vocal: AudioBuffer, recipe: Recipe, progress: (TakeProgress) throws -> Void
    ) throws -> Accompaniment {
        try recipe.validate()
        try progress(TakeProgress(stage: .listen, section: 1, sections: 1, step: 0, steps: 1))
        var stopwatch = Stopwatch<TakeProgress.Stage>()
        let heard = try listener.listen(to: vocal, constraints: recipe.constraints)
        stopwatch.lap(.listen)
        return try play(heard, duration: vocal.duration, recipe: recipe, stopwatch: stopwatch, progress: progress)
    }

    /// Plays to what was heard.
    public func play(
        _ heard: Heard, duration: Double, recipe: Recipe, stopwatch given: Stopwatch<TakeProgress.Stage> = .init(),
        progress: (TakeProgress) throws -> Void = { _ in }
    ) throws -> Accompaniment {
        var stopwatch = given
        let frames = Int((duration / ConditionFeatures.hopSeconds).rounded(.up))
        let plan = SectionPlan(
            frames: frames, length: Self.sectionFrames, overlap: Self.overlapFrames, unit: model.configuration.patch)
        let features = Self.features(heard, frames: plan.frameCount, style: recipe.style)
        stopwatch.lap(.condition)
        let mel = try sample(features, plan: plan, recipe: recipe, progress: progress)
        stopwatch.lap(.denoise)
        let sections = plan.sections.count
        let spectrogram = Spectrogram(
            frames: plan.frameCount, bands: model.configuration.bands, values: mel,
            hopSeconds: ConditionFeatures.hopSeconds)
        var samples = try vocoded(spectrogram) { _ in
            try progress(
                TakeProgress(
                    stage: .vocode, section: sections, sections: sections, step: recipe.steps, steps: recipe.steps)
            )
        }
        stopwatch.lap(.vocode)
        guard samples.allSatisfy(\.isFinite) else { throw GenerationError.notFinite }
        let length = Int((duration * PitchTracker.sampleRate).rounded(.up))
        samples = Array(samples.prefix(length))
        samples += [Float](repeating: 0, count: length - samples.count)
        return Accompaniment(
            audio: AudioBuffer(sampleRate: PitchTracker.sampleRate, mono: samples), heard: heard,
            stageSeconds: stopwatch.laps,
            joins: plan.sections.dropFirst().map { Double($0.lowerBound) * ConditionFeatures.hopSeconds })
    }

    /// A natural-log Mel as sound: what the vocoder alone makes of it.
    public func vocoded(_ logMel: Spectrogram) throws -> [Float] {
        try vocoded(logMel) { _ in }
    }

    private func vocoded(_ logMel: Spectrogram, progress: (Double) throws -> Void) throws -> [Float] {
        let samples = try vocoder.samples(logMel.values, frames: logMel.frames, progress: progress)
        guard samples.allSatisfy(\.isFinite) else { throw GenerationError.notFinite }
        return try refiner.refine(samples, logMel: logMel, progress: progress)
    }

    /// What was heard, as FastSAG's conditions.
    static func features(_ heard: Heard, frames: Int, style: Style?) -> ConditionFeatures {
        var features = ConditionFeatures(frameCount: frames)
        features.setVocal(pitch: heard.pitch, onsets: heard.onsets)
        features.setBeats(heard.leadSheet)
        features.setChords(heard.leadSheet.chords)
        if !heard.softChords.isEmpty { features.blendChords(heard.softChords, share: softShare) }
        if let style { features.setStyle(style) }
        return features
    }

    /// - Returns: natural-log Mel, `values[frame * bands + band]`.
    private func sample(
        _ features: ConditionFeatures, plan: SectionPlan, recipe: Recipe, progress: (TakeProgress) throws -> Void
    ) throws -> [Float] {
        let bands = model.configuration.bands
        let generator = try RandomGenerator(seed: recipe.seed)
        // noise of the whole song, so that sections see the same noise where they overlap
        let noise = Tensor.normal([1, plan.frameCount, bands], generator: generator)
        let sampler = FastSAGSampler(steps: recipe.steps, guidance: recipe.guidance, solver: recipe.solver)
        return try Engine.withGradients(false) {
            var mel: [Tensor] = []  // standardised, without the overlap that the next section decides
            var previous: Tensor?
            for (index, section) in plan.sections.enumerated() {
                let cut = features.slice(section)
                let overlap = plan.overlap(of: index)
                let known = previous.map { $0.narrowed(1, from: $0.size(1) - overlap, length: overlap) }
                let made = try sampler.sample(
                    model, features: Tensor(cut.values, shape: [1, section.count, ConditionLayout.count]),
                    noise: noise.narrowed(1, from: section.lowerBound, length: section.count), known: known
                ) { step in
                    try progress(
                        TakeProgress(
                            stage: .denoise, section: index + 1, sections: plan.sections.count, step: step,
                            steps: recipe.steps))
                }
                let kept = index + 1 < plan.sections.count ? section.count - plan.overlap(of: index + 1) : section.count
                mel.append(made.narrowed(1, from: 0, length: kept))
                previous = made
            }
            return try model.logMel(.concatenated(mel, dimension: 1)).floats()
        }
    }
}
