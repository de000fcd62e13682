import Tensors

/// The published system (facebookresearch/SING), under its keys. The encoder is heard in training only.
public struct PaperSING: SINGNetwork {
    public let sizes: SINGSizes
    public let sampleRate: Double
    public let generator: SequenceGenerator
    public let decoder: ConvolutionalDecoder

    public init(_ scope: Scope, _ configuration: SINGConfiguration) {
        sizes = configuration.sizes
        sampleRate = configuration.sampleRate
        generator = SequenceGenerator(scope["sequence_generator"], sizes)
        decoder = ConvolutionalDecoder(scope["decoder"], sizes)
    }

    public func embeddings(of notes: SINGNotes) -> Tensor { generator(notes).embeddings }

    public func samples(_ embeddings: Tensor, of notes: SINGNotes) -> Tensor { decoder(embeddings) }
}
