import Codecs
import Foundation
import Listener
import MeLoDy
import Music
import Recipes
import Signal
import Tensors

/// MeLoDy as a guest: a band that plays from a lead sheet and goes on from what there is.
public struct MeLoDyGenerator: GenerationSystem {
    let language: SemanticModel
    let diffusion: CompactDualPath
    let tokenizer: SemanticTokenizer
    let prompts: PromptEncoder
    let codec: VariationalCodec
    let vocoder: Vocos
    let encoder: Encoder
    private let digests: [String]

    public static let description = SystemDescription(
        name: "melody", title: "MeLoDy",
        summary: "A band that goes on by itself: a language model of semantic tokens guides dual-path diffusion.",
        stems: [stem], parameters: Parameter.meLoDy, canVary: true, canReroll: true, canExtend: true,
        phases: Phase.meLoDy,
        parts: [
            Part("language", help: "semantic tokens that go on"),
            Part("diffusion", help: "latents from semantic tokens"),
            Part("prompt", help: "words and sounds in one space"),
            Part("semantic", help: "centres of semantic tokens"), Part("codec", help: "latents of a Mel"),
            Part("vocoder", help: "sound from a Mel"),
        ])

    static let stem = "band"
    /// Frames of its Mel.
    static let timebase = Timebase(rate: PitchTracker.sampleRate, hop: PitchTracker.hop)
    /// Mel frames in a semantic token.
    static let tokenFrames = SemanticTokenizer.latents * VariationalCodec.stride
    /// Tokens of a window, 10.9 s, and of a chunk of it: those of training.
    static let windowTokens = 256
    static let chunkTokens = 64
    /// Tokens that the language model hears.
    static let reach = 384

    /// Seconds of the band at which a token begins.
    static func seconds(ofToken token: Int) -> Double {
        Double(token * tokenFrames * timebase.hop) / timebase.rate
    }

    /// - Throws: `MeLoDyError.otherModels` for models that were not trained on one another's tokens and latents; errors of
    ///   reading weights.
    public init(
        language: Checkpoint, diffusion: Checkpoint, prompt: Checkpoint, semantic: Checkpoint, codec: Checkpoint,
        vocoder: Checkpoint
    ) throws {
        let made = [semantic.digest, codec.digest].joined(separator: "-")
        for model in [language, diffusion] where model.metadata["made"] != made {
            throw MeLoDyError.otherModels(path: model.path)
        }
        self.language = try SemanticModel(language)
        self.diffusion = try CompactDualPath(diffusion)
        tokenizer = try SemanticTokenizer(semantic)
        prompts = try PromptEncoder(prompt)
        self.codec = try VariationalCodec(codec)
        self.vocoder = try Vocos(vocoder)
        encoder = try Encoder.bundled()
        digests = [language, diffusion, prompt, semantic, codec, vocoder].map(\.digest)
    }

    /// With the weights that come with the program where no others are named.
    /// - Throws: errors of reading weights.
    public init(_ weights: SystemWeights) throws {
        try self.init(
            language: Checkpoint(contentsOf: weights.file("language", else: SemanticModel.bundledWeights)),
            diffusion: Checkpoint(contentsOf: weights.file("diffusion", else: CompactDualPath.bundledWeights)),
            prompt: Checkpoint(contentsOf: weights.file("prompt", else: PromptEncoder.bundledWeights)),
            semantic: Checkpoint(contentsOf: weights.file("semantic", else: SemanticTokenizer.bundledWeights)),
            codec: Checkpoint(contentsOf: weights.file("codec", else: VariationalCodec.bundledWeights)),
            vocoder: Checkpoint(contentsOf: weights.file("vocoder", else: Vocos.bundledWeights)))
    }

    public func modelHash(heardBy listener: String?) -> String {
        (digests + [listener].compactMap { $0 }).joined(separator: "-")
    }

    public func perform(_ order: Order, into sink: any TakeSink) throws -> MadeTake {
        if let stream = try stream(order, into: sink) {
            while try stream.next() {}
            return stream.made()
        }
        try Self.description.validate(order.recipe)
        var take = try MelodyTake(self, order, into: sink)
        return try take.make()
    }

    public func stream(_ order: Order, into sink: any TakeSink) throws -> (any TakeStream)? {
        try Self.description.validate(order.recipe)
        return order.take.goesOn ? try MelodyStream(self, order, into: sink) : nil
    }
}
