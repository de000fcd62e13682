import Band
import Foundation
import Signal

/// An instrument of a library: a program of a font.
public struct LibraryInstrument: Codable, Sendable, Hashable {
    /// Told apart from all others of the library.
    public var name: String
    public var font: String
    public var program: Int
}

/// A key of a library's grid: places in its lists of instruments, pitches and velocities.
public struct NoteKey: Hashable, Sendable {
    public var instrument: Int
    public var pitch: Int
    public var velocity: Int

    public init(instrument: Int, pitch: Int, velocity: Int) {
        self.instrument = instrument
        self.pitch = pitch
        self.velocity = velocity
    }
}

/// Notes of many instruments on disk, made by `NoteLibraryBuilder`: `notes.json`, and for each instrument a file of 16 bit
/// samples (little-endian, mono, 24 kHz) with all its notes one after another, as `NoteGrid` orders them.
public struct NoteLibrary: Sendable {
    /// What `notes.json` says.
    struct Index: Codable, Equatable {
        var grid: NoteGrid
        var instruments: [LibraryInstrument]
    }

    public let folder: URL
    public let grid: NoteGrid
    /// All that the library is to hold; a name's place is the instrument's number.
    public let instruments: [LibraryInstrument]
    /// Numbers of the instruments whose notes are there.
    public let finished: [Int]

    /// - Throws: `CorpusError.cannotRead`, `CorpusError.noNotes`.
    public init(_ folder: URL) throws {
        let index = try Self.index(of: folder)
        self.folder = folder
        grid = index.grid
        instruments = index.instruments
        finished = index.instruments.indices.filter {
            Self.isFinished(Self.file(of: $0, in: folder), grid: index.grid)
        }
        guard !finished.isEmpty else { throw CorpusError.noNotes(folder) }
    }

    static let indexName = "notes.json"

    static func index(of folder: URL) throws -> Index {
        let file = folder.appendingPathComponent(indexName)
        guard FileManager.default.fileExists(atPath: file.path) else { throw CorpusError.noNotes(folder) }
        do {
            return try JSONDecoder().decode(Index.self, from: Data(contentsOf: file))
        } catch { throw CorpusError.cannotRead(file, reason: "\(error)") }
    }

    static func file(of instrument: Int, in folder: URL) -> URL {
        folder.appendingPathComponent(String(format: "%03d.pcm", instrument))
    }

    /// Shards are put in place whole: one of the right size is finished.
    static func isFinished(_ file: URL, grid: NoteGrid) -> Bool {
        let size = try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
        return size == grid.noteCount * grid.samples * 2
    }

    public func split(_ key: NoteKey) -> NoteSplit {
        NoteSplit(instrument: instruments[key.instrument].name, pitch: grid.pitches[key.pitch])
    }

    /// Every note of a split that is there, instrument by instrument.
    public func keys(of split: NoteSplit) -> [NoteKey] {
        finished.flatMap { instrument in
            grid.pitches.indices.flatMap { pitch -> [NoteKey] in
                let first = NoteKey(instrument: instrument, pitch: pitch, velocity: 0)
                guard self.split(first) == split else { return [] }
                return grid.velocities.indices.map { NoteKey(instrument: instrument, pitch: pitch, velocity: $0) }
            }
        }
    }

    /// The note's samples, or a stretch of them.
    /// - Throws: `CorpusError.cannotRead`.
    public func samples(_ key: NoteKey, _ range: Range<Int>? = nil) throws -> [Float] {
        let range = range ?? 0..<grid.samples
        precondition(range.lowerBound >= 0 && range.upperBound <= grid.samples, "a note has \(grid.samples) samples")
        let file = Self.file(of: key.instrument, in: folder)
        let start = grid.place(pitch: key.pitch, velocity: key.velocity) * grid.samples + range.lowerBound
        do {
            let handle = try FileHandle(forReadingFrom: file)
            defer { try? handle.close() }
            try handle.seek(toOffset: UInt64(start * 2))
            let bytes = try handle.read(upToCount: range.count * 2) ?? Data()
            guard bytes.count == range.count * 2 else {
                throw CorpusError.cannotRead(file, reason: "it is cut off; build the library again")
            }
            return bytes.withUnsafeBytes { SixteenBit.samples($0) }
        } catch let error as CorpusError {
            throw error
        } catch { throw CorpusError.cannotRead(file, reason: error.localizedDescription) }
    }
}
