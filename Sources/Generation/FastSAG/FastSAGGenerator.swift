import Codecs
import FastSAG
import Foundation
import Listener
import Music
import Recipes
import Signal
import Tensors

/// Accompaniment by FastSAG, section after section.
public final class FastSAGGenerator: GenerationSystem {
    let model: FastSAGModel
    let vocoder: Vocos
    let splitter: StemSplitter?
    private let digests: (model: String, vocoder: String, splitter: String?)

    /// Known before anything is loaded.
    public static let description = SystemDescription(
        name: "fastsag", title: "FastSAG",
        summary: "A whole band on one stem or three, by diffusion on Mel spectrograms.",
        stems: [stem], splitStems: splitStems, parameters: Parameter.fastSAG,
        draft: Draft(steps: 4, guidanceScale: 2.0 / 3), canVary: true, canReroll: true,
        phases: Phase.fastSAG,
        parts: [
            Part("model", help: "Mel of the band from what was heard"), Part("vocoder", help: "sound from a Mel"),
            Part("splitter", help: "drums, bass and the rest apart"),
        ])

    static let stem = "band"
    static let splitStems = StemSplitter.groups.map(\.rawValue)
    /// Hertz.
    static let sampleRate = PitchTracker.sampleRate
    /// Frames of its Mel.
    static let timebase = Timebase(rate: sampleRate, hop: PitchTracker.hop)
    /// Mel frames of a section, those of training, and of the overlap of two.
    static let sectionFrames = 936
    static let overlapFrames = 188
    /// Mel frames by which the last section may be longer: 10 s are two more than a section.
    static let slackFrames = 24

    /// - Parameter splitter: without it recipes that ask for stems are refused.
    public init(model: Checkpoint, vocoder: Checkpoint, splitter: Checkpoint? = nil) throws {
        self.model = try FastSAGModel(model)
        self.vocoder = try Vocos(vocoder)
        self.splitter = try splitter.map { try StemSplitter($0) }
        digests = (model.digest, vocoder.digest, splitter?.digest)
    }

    public func modelHash(heardBy listener: String?) -> String {
        [digests.model, digests.vocoder, listener, digests.splitter].compactMap { $0 }.joined(separator: "-")
    }

    /// With the weights that come with the program where no others are named.
    /// - Throws: errors of reading weights.
    public convenience init(_ weights: SystemWeights) throws {
        try self.init(
            model: Checkpoint(contentsOf: weights.file("model", else: FastSAGModel.bundledWeights)),
            vocoder: Checkpoint(contentsOf: weights.file("vocoder", else: Vocos.bundledWeights)),
            splitter: Checkpoint(contentsOf: weights.file("splitter", else: StemSplitter.bundledWeights)))
    }

    /// With the weights that come with the program.
    public static func bundled() throws -> FastSAGGenerator { try FastSAGGenerator(SystemWeights()) }

    public func perform(_ order: Order, into sink: any TakeSink) throws -> MadeTake {
        try Self.description.validate(order.recipe)
        if order.recipe.stems == true, splitter == nil { throw GenerationError.splitterMissing }
        var take = try FastSAGTake(self, order, into: sink)
        return try take.make()
    }

    /// How so many seconds are cut into sections.
    public func plan(seconds: Double) -> SectionPlan {
        plan(frames: Self.timebase.frames(over: seconds))
    }

    func plan(frames: Int) -> SectionPlan {
        SectionPlan(
            frames: frames, length: Self.sectionFrames, overlap: Self.overlapFrames, unit: model.configuration.patch,
            slack: Self.slackFrames)
    }
}
