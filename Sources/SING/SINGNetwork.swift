import Tensors

/// SING (Defossez et al. 2018, arXiv 1810.09785): instrument, pitch and velocity -> embeddings -> the samples of a note.
/// `PaperSING` is the published system, `CompactSING` ours for two CPU cores.
/// B batch, D numbers of an embedding, T embeddings, N samples.
public protocol SINGNetwork: Sendable {
    var sizes: SINGSizes { get }
    /// Hertz.
    var sampleRate: Double { get }

    /// Embeddings of whole notes, (B, D, T), with what the edges need: T is `SINGSizes.length`.
    func embeddings(of notes: SINGNotes) -> Tensor
    /// What embeddings sound like, (B, D, T) -> (B, N).
    func samples(_ embeddings: Tensor, of notes: SINGNotes) -> Tensor
}

extension SINGNetwork {
    /// Samples of whole notes, (B, N): `SINGSizes.samples(embeddings:)` of `length`.
    public func callAsFunction(_ notes: SINGNotes) -> Tensor { samples(embeddings(of: notes), of: notes) }
}

/// A batch of notes by their numbers in the tables, (B) or (B, 1) int64 each.
public struct SINGNotes: Sendable {
    public var instruments: Tensor
    public var pitches: Tensor
    /// Between two velocities of the table lies the share of the upper one.
    public var velocities: (lower: Tensor, upper: Tensor, share: Tensor?)

    /// Velocities of the table.
    public init(instruments: Tensor, pitches: Tensor, velocities: Tensor) {
        self.instruments = instruments
        self.pitches = pitches
        self.velocities = (velocities, velocities, nil)
    }

    /// Velocities between those of the table: shares are (B, 1).
    public init(instruments: Tensor, pitches: Tensor, lower: Tensor, upper: Tensor, share: Tensor) {
        self.instruments = instruments
        self.pitches = pitches
        velocities = (lower, upper, share)
    }

    var count: Int { pitches.count }

    /// (B, 1) -> (B)
    func column(_ indices: Tensor) -> Tensor { indices.reshaped([count]) }
}
