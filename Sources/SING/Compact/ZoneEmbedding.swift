import Tensors

/// Embeddings of an instrument at some pitches of the keyboard, (instruments, anchors width); pitches between two have
/// something of both. Not in the paper, whose instrument has one embedding for all pitches.
package struct ZoneEmbedding: Sendable {
    private let anchors: Int
    private let width: Int
    private let table: Embedding
    /// What each anchor has to say at each pitch, (pitches, anchors).
    private let shares: Tensor

    package init(_ scope: Scope, _ sizes: CompactSizes.Zones, instruments: Int, pitches: Int, deviation: Double) {
        let spacing = sizes.semitones
        let anchors = (pitches - 1 + spacing - 1) / spacing + 1
        self.anchors = anchors
        width = sizes.width
        table = Embedding(scope, instruments, anchors * sizes.width, deviation: deviation)
        let values = (0..<pitches).flatMap { pitch in
            (0..<anchors).map { max(0, 1 - abs(Float(pitch) / Float(spacing) - Float($0))) }
        }
        shares = Tensor(values, shape: [pitches, anchors], device: scope.device)
    }

    /// Numbers of instruments and pitches, (B) each -> (B, width).
    package func callAsFunction(instruments: Tensor, pitches: Tensor) -> Tensor {
        let count = instruments.count
        return shares.rows(pitches).reshaped([count, 1, anchors])
            .matmul(table(instruments).reshaped([count, anchors, width])).squeezed(1)
    }
}
