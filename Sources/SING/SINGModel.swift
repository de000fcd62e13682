import Networks
import Tensors

/// SING (Defossez et al. 2018, arXiv 1810.09785): instrument, pitch and velocity -> embeddings -> the samples of a note.
/// B batch, D numbers of an embedding, T embeddings, N samples. The encoder is heard in training only.
public struct SINGModel: Sendable {
    public let configuration: SINGConfiguration
    public let generator: SequenceGenerator
    public let decoder: ConvolutionalDecoder
    private let timbres: ZoneEmbedding?

    /// The networks under the published keys.
    public init(_ scope: Scope, _ configuration: SINGConfiguration) {
        self.configuration = configuration
        generator = SequenceGenerator(scope["sequence_generator"], configuration.sizes)
        decoder = ConvolutionalDecoder(scope["decoder"], configuration)
        let sizes = configuration.sizes
        timbres = sizes.carrier.flatMap { carrier in
            sizes.timbres.map {
                ZoneEmbedding(
                    scope["timbres"], .init(semitones: $0.semitones, width: carrier.levels),
                    instruments: sizes.instruments.count, pitches: sizes.pitches.count, deviation: 0)
            }
        }
    }

    /// Samples of whole notes, (B, N), with what the edges need: `SINGSizes.samples(embeddings:)` of `length`.
    public func callAsFunction(_ notes: SequenceGenerator.Notes) -> Tensor {
        let embeddings = generator(notes).embeddings.narrowed(-1, from: 0, length: configuration.sizes.length)
        return decoder(embeddings, pitches: notes.pitches, timbre: timbre(of: notes))
    }

    /// What notes' instruments add to all frames' levels, (B, 1, levels); nil without a table of timbres.
    public func timbre(of notes: SequenceGenerator.Notes) -> Tensor? {
        guard let timbres, let sizes = configuration.sizes.timbres else { return nil }
        func column(_ indices: Tensor) -> Tensor { indices.reshaped([notes.count]) }
        let levels = timbres(instruments: column(notes.instruments), pitches: column(notes.pitches))
        return levels.unsqueezed(1) * sizes.scale
    }
}

extension ConvolutionalEncoder {
    /// The encoder beside a model, under its published key.
    public init(besideModel scope: Scope, _ configuration: SINGConfiguration) {
        self.init(scope["encoder"], configuration)
    }
}
