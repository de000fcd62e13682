import Foundation
import Generation
import Listener
import Music
import Recipes
import Signal
import Tensors

/// MeLoDy going on after a recording.
struct ContinuationProbe: Probe {
    static let name = "continuation"

    /// That are added.
    var seconds: Double
    var threads: Int
    /// Whether it is played as it comes: then more is made only as far ahead as a jam makes it.
    var isPlayed: Bool

    struct Figures: Codable, Sendable {
        var seconds: Double
        var threads: Int
        /// From the order to the first sound that was not there, everything loaded.
        var firstSoundSeconds: Double
        /// From the order to the last sound; of what is played, of computing alone.
        var totalSeconds: Double
        var realTimeFactor: Double
        /// Of computing, by phase: listen is before the stream begins.
        var stageSeconds: [String: Double]
        /// Through the language model, one a token, and through the diffusion, one a step.
        var passes: Int
        var peakMegabytes: Double
        /// Resident after each minute of sound.
        var minuteMegabytes: [Double]
        /// Of what is played: seconds for which there was nothing to play, and the least that was there ahead.
        var starvedSeconds: Double
        var leastAheadSeconds: Double
        var sgemmGigaflops: Double
    }

    /// Seconds of the recording, and beats a minute of its sheet.
    private static let opening = 24.0
    private static let tempo = 100.0
    /// Seconds that a jam makes ahead.
    private static let ahead = 30.0
    /// Seconds of the recording's end that are played first, as in a jam: from the order on.
    private static let runUp = 8.0
    /// Seconds between looks at what is played.
    private static let patience = 0.05

    func measure() throws -> Figures {
        try Engine.start()
        try Engine.setThreads(threads)
        let system = try SystemRegistry.standard.load(MeLoDyGenerator.description.name)
        let hearing = VocalHearing(try VocalListener.bundled())
        // a first one, so that the memory of a run is there
        let warm = Log(start: Self.opening)
        _ = try system.stream(hearing.order(Self.order(1, system)), into: warm)?.next()
        let log = Log(start: Self.opening)
        let order = Self.order(seconds, system)
        let begin = ContinuousClock.now
        func elapsed() -> Double { (ContinuousClock.now - begin) / .seconds(1) }
        let known = try hearing.order(order)
        let heard = elapsed()
        guard let stream = try system.stream(known, into: log) else {
            preconditionFailure("a system that goes on has streams")
        }
        var (computed, starved, least, first) = (0.0, 0.0, Double.infinity, 0.0)
        /// When playback would have begun, had it never waited: with the order.
        var playing = 0.0
        var minutes: [Double] = []
        let line = ProgressLine()
        defer { line.clear() }
        var goesOn = true
        while goesOn {
            let (before, start) = (log.made, elapsed())
            goesOn = try stream.next()
            let now = elapsed()
            computed += now - start
            if before == 0 { first = now }
            if isPlayed {
                let spare = Self.runUp + before - (now - playing)
                least = min(least, spare)
                if spare < 0 { (starved, playing) = (starved - spare, playing - spare) }
            }
            if log.made >= Double(minutes.count + 1) * 60 { minutes.append(try ProcessMemory.residentMegabytes()) }
            line.show(String(format: "going on: %.0f of %.0f s", log.made, seconds))
            while isPlayed, goesOn, Self.runUp + log.made - (elapsed() - playing) > Self.ahead {
                Thread.sleep(forTimeInterval: Self.patience)
            }
        }
        let made = stream.made()
        let total = isPlayed ? computed : elapsed()
        return Figures(
            seconds: seconds, threads: threads, firstSoundSeconds: first, totalSeconds: total,
            realTimeFactor: total / seconds,
            stageSeconds: Dictionary(
                uniqueKeysWithValues: made.phaseSeconds.merging([.listen: heard]) { $1 }.map { ($0.key.id, $0.value) }),
            passes: made.passes, peakMegabytes: try ProcessMemory.peakMegabytes(),
            minuteMegabytes: minutes, starvedSeconds: starved, leastAheadSeconds: least.isFinite ? least : 0,
            sgemmGigaflops: try SquareProduct.gigaflops())
    }

    private static func order(_ seconds: Double, _ system: any GenerationSystem) -> TakeOrder {
        let beats = Array(stride(from: 0, through: Self.opening, by: 60 / Self.tempo))
        let sheet = LeadSheet(
            beats: beats, downbeats: Array(stride(from: 0, to: beats.count, by: 4)), meter: 4, key: Key(index: 0),
            chords: [.init(start: 0, end: Self.opening, chord: Chord(parsing: "C"))])
        return Continuation(
            of: BenchVocal.sung(minutes: Self.opening / 60), sheet, seconds: seconds,
            recipe: Recipe(system: system.name)
        ).order
    }

    /// Counts seconds of sound and keeps none.
    private final class Log: TakeSink {
        let keepsSound = true
        private let start: Double
        private var end = 0.0

        init(start: Double) { self.start = start }

        /// Seconds of sound that was not there.
        var made: Double { max(end - start, 0) }

        func progress(_ progress: TakeProgress) {}
        func append(_ stems: [String: AudioBuffer], from start: Double) {
            end = start + (stems.values.first?.duration ?? 0)
        }
    }
}
