import AudioFiles
import Band
import Foundation
import Signal
import Synchronization

/// Renders a note library: every note of a grid by every melodic program of some fonts, a file (a shard) an instrument.
///
/// A shard depends on the font, the program and the grid only. One that is there is not made again; an interrupted build
/// leaves whole shards.
public struct NoteLibraryBuilder: Sendable {
    public var output: URL
    public var fonts: [SoundFont]
    public var grid: NoteGrid
    public var workers: Int
    /// How many instruments at most; nil for all.
    public var limit: Int?

    public init(
        output: URL, fonts: [SoundFont], grid: NoteGrid = NoteGrid(),
        workers: Int = ProcessInfo.processInfo.activeProcessorCount, limit: Int? = nil
    ) {
        self.output = output
        self.fonts = fonts
        self.grid = grid
        self.workers = workers
        self.limit = limit
    }

    /// The fonts that a library is made of unless others are named: Debian's sampled ones, else the first two.
    public static func usualFonts(in places: [URL] = SoundFont.folders) throws -> [SoundFont] {
        let found = try SoundFont.find(in: places)
        let usual = ["FluidR3_GM", "MuseScore_General", "TimGM6mb"]
        let sampled = found.filter { font in usual.contains { font.name.hasPrefix($0) } }
        return sampled.isEmpty ? Array(found.prefix(2)) : sampled
    }

    public struct Progress: Sendable {
        public var instrument: LibraryInstrument
        public var wasThere: Bool
        public var done: Int
        public var total: Int
    }

    public struct Summary: Sendable, Equatable {
        public var built = 0
        public var alreadyThere = 0
        public var notes = 0
        /// Seconds of work of all workers' processors.
        public var work = 0.0
    }

    /// Builds what is not there yet.
    /// - Parameters:
    ///   - progress: called from the workers, one call at a time.
    ///   - stop: true ends the build between two pitches; asked by the workers.
    /// - Throws: `CorpusError`, `AudioFileError`; finished shards stay.
    @discardableResult
    public func build(
        progress: @Sendable (Progress) -> Void = { _ in }, stop: @Sendable () -> Bool = { false }
    ) throws -> Summary {
        try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
        let plan = try makePlan()
        try keepIndex(plan.map(\.instrument))
        let state = Mutex(State())
        DispatchQueue.concurrentPerform(iterations: max(1, min(workers, plan.count))) { _ in
            do {
                var renderers: [SoundFont: NoteRenderer] = [:]
                while let place = state.withLock({ $0.take(from: plan.count) }), !stop() {
                    let start = ThreadClock.now
                    let built = try build(place, plan[place], with: &renderers, stop: stop)
                    guard let built else { return }
                    let work = (ThreadClock.now - start) / .seconds(1)
                    state.withLock { state in
                        state.done += 1
                        state.summary.built += built ? 1 : 0
                        state.summary.alreadyThere += built ? 0 : 1
                        state.summary.notes += built ? grid.noteCount : 0
                        state.summary.work += work
                        progress(
                            Progress(
                                instrument: plan[place].instrument, wasThere: !built, done: state.done,
                                total: plan.count))
                    }
                }
            } catch { state.withLock { if $0.error == nil { $0.error = error } } }
        }
        let (summary, error) = state.withLock { ($0.summary, $0.error) }
        if let error { throw error }
        return summary
    }

    private struct State {
        var next = 0
        var done = 0
        var summary = Summary()
        var error: (any Error)?

        mutating func take(from count: Int) -> Int? {
            guard error == nil, next < count else { return nil }
            defer { next += 1 }
            return next
        }
    }

    private struct Work {
        var instrument: LibraryInstrument
        var font: SoundFont
        var program: FontProgram
    }

    /// Program by program, each of all fonts, so that a part of a library has all families of instruments.
    private func makePlan() throws -> [Work] {
        let all = try fonts.flatMap { font in try NoteRenderer(font).programs().map { (font, $0) } }
        let sorted = all.enumerated().sorted { ($0.element.1.number, $0.offset) < ($1.element.1.number, $1.offset) }
            .map(\.element)
        let names = Self.names(sorted.map { (font: $0.0.name, program: $0.1.name) })
        let plan = zip(sorted, names).map { entry, name in
            Work(
                instrument: LibraryInstrument(name: name, font: entry.0.name, program: entry.1.number), font: entry.0,
                program: entry.1)
        }
        return Array(plan.prefix(limit ?? plan.count))
    }

    /// Names that differ in more than letter case: a program's own, with its font's where another has the same one, and
    /// a number where even those are equal.
    static func names(_ programs: [(font: String, program: String)]) -> [String] {
        func counts(_ names: [String]) -> [String: Int] {
            names.reduce(into: [:]) { $0[$1.lowercased(), default: 0] += 1 }
        }
        let plain = programs.map { $0.program.isEmpty ? "Unnamed" : $0.program }
        let plainCounts = counts(plain)
        let distinct = zip(programs, plain).map { program, name in
            let font = program.font.prefix { $0 != "_" }
            return plainCounts[name.lowercased()] == 1 ? name : "\(name) (\(font))"
        }
        let distinctCounts = counts(distinct)
        var seen: [String: Int] = [:]
        return distinct.map { name in
            guard distinctCounts[name.lowercased()] != 1 else { return name }
            seen[name.lowercased(), default: 0] += 1
            return "\(name) \(seen[name.lowercased()] ?? 0)"
        }
    }

    /// - Throws: `CorpusError.otherNotes` when the folder holds a library of other notes.
    private func keepIndex(_ instruments: [LibraryInstrument]) throws {
        let index = NoteLibrary.Index(grid: grid, instruments: instruments)
        let file = output.appendingPathComponent(NoteLibrary.indexName)
        if FileManager.default.fileExists(atPath: file.path) {
            let found = try NoteLibrary.index(of: output)
            // a library may be begun with few instruments and go on with more
            let common = min(found.instruments.count, instruments.count)
            guard found.grid == grid, found.instruments.prefix(common) == instruments.prefix(common) else {
                throw CorpusError.otherNotes(output)
            }
            if found.instruments.count >= instruments.count { return }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try AtomicFile.write(encoder.encode(index), to: file)
    }

    /// - Returns: whether the shard was made; nil when it was stopped.
    private func build(
        _ number: Int, _ work: Work, with renderers: inout [SoundFont: NoteRenderer], stop: () -> Bool
    ) throws -> Bool? {
        let file = NoteLibrary.file(of: number, in: output)
        if NoteLibrary.isFinished(file, grid: grid) { return false }
        let renderer: NoteRenderer
        if let there = renderers[work.font] {
            renderer = there
        } else {
            renderer = try NoteRenderer(work.font)
            renderers[work.font] = renderer
        }
        guard let sound = try renderer.notes(of: work.program, grid: grid, stop: stop) else { return nil }
        var data = Data(capacity: sound.count * 2)
        SixteenBit.append(sound, to: &data)
        try AtomicFile.write(data, to: file)
        return true
    }
}
