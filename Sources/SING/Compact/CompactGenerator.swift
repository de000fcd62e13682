import Networks
import Tensors

/// The paper's sequence generator with embeddings of zones, several embeddings in a step, and a way past the recurrent
/// network.
public struct CompactGenerator: Sendable {
    let tables: NoteTables
    let times: Embedding
    let zones: ZoneEmbedding
    let memory: LSTM
    let output: Linear
    let bypass: NoteBypass
    let sizes: CompactSizes

    init(_ scope: Scope, _ sizes: CompactSizes) {
        self.sizes = sizes
        let deviation = 1 / sizes.embeddingScale
        tables = NoteTables(scope["tables"], sizes.paper, deviation: deviation)
        times = Embedding(scope["time_table"], sizes.steps, sizes.timeWidth)
        zones = ZoneEmbedding(
            scope["zones"], sizes.zones, instruments: sizes.instruments.count, pitches: sizes.pitches.count,
            deviation: deviation)
        let inputs = sizes.noteWidth + sizes.zones.width + sizes.timeWidth
        let outputs = sizes.framesPerStep * sizes.dimension
        memory = LSTM(scope["lstm"], inputs, sizes.hidden, layers: sizes.layers)
        output = Linear(scope["decoder"], sizes.hidden, outputs)
        bypass = NoteBypass(scope["bypass"], inputs, hidden: sizes.bypass, outputs: outputs)
    }

    /// Embeddings of some steps, (B, D, steps * framesPerStep), and what the network remembers after them.
    /// - Parameters:
    ///   - steps: of the recurrent network; nil is all.
    ///   - state: after the steps before these; nil at the beginning.
    public func callAsFunction(
        _ notes: SINGNotes, steps: Range<Int>? = nil, state: Tensor.RecurrentState? = nil
    ) -> (embeddings: Tensor, state: Tensor.RecurrentState) {
        let steps = steps ?? 0..<sizes.steps
        let zone = zones(instruments: notes.column(notes.instruments), pitches: notes.column(notes.pitches))
        let note = Tensor.concatenated(tables(notes) + [zone], dimension: 1) * sizes.embeddingScale
        let x = NoteTables.sequence(note, at: steps, times)
        let (hidden, after) = memory(x, state: state)
        // (T, B, frames D) -> (B, D, T frames)
        let made = ((output(hidden) + bypass(x)) * sizes.outputScale)
            .reshaped([steps.count, notes.count, sizes.framesPerStep, sizes.dimension])
            .permuted([1, 3, 0, 2]).reshaped([notes.count, sizes.dimension, steps.count * sizes.framesPerStep])
        return (made, after)
    }
}
