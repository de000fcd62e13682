import Networks
import Tensors

/// SING (Defossez et al. 2018, arXiv 1810.09785): instrument, pitch and velocity -> embeddings -> the samples of a note.
/// B batch, D numbers of an embedding, T embeddings, N samples. The encoder is heard in training only.
public struct SINGModel: Sendable {
    public let configuration: SINGConfiguration
    public let generator: SequenceGenerator
    public let decoder: ConvolutionalDecoder

    /// The networks under the published keys.
    public init(_ scope: Scope, _ configuration: SINGConfiguration) {
        self.configuration = configuration
        generator = SequenceGenerator(scope["sequence_generator"], configuration.sizes)
        decoder = ConvolutionalDecoder(scope["decoder"], configuration)
    }

    /// Samples of whole notes, (B, N), with what the edges need: `SINGSizes.samples(embeddings:)` of `length`.
    public func callAsFunction(_ notes: SequenceGenerator.Notes) -> Tensor {
        let embeddings = generator(notes).embeddings.narrowed(-1, from: 0, length: configuration.sizes.length)
        return decoder(embeddings, pitches: notes.pitches)
    }
}

extension ConvolutionalEncoder {
    /// The encoder beside a model, under its published key.
    public init(besideModel scope: Scope, _ configuration: SINGConfiguration) {
        self.init(scope["encoder"], configuration)
    }
}
