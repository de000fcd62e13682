import Networks
import Tensors

/// Instrument, pitch and velocity -> embeddings over time (section 3.1; SequenceGenerator of sing/sequence/models.py).
/// Every step hears the same but for the time's own embedding, and not what was made before: nothing has to be sampled.
public struct SequenceGenerator: Sendable {
    /// In alphabetical order, as the published code keeps them.
    let instruments: Embedding
    let pitches: Embedding
    let velocities: Embedding
    let times: Embedding
    let zones: ZoneEmbedding?
    let memory: LSTM
    let output: Linear
    let bypass: NoteBypass?
    let sizes: SINGSizes
    private let scale: Double

    init(_ scope: Scope, _ sizes: SINGSizes) {
        self.sizes = sizes
        let tables = scope["tables"]
        scale = sizes.embeddingScale ?? 1
        let deviation = 1 / scale
        func table(_ place: Int, _ table: SINGSizes.Table) -> Embedding {
            Embedding(tables[place], table.count, table.width, deviation: deviation)
        }
        instruments = table(0, sizes.instruments)
        pitches = table(1, sizes.pitches)
        velocities = table(2, sizes.velocities)
        times = Embedding(scope["time_table"], sizes.steps, sizes.timeWidth)
        zones = sizes.zones.map {
            ZoneEmbedding(
                scope["zones"], $0, instruments: sizes.instruments.count, pitches: sizes.pitches.count,
                deviation: deviation)
        }
        let inputs =
            sizes.instruments.width + sizes.pitches.width + sizes.velocities.width + (sizes.zones?.width ?? 0)
            + sizes.timeWidth
        memory = LSTM(scope["lstm"], inputs, sizes.hidden, layers: sizes.layers)
        output = Linear(scope["decoder"], sizes.hidden, sizes.framesPerStep * sizes.dimension)
        bypass = sizes.bypass.map {
            NoteBypass(scope["bypass"], inputs, hidden: $0, outputs: sizes.framesPerStep * sizes.dimension)
        }
    }

    /// A batch of notes by their numbers in the tables, (B) each.
    public struct Notes: Sendable {
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
    }

    /// Embeddings of some steps, (B, D, steps * framesPerStep), and what the network remembers after them.
    /// - Parameters:
    ///   - steps: of the recurrent network; nil is all.
    ///   - state: after the steps before these; nil at the beginning.
    public func callAsFunction(
        _ notes: Notes, steps: Range<Int>? = nil, state: Tensor.RecurrentState? = nil
    ) -> (embeddings: Tensor, state: Tensor.RecurrentState) {
        let steps = steps ?? 0..<sizes.steps
        let batch = notes.count
        func column(_ indices: Tensor) -> Tensor { indices.reshaped([batch]) }
        var velocity = velocities(column(notes.velocities.lower))
        if let share = notes.velocities.share {
            velocity = velocity + (velocities(column(notes.velocities.upper)) - velocity) * share
        }
        let (instrument, pitch) = (column(notes.instruments), column(notes.pitches))
        var parts = [instruments(instrument), pitches(pitch), velocity]
        if let zones { parts.append(zones(instruments: instrument, pitches: pitch)) }
        let note = Tensor.concatenated(parts, dimension: 1) * scale
        // (T, B, I): time comes last
        let time = times(Tensor(Array(steps), shape: [steps.count], device: note.device))
        let x = Tensor.concatenated(
            [
                note.unsqueezed(0).expanded([steps.count, batch, note.size(1)]),
                time.unsqueezed(1).expanded([steps.count, batch, sizes.timeWidth]),
            ], dimension: 2)
        let (hidden, after) = memory(x, state: state)
        // (T, B, frames D) -> (B, D, T frames)
        var said = output(hidden)
        if let bypass { said = said + bypass(x) }
        if let scale = sizes.outputScale { said = said * scale }
        let made = said.reshaped([steps.count, batch, sizes.framesPerStep, sizes.dimension])
            .permuted([1, 3, 0, 2]).reshaped([batch, sizes.dimension, steps.count * sizes.framesPerStep])
        return (made, after)
    }
}
