import Band
import Foundation
import Music

/// One song of POP909 (Wang et al., ISMIR 2020) with the chords, metre and key of POP909-CL where they fit.
public struct POP909Song: Sendable {
    /// Where the chords and the metre come from.
    public enum Source: String, Codable, Sendable {
        /// POP909-CL, corrected by experts.
        case corrected
        /// POP909's own estimates.
        case original
        /// A lead sheet, whoever wrote it.
        case leadSheet
    }

    public let symbols: SongSymbols
    public let source: Source
    /// 0...1: the share of melody notes within 0.02 beat of a 16th.
    public let gridAgreement: Double

    /// Below this the beats do not fit the melody: the song is left out.
    public static let requiredGridAgreement = 0.9

    /// The usable songs of the data set, in order; songs with loose grids or another metre than 3/4 and 4/4 are left
    /// out.
    /// - Parameters:
    ///   - folder: POP909, with a folder NNN for every song.
    ///   - corrected: POP909-CL, with a file NNN.mid for every song.
    /// - Throws: `CorpusError` for a folder or a file that cannot be read.
    public static func songs(in folder: URL, cl corrected: URL) throws -> [SongSymbols] {
        try identifiers(in: folder).compactMap { identifier in
            do { return try POP909Song(identifier: identifier, in: folder, cl: corrected).symbols } catch CorpusError
                .unusable
            { return nil }
        }
    }

