import Tensors

/// The tables that a note is looked up in (section 3.1). Every step of the recurrent network hears the same note and
/// a time of its own.
struct NoteTables: Sendable {
    /// In alphabetical order, as the published code keeps them.
    let instruments: Embedding
    let pitches: Embedding
    let velocities: Embedding

    init(_ scope: Scope, _ sizes: SINGSizes, deviation: Double = 1) {
        func table(_ place: Int, _ table: SINGSizes.Table) -> Embedding {
            Embedding(scope[place], table.count, table.width, deviation: deviation)
        }
        instruments = table(0, sizes.instruments)
        pitches = table(1, sizes.pitches)
        velocities = table(2, sizes.velocities)
    }

    /// (B) -> (B, width) for instrument, pitch and velocity.
    func callAsFunction(_ notes: SINGNotes) -> [Tensor] {
        var velocity = velocities(notes.column(notes.velocities.lower))
        if let share = notes.velocities.share {
            velocity = velocity + (velocities(notes.column(notes.velocities.upper)) - velocity) * share
        }
        return [instruments(notes.column(notes.instruments)), pitches(notes.column(notes.pitches)), velocity]
    }

    /// What the recurrent network hears at each of some times, (T, B, I): time comes last.
    /// - Parameters:
    ///   - note: (B, widths).
    ///   - times: the table of times.
    static func sequence(_ note: Tensor, at steps: Range<Int>, _ times: Embedding) -> Tensor {
        let (count, batch) = (steps.count, note.size(0))
        let time = times(Tensor(Array(steps), shape: [count], device: note.device))
        return .concatenated(
            [
                note.unsqueezed(0).expanded([count, batch, note.size(1)]),
                time.unsqueezed(1).expanded([count, batch, time.size(1)]),
            ], dimension: 2)
    }
}
