import Band
import Foundation
import Music
import Signal
import Synchronization

/// Makes a corpus to keep: for every POP909 song a folder NNN with `vocal.flac`, `accompaniment.flac` (24 kHz mono,
/// 16 bit), the true pitch, the parts' activity, the parts if asked for, and `symbols.json`, which comes last and marks
/// the song as finished.
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
    /// What the bands play with; all that are installed unless given.
    public var fonts: [SoundFont]?
    public var styles: [Style]
    /// Whether the parts are written apart too.
    public var stems: Bool

    public init(
        pop909: URL, corrected: URL, output: URL, seed: UInt64 = 1, seconds: Double = 75,
        validationSeconds: Double = 30, workers: Int = ProcessInfo.processInfo.activeProcessorCount, limit: Int? = nil,
        fonts: [SoundFont]? = nil, styles: [Style] = Style.allCases, stems: Bool = false
    ) {
        self.pop909 = pop909
        self.corrected = corrected
        self.output = output
        self.seed = seed
        self.seconds = seconds
        self.validationSeconds = validationSeconds
        self.workers = workers
        self.limit = limit
        self.fonts = fonts
        self.styles = styles
        self.stems = stems
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
        let settings = SongPlan.Settings(
            seed: seed, seconds: seconds, validationSeconds: validationSeconds, fonts: try fonts ?? SoundFont.find(),
            styles: styles)
        try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
        var order = Self.order(of: try POP909Song.identifiers(in: pop909), seed: seed)
        if let limit { order = Array(order.prefix(max(limit, 0))) }
        let queue = Mutex(Queue())
        let songs = order
        DispatchQueue.concurrentPerform(iterations: max(1, min(workers, songs.count))) { _ in
            do {
                let renderer = SongRenderer()
                while let identifier = queue.withLock({ $0.take(from: songs) }) {
                    let result = try build(identifier, with: renderer, settings: settings)
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

    private func build(_ identifier: Int, with renderer: SongRenderer, settings: SongPlan.Settings) throws -> Result {
        let folder = CorpusLayout.folder(of: identifier, in: output)
        let mark = folder.appendingPathComponent(CorpusLayout.symbols)
        if FileManager.default.fileExists(atPath: mark.path) { return Result(outcome: .alreadyThere) }
        let plan: SongPlan
        do {
            let song = try POP909Song(identifier: identifier, in: pop909, cl: corrected)
            plan = SongPlan(song, variation: 0, settings: settings)
        } catch CorpusError.unusable(_, let reason) {
            return Result(outcome: .leftOut(reason: reason))
        }
        var cost = SongRenderer.Cost()
        let song = try renderer.render(plan, stems: stems, cost: &cost)
        try song.write(to: folder)
        return Result(
            outcome: .built(seconds: song.entry.duration), singing: cost.singing / .seconds(1),
            rendering: (cost.playing + cost.mixing) / .seconds(1))
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