    /// The numbers of the songs that lie in a folder and belong to a split.
    public static func identifiers(in folder: URL) throws -> [Int] {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder.path) } catch {
            throw CorpusError.cannotRead(folder, reason: error.localizedDescription)
        }
        let found = names.filter { $0.count == 3 }.compactMap { Int($0) }
            .filter { (try? SongSymbols.Split(identifier: $0)) != nil }
        guard !found.isEmpty else {
            throw CorpusError.cannotRead(folder, reason: "no song folders named 001 to 909 are in it")
        }
        return found.sorted()
    }

    /// - Throws: `CorpusError.unusable` when the song should be left out, other `CorpusError`s for bad files.
    public init(identifier: Int, in folder: URL, cl corrected: URL) throws {
        let name = String(format: "%03d", identifier)
        let songFolder = folder.appendingPathComponent(name)
        let file = try StandardMIDIFile(reading: songFolder.appendingPathComponent("\(name).mid"))
        let beatFile = songFolder.appendingPathComponent("beat_midi.txt")
        let rows = try TextTable(reading: beatFile).numbers(columns: 3)
        guard let grid = BeatGrid(beats: rows.map { $0[0] }) else {
            throw CorpusError.unusable(identifier: identifier, reason: "its beats do not rise")
        }
        let melody = Self.monophonic(file.notes(ofTrack: "MELODY"))
        let bridge = file.notes(ofTrack: "BRIDGE").sorted { ($0.start, $0.pitch) < ($1.start, $1.pitch) }
        let piano = file.notes(ofTrack: "PIANO").sorted { ($0.start, $0.pitch) < ($1.start, $1.pitch) }
        guard !melody.isEmpty, !piano.isEmpty else {
            throw CorpusError.unusable(identifier: identifier, reason: "its melody or its piano is empty")
        }
        let onGrid = melody.filter { note in
            let sixteenths = grid.position(at: note.start) * 4
            return abs(sixteenths - sixteenths.rounded()) / 4 < 0.02
        }
        gridAgreement = Double(onGrid.count) / Double(melody.count)
        guard gridAgreement >= Self.requiredGridAgreement else {
            throw CorpusError.unusable(identifier: identifier, reason: "its melody does not lie on its beats")
        }

        let estimates = rows.map { row in (row[1] > 0.5, row[2] > 0.5) }
        let all = melody + bridge + piano
        let end = all.map(\.end).max() ?? 0
        // One file of the published set has a blank in its name.
        let correctedFile = ["\(name).mid", "\(name) .mid"].map { corrected.appendingPathComponent($0) }
            .first { FileManager.default.fileExists(atPath: $0.path) }
        if let correctedFile, let reading = try Self.readCorrected(correctedFile, notes: all, grid: grid) {
            guard let signature = reading.signature, signature == [3, 4] || signature == [4, 4] else {
                throw CorpusError.unusable(identifier: identifier, reason: "its metre is neither 3/4 nor 4/4")
            }
            source = .corrected
            symbols = try Self.assemble(
                identifier: identifier, grid: grid.extended(to: end), meter: signature[0], chords: reading.chords,
                keys: reading.keys, estimates: estimates, end: end, melody: melody, piano: piano, bridge: bridge)
        } else {
            source = .original
            let chords = try Self.readChords(songFolder.appendingPathComponent("chord_midi.txt"), grid: grid)
            let keys = try Self.readKeys(songFolder.appendingPathComponent("key_audio.txt"))
            symbols = try Self.assemble(
                identifier: identifier, grid: grid.extended(to: end), meter: 4, chords: chords, keys: keys,
                estimates: estimates, end: end, melody: melody, piano: piano, bridge: bridge)
        }
    }

    /// One note at a time: of notes that begin together the highest stays, an earlier one ends where the next begins.
    public static func monophonic(_ notes: [Note]) -> [Note] {
        let shortest = 0.04
        var line: [Note] = []
        for note in notes.sorted(by: { ($0.start, $0.pitch) < ($1.start, $1.pitch) }) {
            if var previous = line.last {
                if note.start - previous.start < shortest {
                    // The longer of the two ends the note that stays.
                    guard note.pitch > previous.pitch else { continue }
                    line.removeLast()
                } else if previous.end > note.start {
                    previous.duration = note.start - previous.start
                    line[line.count - 1] = previous
                }
            }
            line.append(note)
        }
        return line.filter { $0.duration >= shortest / 2 }
    }

    /// A chord between two positions on the beats.
    struct PlacedChord {
        var start: Double
        var end: Double
        var chord: Chord?
    }

    private struct CorrectedReading {
        var chords: [PlacedChord]
        var keys: [(position: Double, key: Key)]
        /// Numerator and denominator; nil when the metre changes.
        var signature: [Int]?
    }

    /// nil when the file has no chords or does not line up with the original.
    private static func readCorrected(_ url: URL, notes: [Note], grid: BeatGrid) throws -> CorrectedReading? {
        let file = try StandardMIDIFile(reading: url)
        let quarter = Double(file.ticksPerQuarter)
        // The second track is named "chords" in one half of the files and "MIDI 01" in the other.
        guard let pianoTrack = file.tracks.first(where: { $0.name == "piano" }),
            let chordTrack = file.tracks.first(where: { $0.name != "piano" && !$0.notes.isEmpty }),
            let alignment = POP909Alignment(
                original: notes.map { (grid.position(at: $0.start), $0.pitch) },
                corrected: pianoTrack.notes.map { (Double($0.start) / quarter, $0.pitch) })
        else { return nil }
        func position(_ tick: Int) -> Double {
            // Chords change on beats or halves of them.
            ((Double(tick) / quarter - alignment.offset) * 2).rounded() / 2
        }
        var chords: [PlacedChord] = []
        for (start, group) in Dictionary(grouping: chordTrack.notes, by: \.start).sorted(by: { $0.key < $1.key }) {
            let end = position(group.map(\.end).max() ?? start)
            let placed = PlacedChord(start: position(start), end: end, chord: Chord(sounding: group.map(\.pitch)))
            if placed.end > placed.start { chords.append(placed) }
        }
        let keys = file.keySignatures.map { (Double($0.tick) / quarter - alignment.offset, $0.key) }
        let signatures = Set(file.timeSignatures.map { [$0.numerator, $0.denominator] })
        return CorrectedReading(
            chords: chords, keys: keys, signature: signatures.count == 1 ? signatures.first : nil)
    }

    private static func readChords(_ url: URL, grid: BeatGrid) throws -> [PlacedChord] {
        try TextTable(reading: url).lines.map { line in
            guard line.fields.count == 3, let start = Double(line.fields[0]), let end = Double(line.fields[1]) else {
                throw CorpusError.badLine(url, line: line.number, text: line.text)
            }
            let chord = Chord(parsing: line.fields[2])
            guard chord != nil || line.fields[2] == "N" else {
                throw CorpusError.badLine(url, line: line.number, text: line.text)
            }
            return PlacedChord(
                start: (grid.position(at: start) * 2).rounded() / 2, end: (grid.position(at: end) * 2).rounded() / 2,
                chord: chord)
        }
    }

    private static func readKeys(_ url: URL) throws -> [(position: Double, key: Key)] {
        let lines = try TextTable(reading: url).lines
        let keys = try lines.map { line in
            guard line.fields.count == 3, let start = Double(line.fields[0]), let key = Key(parsing: line.fields[2])
            else { throw CorpusError.badLine(url, line: line.number, text: line.text) }
            return (start, key)
        }
        return keys
    }

    private static func assemble(
        identifier: Int, grid: BeatGrid, meter: Int, chords: [PlacedChord], keys: [(position: Double, key: Key)],
        estimates: [(Bool, Bool)], end: Double, melody: [Note], piano: [Note], bridge: [Note]
    ) throws -> SongSymbols {
        let sounding = chords.filter { $0.chord != nil }
        guard sounding.count > 3 else {
            throw CorpusError.unusable(identifier: identifier, reason: "it has hardly any chords")
        }
        let phase = Downbeats.phase(
            meter: meter, chords: sounding.map { ($0.start, $0.end - $0.start) }, estimates: estimates)
        var spans: [LeadSheet.Span] = []
        var reached = 0.0
        for placed in chords {
            let start = max(grid.seconds(at: placed.start), reached)
            let finish = grid.seconds(at: placed.end)
            guard finish > start else { continue }
            if start > reached { spans.append(LeadSheet.Span(start: reached, end: start, chord: nil)) }
            if let last = spans.last, last.chord == placed.chord, last.end == start {
                spans[spans.count - 1].end = finish
            } else {
                spans.append(LeadSheet.Span(start: start, end: finish, chord: placed.chord))
            }
            reached = finish
        }
        if reached < end { spans.append(LeadSheet.Span(start: reached, end: end, chord: nil)) }
        var changes = keys.map { KeyChange(start: max(grid.seconds(at: $0.position), 0), key: $0.key) }
        if changes.isEmpty {
            let estimate = KeyProfile.key(of: melody + piano)
            changes = [KeyChange(start: 0, key: estimate)]
        }
        changes[0].start = 0
        let sheet = LeadSheet(
            beats: grid.beats, downbeats: grid.beats.indices.filter { ($0 - phase) % meter == 0 }, meter: meter,
            key: changes[0].key, chords: spans)
        let song = try SongSymbols(
            identifier: identifier, leadSheet: sheet, melody: melody, piano: piano, bridge: bridge, keys: changes)
        // The excerpt of everything names the key that holds longest.
        var named = song
        named.leadSheet.key = song.excerpt(from: 0, to: max(end, 1)).leadSheet.key
        return named
    }
}

