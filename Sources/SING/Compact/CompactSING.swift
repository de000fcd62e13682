import Tensors

/// SING for two CPU cores: beside the paper's networks, embeddings of instruments at pitches, a way past the recurrent
/// network, several embeddings in a step, and a carrier that keeps the phases.
public struct CompactSING: SINGNetwork {
    public let configuration: CompactConfiguration
    public let generator: CompactGenerator
    public let decoder: CarrierDecoder
    private let timbres: ZoneEmbedding

    public init(_ scope: Scope, _ configuration: CompactConfiguration) {
        self.configuration = configuration
        let sizes = configuration.sizes
        generator = CompactGenerator(scope["sequence_generator"], sizes)
        decoder = CarrierDecoder(scope["decoder"], configuration)
        timbres = ZoneEmbedding(
            scope["timbres"], .init(semitones: sizes.timbres.semitones, width: sizes.carrier.levels),
            instruments: sizes.instruments.count, pitches: sizes.pitches.count, deviation: 0)
    }

    public var sizes: SINGSizes { configuration.sizes.paper }
    public var sampleRate: Double { configuration.sampleRate }

    public func embeddings(of notes: SINGNotes) -> Tensor {
        generator(notes).embeddings.narrowed(-1, from: 0, length: sizes.length)
    }

    public func samples(_ embeddings: Tensor, of notes: SINGNotes) -> Tensor {
        decoder(embeddings, pitches: notes.pitches, timbre: timbre(of: notes))
    }

    /// What notes' instruments add to all frames' levels, (B, 1, levels).
    public func timbre(of notes: SINGNotes) -> Tensor {
        let levels = timbres(
            instruments: notes.column(notes.instruments), pitches: notes.column(notes.pitches))
        return levels.unsqueezed(1) * configuration.sizes.timbres.scale
    }
}
