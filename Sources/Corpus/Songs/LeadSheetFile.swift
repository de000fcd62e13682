import Foundation
import Music

/// A song as text: melody, metre, tempo, key, chords and syllables in quarter notes from the first bar line.
///
/// A line is a record of fields between tabs. The first is `# leadsheet v1`, others that begin with `#` name the song:
///
///     # title      a song
///     meter  0  3  4
///     tempo  -1  100
///     key    0  2  major  notated
///     chord  -1  6  2  maj  2
///     note   -1  1  69  A-
public struct LeadSheetFile: Hashable, Sendable {
    /// A metre from a bar line on.
    public struct MeterChange: Hashable, Sendable {
        public var start: Double
        public var beats: Int
        public var unit: Int

        /// Quarter notes.
        var bar: Double { Double(beats) * 4 / Double(unit) }
    }

    public struct SungNote: Hashable, Sendable {
        public var start: Double
        public var duration: Double
        public var pitch: Int
        /// nil where the syllable before goes on.
        public var syllable: String?

        var end: Double { start + duration }
    }

    public struct PlacedChord: Hashable, Sendable {
        public var start: Double
        public var end: Double
        /// nil where nobody plays harmony.
        public var chord: Chord?
    }

    public var title: String
    public var meters: [MeterChange]
    /// Quarter notes a minute from a position on.
    public var tempos: [(start: Double, quarters: Double)] { zip(tempoStarts, tempoValues).map { ($0, $1) } }
    private var tempoStarts: [Double]
    private var tempoValues: [Double]
    public var keys: [PlacedKey]
    public var chords: [PlacedChord]
    /// In order; none begins before the one before has ended.
    public var notes: [SungNote]

    public struct PlacedKey: Hashable, Sendable {
        public var start: Double
        public var key: Key
    }

    /// Times are rounded to six places in the files.
    static let tolerance = 2e-3

