import Networks
import Tensors

/// Instrument, pitch and velocity -> embeddings over time (section 3.1; SequenceGenerator of sing/sequence/models.py).
/// Every step hears the same but for the time's own embedding, and not what was made before: nothing has to be sampled.
public struct SequenceGenerator: Sendable {
    let tables: NoteTables
    let times: Embedding
    let memory: LSTM
    let output: Linear
    private let length: Int

    init(_ scope: Scope, _ sizes: SINGSizes) {
        length = sizes.length
        tables = NoteTables(scope["tables"], sizes)
        times = Embedding(scope["time_table"], sizes.length, sizes.timeWidth)
        memory = LSTM(scope["lstm"], sizes.noteWidth + sizes.timeWidth, sizes.hidden, layers: sizes.layers)
        output = Linear(scope["decoder"], sizes.hidden, sizes.dimension)
    }

    /// Embeddings of some steps, (B, D, T), and what the network remembers after them.
    /// - Parameters:
    ///   - steps: one an embedding; nil is all.
    ///   - state: after the steps before these; nil at the beginning.
    public func callAsFunction(
        _ notes: SINGNotes, steps: Range<Int>? = nil, state: Tensor.RecurrentState? = nil
    ) -> (embeddings: Tensor, state: Tensor.RecurrentState) {
        let note = Tensor.concatenated(tables(notes), dimension: 1)
        let (hidden, after) = memory(NoteTables.sequence(note, at: steps ?? 0..<length, times), state: state)
        // (T, B, D) -> (B, D, T)
        return (output(hidden).permuted([1, 2, 0]), after)
    }
}