/// Where bars begin, from where chords change.
enum Downbeats {
    /// The index of the first downbeat, 0..<meter.
    ///
    /// Chords change on downbeats more often than elsewhere, and chords that hold a bar or more begin there; the two
    /// guesses in `beat_midi.txt` and the first chord only break ties.
    static func phase(
        meter: Int, chords: [(start: Double, length: Double)], estimates: [(Bool, Bool)]
    ) -> Int {
        var score = [Double](repeating: 0, count: meter)
        func slot(_ position: Double) -> Int? {
            guard abs(position - position.rounded()) < 0.01 else { return nil }
            let beat = Int(position.rounded())
            return ((beat % meter) + meter) % meter
        }
        let long = chords.filter { $0.length >= Double(meter) }
        for chord in chords { if let slot = slot(chord.start) { score[slot] += 1 / Double(chords.count) } }
        for chord in long { if let slot = slot(chord.start) { score[slot] += 0.5 / Double(long.count) } }
        for guess in [estimates.map(\.0), estimates.map(\.1)] {
            let marked = guess.indices.filter { guess[$0] }
            for beat in marked { score[beat % meter] += 0.15 / Double(marked.count) }
        }
        if let first = chords.first, let slot = slot(first.start) { score[slot] += 0.1 }
        return score.indices.max { (score[$0], -$0) < (score[$1], -$1) } ?? 0
    }
}

/// The key of notes by correlation with the probe-tone profiles of Krumhansl and Kessler (1982).
enum KeyProfile {
    private static let major = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88]
    private static let minor = [6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17]

    static func key(of notes: [Note]) -> Key {
        var held = [Double](repeating: 0, count: 12)
        for note in notes { held[PitchClass(note.pitch).value] += note.duration }
        func correlation(_ key: Key) -> Double {
            let profile = key.mode == .major ? major : minor
            let mean = profile.reduce(0, +) / 12
            let spread = profile.map { ($0 - mean) * ($0 - mean) }.reduce(0, +).squareRoot()
            return (0..<12).reduce(0) {
                $0 + held[($1 + key.tonic.value) % 12] * (profile[$1] - mean) / spread
            }
        }
        return (0..<24).map { Key(index: $0) }.max { correlation($0) < correlation($1) } ?? Key(index: 0)
    }
}