    /// - Throws: `CorpusError.cannotRead`, and `CorpusError.badLine` with the line that can't be understood.
    public init(reading url: URL) throws {
        let text: String
        do { text = try String(contentsOf: url, encoding: .utf8) } catch {
            throw CorpusError.cannotRead(url, reason: (error as NSError).localizedDescription)
        }
        var reader = Reader(url: url)
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            try reader.read(line, number: number + 1)
        }
        guard let title = reader.title else { throw CorpusError.cannotRead(url, reason: "it has no # title") }
        guard !reader.meters.isEmpty else { throw CorpusError.cannotRead(url, reason: "it has no meter") }
        guard !reader.notes.isEmpty else { throw CorpusError.cannotRead(url, reason: "it has no note") }
        self.title = title
        meters = reader.meters
        tempoStarts = reader.tempos.map(\.0)
        tempoValues = reader.tempos.map(\.1)
        keys = reader.keys
        chords = reader.chords
        notes = reader.notes
    }

    /// The files of a folder and of the folders in it, in order of their paths.
    /// - Throws: `CorpusError.cannotRead` for a folder without any.
    public static func files(in folder: URL) throws -> [URL] {
        guard let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else {
            throw CorpusError.cannotRead(folder, reason: "it cannot be listed")
        }
        let files = walk.compactMap { $0 as? URL }.filter { $0.pathExtension == "tsv" }
        guard !files.isEmpty else { throw CorpusError.cannotRead(folder, reason: "it holds no lead sheets (.tsv)") }
        return files.sorted { $0.path < $1.path }
    }

    /// The nearest of our chords to a name in the files.
    static let qualities: [String: ChordQuality] = [
        "maj": .major, "min": .minor, "7": .dominant7, "maj7": .major7, "min7": .minor7, "minmaj7": .minorMajor7,
        "dim": .diminished, "hdim7": .halfDiminished7, "dim7": .diminished7, "aug": .augmented, "sus2": .suspended2,
        "sus4": .suspended4, "7sus4": .dominant7Suspended4, "6": .major6, "min6": .minor6, "9": .dominant9,
        "13": .dominant13,
        "7#5": .augmented7, "min9": .minor9, "min11": .minor11, "maj9": .major9, "5": .power,
    ]

    fileprivate static let modes: [String: Mode] = [
        "major": .major, "ionian": .major, "lydian": .major, "mixolydian": .major, "minor": .minor, "aeolian": .minor,
        "dorian": .minor, "phrygian": .minor, "locrian": .minor,
    ]

    private struct Reader {
        let url: URL
        var title: String?
        var meters: [MeterChange] = []
        var tempos: [(Double, Double)] = []
        var keys: [PlacedKey] = []
        var chords: [PlacedChord] = []
        var notes: [SungNote] = []

        mutating func read(_ line: Substring, number: Int) throws {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            let understood =
                if number == 1 {
                    line == "# leadsheet v1"
                } else if line.isEmpty {
                    true
                } else if line.hasPrefix("#") {
                    name(fields)
                } else {
                    record(fields)
                }
            guard understood else { throw CorpusError.badLine(url, line: number, text: String(line.prefix(80))) }
        }

        private mutating func name(_ fields: [Substring]) -> Bool {
            guard fields.count == 2 else { return false }
            if fields[0] == "# title" { title = String(fields[1]) }
            return true
        }

        private mutating func record(_ fields: [Substring]) -> Bool {
            func number(_ index: Int) -> Double? {
                fields.indices.contains(index) ? Double(fields[index]).flatMap { $0.isFinite ? $0 : nil } : nil
            }
            func pitchClass(_ index: Int) -> PitchClass? {
                guard fields.indices.contains(index), let value = Int(fields[index]), (0..<12).contains(value) else {
                    return nil
                }
                return PitchClass(value)
            }
            guard let start = number(1), abs(start) < 1e5 else { return false }
            switch fields[0] {
            case "meter":
                guard fields.count == 4, let beats = Int(fields[2]), let unit = Int(fields[3]),
                    (1...64).contains(beats),
                    [1, 2, 4, 8, 16, 32].contains(unit), start > meters.last?.start ?? -.infinity
                else { return false }
                meters.append(MeterChange(start: start, beats: beats, unit: unit))
            case "tempo":
                guard fields.count == 3, let quarters = number(2), (5...1000).contains(quarters),
                    start >= tempos.last?.0 ?? -.infinity
                else { return false }
                tempos.append((start, quarters))
            case "key":
                guard fields.count == 5, let tonic = pitchClass(2), let mode = LeadSheetFile.modes[String(fields[3])],
                    start >= keys.last?.start ?? -.infinity
                else { return false }
                keys.append(PlacedKey(start: start, key: Key(tonic: tonic, mode: mode)))
            case "chord":
                guard fields.count == 6, let end = number(2), end > start,
                    start > (chords.last?.end ?? -.infinity) - LeadSheetFile.tolerance
                else { return false }
                if fields[4] == "N" {
                    chords.append(PlacedChord(start: start, end: end, chord: nil))
                    return true
                }
                guard let root = pitchClass(3), let bass = pitchClass(5),
                    let quality = LeadSheetFile.qualities[String(fields[4])]
                else { return false }
                chords.append(
                    PlacedChord(start: start, end: end, chord: Chord(root: root, quality: quality, bass: bass)))
            case "note":
                guard (4...6).contains(fields.count), let duration = number(2), duration > 0,
                    let pitch = Int(fields[3]),
                    (12...115).contains(pitch), start > (notes.last?.end ?? -.infinity) - LeadSheetFile.tolerance
                else { return false }
                let text = fields.count > 4 ? String(fields[4]) : "-"
                notes.append(
                    SungNote(
                        start: start, duration: duration, pitch: pitch,
                        syllable: text == "-" || text.isEmpty ? nil : text))
            default: return false
            }
            return true
        }
    }
}
