import AudioFiles
import Foundation
import Music
import Signal
import Synchronization

/// Makes the training songs: for every POP909 song a folder NNN with `vocal.flac`, `accompaniment.flac` (24 kHz mono,
/// 16 bit) and `symbols.json`, which comes last and marks the song as finished.
///
/// A song depends on the seed and its identifier only: not on the order, the number of workers or what was there.
public struct CorpusBuilder: Sendable {
    /// POP909: a folder for every song.
    public var pop909: URL
    /// POP909-CL: a MIDI file for every song.
    public var corrected: URL
    public var output: URL
    public var seed: UInt64
    /// The length of training songs.
    public var seconds: Double
    /// The length of validation songs.
    public var validationSeconds: Double
    public var workers: Int
    /// How many songs to make at most; nil for all.
    public var limit: Int?

    public init(
        pop909: URL, corrected: URL, output: URL, seed: UInt64 = 1, seconds: Double = 75,
        validationSeconds: Double = 30, workers: Int = ProcessInfo.processInfo.activeProcessorCount, limit: Int? = nil
    ) {
        self.pop909 = pop909
        self.corrected = corrected
        self.output = output
        self.seed = seed
        self.seconds = seconds
        self.validationSeconds = validationSeconds
        self.workers = workers
        self.limit = limit
    }

    /// How far a build is.
    public struct Progress: Sendable {
        public enum Outcome: Sendable, Equatable {
            case built(seconds: Double)
            case alreadyThere
            case leftOut(reason: String)
        }

        public var identifier: Int
        public var outcome: Outcome
        public var done: Int
        public var total: Int
    }

    /// What a build took.
    public struct Summary: Sendable, Equatable {
        public var built = 0
        public var alreadyThere = 0
        public var leftOut = 0
        /// Seconds of each of the two audio files together.
        public var audio = 0.0
        /// Seconds of work, over all workers.
        public var singing = 0.0
        public var rendering = 0.0
    }

    /// Builds what is not there yet. Songs that cannot be used are left out and reported.
    /// - Parameter progress: called from the workers, one call at a time.
    /// - Throws: `CorpusError`, `AudioFileError`; the first error ends the build, finished songs stay.
    @discardableResult
    public func build(progress: @Sendable (Progress) -> Void = { _ in }) throws -> Summary {
        try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
        var order = Self.order(of: try POP909Song.identifiers(in: pop909), seed: seed)
        if let limit { order = Array(order.prefix(max(limit, 0))) }
        let queue = Mutex(Queue())
        let songs = order
        DispatchQueue.concurrentPerform(iterations: max(1, min(workers, songs.count))) { _ in
            do {
                // FluidSynth's log functions are global: one renderer at a time is made.
                let renderer = try queue.withLock { _ in try Renderer() }
                while let identifier = queue.withLock({ $0.take(from: songs) }) {
                    let result = try build(identifier, with: renderer)
                    queue.withLock { queue in
                        queue.summary.add(result)
                        queue.done += 1
                        progress(
                            Progress(
                                identifier: identifier, outcome: result.outcome, done: queue.done, total: songs.count))
                    }
                }
            } catch { queue.withLock { if $0.error == nil { $0.error = error } } }
        }
        let (summary, error) = queue.withLock { ($0.summary, $0.error) }
        if let error { throw error }
        return summary
    }

    private struct Queue {
        var next = 0
        var done = 0
        var summary = Summary()
        var error: (any Error)?

        mutating func take(from songs: [Int]) -> Int? {
            guard error == nil, next < songs.count else { return nil }
            defer { next += 1 }
            return songs[next]
        }
    }

    fileprivate struct Result {
        var outcome: Progress.Outcome
        var singing = 0.0
        var rendering = 0.0
    }

    /// The order in which songs are made: twenty validation songs, then all others at random, so that every part of
    /// a build is a fair sample.
    public static func order(of identifiers: [Int], seed: UInt64) -> [Int] {
        var generator = SeededGenerator(seed: seed)
        let shuffled = identifiers.sorted().shuffled(using: &generator)
        let isValidation = { (identifier: Int) in (try? SongSymbols.Split(identifier: identifier)) == .validation }
        let first = Array(shuffled.filter(isValidation).prefix(20))
        return first + shuffled.filter { !first.contains($0) }
    }

