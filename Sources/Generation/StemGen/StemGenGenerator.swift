import Codecs
import Foundation
import Listener
import Music
import Recipes
import Signal
import StemGen
import Tensors

/// StemGen as a guest: one player who listens to what sounds already.
///
/// The context is what the order's vocal is: a voice, a guitar, or lanes mixed together (`TakeOrder.context`).
public struct StemGenGenerator: GenerationSystem {
    let model: CompactStemGen
    let codec: TokenCodec
    let vocoder: Vocos
    private let digests: [String]

    public static let description = SystemDescription(
        name: "stemgen", title: "StemGen",
        summary: "One player at a time who listens to the mix, by masked tokens of a codec.",
        stems: [stem], parameters: Parameter.stemGen, draft: Draft(steps: 6, guidanceScale: 1), canVary: true,
        canReroll: true,
        players: Players(
            parameter: Parameter.stemFamily.id, band: [InstrumentFamily.drums, .bass, .keys].map(\.rawValue)),
        phases: Phase.stemGen,
        parts: [
            Part("model", help: "tokens of a stem from what was heard"), Part("codec", help: "tokens of a Mel"),
            Part("vocoder", help: "sound from a Mel"),
        ])

    static let stem = "stem"
    /// Frames of its Mel.
    static let timebase = Timebase(rate: PitchTracker.sampleRate, hop: PitchTracker.hop)
    /// Tokens of a window and of the overlap of two: 10.9 s and 1.4 s.
    static let windowTokens = 512
    static let overlapTokens = 64

    /// - Throws: `StemGenError.otherCodec`, errors of reading weights.
    public init(model: Checkpoint, codec: Checkpoint, vocoder: Checkpoint) throws {
        self.codec = try TokenCodec(codec)
        self.model = try CompactStemGen(model, codec: self.codec, tokenDigest: TokenCodec.tokenDigest(of: codec))
        self.vocoder = try Vocos(vocoder)
        digests = [model.digest, codec.digest, vocoder.digest]
    }

    /// With the weights that come with the program where no others are named.
    /// - Throws: errors of reading weights.
    public init(_ weights: SystemWeights) throws {
        try self.init(
            model: Checkpoint(contentsOf: weights.file("model", else: CompactStemGen.bundledWeights)),
            codec: Checkpoint(contentsOf: weights.file("codec", else: TokenCodec.bundledWeights)),
            vocoder: Checkpoint(contentsOf: weights.file("vocoder", else: Vocos.bundledWeights)))
    }

    public func modelHash(heardBy listener: String?) -> String {
        (digests + [listener].compactMap { $0 }).joined(separator: "-")
    }

    public func perform(_ order: Order, into sink: any TakeSink) throws -> MadeTake {
        try Self.description.validate(order.recipe)
        var take = try StemGenTake(self, order, into: sink)
        return try take.make()
    }

    /// Who is asked to play.
    static func family(of recipe: Recipe) -> InstrumentFamily {
        recipe.settings[Parameter.stemFamily.id]?.text.flatMap(InstrumentFamily.init) ?? .bass
    }
}
