import Listener
import Recipes
import Signal

/// A take beside the order that it answers, which evaluation and the command line ask about.
public struct Accompaniment: Sendable {
    public var order: Order
    /// In seconds of the song.
    public var take: MadeTake

    public init(order: Order, take: MadeTake) {
        self.order = order
        self.take = take
    }

    /// In the whole recording, in its seconds; its lead sheet is the take's.
    public var heard: Heard {
        var heard = order.heard
        heard.leadSheet = take.leadSheet
        return heard
    }

    /// Seconds that the band plays on after what is accompanied has ended.
    public var tail: Double { order.span.tail }

    /// Seconds of the take's sound at which sections were joined.
    public var joins: [Double] { take.joins.map { $0 - take.start } }

    /// Seconds of computing by phase.
    public var phaseSeconds: [Phase: Double] { take.phaseSeconds }

    /// The take's, by name.
    public var stems: [String: AudioBuffer] { take.stems }

    /// All stems together, mono.
    public var audio: AudioBuffer {
        let sum = AudioBuffer.sum(stems)
        return AudioBuffer(sampleRate: sum?.sampleRate ?? FastSAGGenerator.sampleRate, mono: sum?.mono() ?? [])
    }
}

extension GenerationSystem {
    /// Hears a vocal and makes a take from noise, handed over as a whole.
    public func take(
        of vocal: AudioBuffer, recipe: Recipe, hearing: VocalHearing,
        progress: (TakeProgress) throws -> Void = { _ in }
    ) throws -> Accompaniment {
        try withoutActuallyEscaping(progress) { progress in
            try take(TakeOrder(vocal: vocal, recipe: recipe), hearing: hearing, into: ProgressSink(note: progress))
        }
    }

    /// Hears the vocal of an order and makes its take.
    /// - Throws: `RecipeError` before anything is heard; what hearing and generating throw.
    public func take(
        _ take: TakeOrder, hearing: VocalHearing, into sink: any TakeSink
    ) throws -> Accompaniment {
        try take.validate()
        try description.validate(take.recipe)
        try sink.progress(.listening)
        var stopwatch = Stopwatch<Phase>()
        let order = try hearing.order(take)
        let seconds = stopwatch.lap(.listen)
        var made = try perform(order, into: sink)
        made.phaseSeconds[.listen, default: 0] += seconds
        return Accompaniment(order: order, take: made)
    }
}

/// For takes that nobody hears before they are whole.
private struct ProgressSink: TakeSink {
    let note: (TakeProgress) throws -> Void

    func progress(_ progress: TakeProgress) throws { try note(progress) }
    func append(_ stems: [String: AudioBuffer], from start: Double) {}
}

extension TakeProgress {
    /// Before anything is made.
    static let listening = TakeProgress(phase: .listen, section: 1, sections: 1, step: 0, steps: 1)
}