    /// Everything about a song but its sound.
    public func plan(_ identifier: Int) throws -> CorpusEntry { try prepare(identifier).entry }

    private struct Plan {
        var entry: CorpusEntry
        var arrangement: Arrangement
        var singing: SeededGenerator
        var recording: SeededGenerator
        var peak: Double
    }

    private func prepare(_ identifier: Int) throws -> Plan {
        let song = try POP909Song(identifier: identifier, in: pop909, cl: corrected)
        var generator = SeededGenerator(seed: seed, stream: UInt64(identifier))
        let split = song.symbols.split
        let length = min(split == .training ? seconds : validationSeconds, song.symbols.duration)
        let start = ExcerptChoice.start(in: song.symbols, seconds: length, generator: &generator)
        let transposition = generator.uniform(in: -6..<6)
        let symbols = song.symbols.excerpt(from: start, to: start + length).transposed(by: transposition)
        let style = Style.allCases[generator.uniform(in: 0..<4)]
        let voice = SingerVoice(heldOut: split == .validation, drawnBy: &generator)
        let microphone = Microphone(drawnBy: &generator)
        let reverb = generator.uniform() < 0.4 ? 0 : generator.uniform(in: 0.1..<0.5)
        let peak = generator.uniform(in: -6.0 ..< -1.0)
        let octaveShift = voice.octaveShift(for: symbols.melody)
        let arrangement = Arranger.arrange(symbols, style: style, generator: SeededGenerator(seed: generator.next()))
        let entry = CorpusEntry(
            symbols: symbols, split: split, style: style,
            instruments: arrangement.parts.map { CorpusEntry.Instrument(name: $0.name, program: $0.program) },
            voice: voice, microphone: microphone, sungMelody: symbols.transposed(by: octaveShift).melody,
            octaveShift: octaveShift, transposition: transposition, excerptStart: start, duration: length,
            reverb: reverb, seed: seed, source: song.source)
        return Plan(
            entry: entry, arrangement: arrangement, singing: SeededGenerator(seed: generator.next()),
            recording: SeededGenerator(seed: generator.next()), peak: peak)
    }

    private func build(_ identifier: Int, with renderer: Renderer) throws -> Result {
        let folder = CorpusLayout.folder(of: identifier, in: output)
        let mark = folder.appendingPathComponent(CorpusLayout.symbols)
        if FileManager.default.fileExists(atPath: mark.path) { return Result(outcome: .alreadyThere) }
        let plan: Plan
        do { plan = try prepare(identifier) } catch CorpusError.unusable(_, let reason) {
            return Result(outcome: .leftOut(reason: reason))
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let entry = plan.entry
        let clock = ContinuousClock()
        let singing = try clock.measure {
            let dry = Singer(voice: entry.voice).sing(
                entry.sungMelody, seconds: entry.duration, generator: plan.singing)
            let vocal = entry.microphone.record(dry, generator: plan.recording)
            try AudioWriter.write(
                vocal, to: folder.appendingPathComponent(CorpusLayout.vocal), format: .flac16)
        }
        let rendering = try clock.measure {
            let accompaniment = try renderer.render(plan.arrangement, seconds: entry.duration, reverb: entry.reverb)
            try AudioWriter.write(
                accompaniment.peakNormalized(to: plan.peak),
                to: folder.appendingPathComponent(CorpusLayout.accompaniment), format: .flac16)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try encoder.encode(entry).write(to: mark, options: .atomic)
        return Result(
            outcome: .built(seconds: entry.duration), singing: singing / .seconds(1), rendering: rendering / .seconds(1)
        )
    }
}

extension CorpusBuilder.Summary {
    fileprivate mutating func add(_ result: CorpusBuilder.Result) {
        switch result.outcome {
        case .built(let seconds):
            built += 1
            audio += seconds
        case .alreadyThere: alreadyThere += 1
        case .leftOut: leftOut += 1
        }
        singing += result.singing
        rendering += result.rendering
    }
}
