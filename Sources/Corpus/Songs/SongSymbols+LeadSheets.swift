import Foundation
import Music
import Signal

extension SongSymbols {
    /// Identifiers from here on are of lead sheets: a hash of the title.
    static let firstLeadSheet = 10_000

    /// Quarter notes and notes that a stretch of one metre has at least.
    private static let leastQuarters = 24.0
    private static let leastNotes = 16

    /// Seconds that songs are repeated to: a lead sheet is one pass.
    private static let leastSeconds = 50.0
    private static let mostPasses = 4

    /// The identifier of a title.
    static func identifier(ofTitle title: String) -> Int {
        // FNV-1a: any machine gives the same number.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in title.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return firstLeadSheet + Int(hash % 1_000_000_007)
    }

    /// The longest stretch of a lead sheet in one metre, at its tempo or a plausible one, with beats as they are felt:
    /// dotted ones in compound metres. Short songs come several times over.
    /// - Throws: `CorpusError.unusableSheet` for songs that are too short, without harmony, or in another metre than bars
    ///   of two to five beats.
    public init(_ file: LeadSheetFile) throws {
        guard let stretch = Stretch(file) else {
            throw CorpusError.unusableSheet(title: file.title, reason: "it has no stretch of two to five beats a bar")
        }
        guard stretch.last - stretch.first >= Self.leastQuarters, stretch.notes.count >= Self.leastNotes else {
            throw CorpusError.unusableSheet(title: file.title, reason: "no stretch in one metre is long enough")
        }
        guard stretch.chords.filter({ $0.chord != nil }).count > 3 else {
            throw CorpusError.unusableSheet(title: file.title, reason: "it has hardly any chords")
        }
        let identifier = Self.identifier(ofTitle: file.title)
        let tempo = stretch.tempo(identifier: identifier)
        let second = 60 / tempo / stretch.beat
        func seconds(_ quarters: Double) -> Double { (quarters - stretch.origin) * second }
        // So many whole bars later nothing of the pass before sounds any more.
        let period = ((stretch.last - stretch.first) / stretch.bar - 1e-3).rounded(.up) * stretch.bar
        let passes = min(max(Int((Self.leastSeconds / (period * second)).rounded(.up)), 1), Self.mostPasses)
        let isSpelt = stretch.notes.contains { $0.syllable != nil }
        var melody: [Note] = []
        var spans: [LeadSheet.Span] = []
        var changes: [KeyChange] = []
        for pass in 0..<passes {
            let moved = Double(pass) * period
            for note in stretch.notes {
                let start = seconds(note.start + moved)
                melody.append(
                    Note(
                        start: start, duration: seconds(note.end + moved) - start, pitch: note.pitch,
                        syllable: isSpelt ? note.syllable ?? "" : nil))
            }
            for chord in stretch.chords {
                let reached = spans.last?.end ?? 0
                let start = max(seconds(chord.start + moved), reached)
                let end = seconds(chord.end + moved)
                guard end > start + 1e-6 else { continue }
                if start > reached + 1e-6 { spans.append(LeadSheet.Span(start: reached, end: start, chord: nil)) }
                if let last = spans.last, last.chord == chord.chord, start - last.end < 1e-6 {
                    spans[spans.count - 1].end = end
                } else {
                    spans.append(LeadSheet.Span(start: start, end: end, chord: chord.chord))
                }
            }
            for key in stretch.keys {
                changes.append(KeyChange(start: max(seconds(key.start + moved), 0), key: key.key))
            }
        }
        if changes.isEmpty { changes = [KeyChange(start: 0, key: KeyProfile.key(of: melody))] }
        changes[0].start = 0
        let end = max(melody.last?.end ?? 0, spans.last?.end ?? 0)
        if let last = spans.last, last.end < end { spans.append(LeadSheet.Span(start: last.end, end: end, chord: nil)) }
        let count = Int((end * tempo / 60 - 1e-6).rounded(.up)) + 1
        let meter = stretch.meter
        let sheet = LeadSheet(
            beats: (0..<max(count, 2)).map { Double($0) * 60 / tempo },
            downbeats: Array(stride(from: 0, to: max(count, 2), by: meter.beats)), meter: meter.beats,
            division: meter.division, key: changes[0].key, chords: spans)
        let song = try SongSymbols(
            identifier: identifier, leadSheet: sheet, melody: POP909Song.monophonic(melody), piano: [], bridge: [],
            keys: changes)
        // The excerpt of everything names the key that holds longest.
        var named = song
        named.leadSheet.key = song.excerpt(from: 0, to: max(end, 1)).leadSheet.key
        self = named
    }

    /// The songs of a folder of lead sheets that can be used, of one split, in order of their identifiers.
    /// - Throws: `CorpusError` for what is no lead sheet; songs that can't be used are left out.
    public static func leadSheets(in folder: URL, split: Split) throws -> [SongSymbols] {
        var songs: [Int: SongSymbols] = [:]
        for file in try LeadSheetFile.files(in: folder) {
            let sheet = try LeadSheetFile(reading: file)
            guard try Split(identifier: identifier(ofTitle: sheet.title)) == split else { continue }
            do {
                let song = try SongSymbols(sheet)
                songs[song.identifier] = song
            } catch CorpusError.unusableSheet { continue }
        }
        guard !songs.isEmpty else { throw CorpusError.noUsableSong(folder) }
        return songs.sorted { $0.key < $1.key }.map(\.value)
    }
}

/// A part of a lead sheet in one metre.
private struct Stretch {
    var meter: Meter
    /// Quarter notes of a beat and of a bar.
    var beat: Double
    var bar: Double { Double(meter.beats) * beat }
    /// The bar line at or before everything, in quarter notes.
    var origin: Double
    var first: Double
    var last: Double
    var hasPickup: Bool
    var quarters: Double?
    var notes: [LeadSheetFile.SungNote]
    var chords: [LeadSheetFile.PlacedChord]
    var keys: [LeadSheetFile.PlacedKey]

    /// Quarter notes a minute from which half notes are the beats of 2/2 and 4/2.
    private static let allaBreve = 144.0

    /// nil without a usable metre.
    init?(_ file: LeadSheetFile) {
        let end = max(file.notes.last?.end ?? 0, file.chords.last?.end ?? 0)
        var best: (length: Double, index: Int, until: Double, felt: (meter: Meter, beat: Double))?
        for (index, change) in file.meters.enumerated() {
            let until = index + 1 < file.meters.count ? file.meters[index + 1].start : end
            let tempo = Self.quarters(file, from: change.start, until: until)
            guard let felt = Self.felt(change, quarters: tempo) else { continue }
            let length = until - change.start
            if length > best?.length ?? 0 { best = (length, index, until, felt) }
        }
        guard let best else { return nil }
        let change = file.meters[best.index]
        // What comes before the first metre is its pick-up.
        let from = best.index == 0 ? -Double.infinity : change.start - LeadSheetFile.tolerance
        let until = best.until
        notes = file.notes.filter { $0.start >= from && $0.start < until - LeadSheetFile.tolerance }.map { note in
            var note = note
            note.duration = min(note.duration, until - note.start)
            return note
        }
        guard let firstNote = notes.first, let lastNote = notes.last else { return nil }
        (meter, beat) = best.felt
        first = min(firstNote.start, change.start)
        last = max(lastNote.end, change.start)
        let (begin, finish) = (first, last)
        chords = file.chords.filter { $0.end > begin && $0.start < finish }.map { chord in
            LeadSheetFile.PlacedChord(start: max(chord.start, begin), end: min(chord.end, finish), chord: chord.chord)
        }
        let bar = Double(meter.beats) * beat
        hasPickup = first < change.start - LeadSheetFile.tolerance
        origin = change.start - (hasPickup ? ((change.start - first) / bar - 1e-3).rounded(.up) * bar : 0)
        quarters = Self.quarters(file, from: change.start, until: until)
        let start = origin
        let before = file.keys.last { $0.start <= begin + 1 } ?? file.keys.first
        keys = file.keys.filter { $0.start > begin + 1 && $0.start < finish }
        if let before { keys.insert(LeadSheetFile.PlacedKey(start: start, key: before.key), at: 0) }
    }

    private static func quarters(_ file: LeadSheetFile, from start: Double, until end: Double) -> Double? {
        let before = file.tempos.last { $0.start <= start + 1 }
        return (before ?? file.tempos.first { $0.start < end })?.quarters
    }

    /// What is felt as the beat, and its quarter notes; nil for metres that a song may not have.
    private static func felt(_ change: LeadSheetFile.MeterChange, quarters: Double?) -> (meter: Meter, beat: Double)? {
        let unit = 4 / Double(change.unit)
        if change.unit == 2, change.beats == 2 || change.beats == 4, quarters ?? 0 < allaBreve {
            return change.beats == 2 ? (Meter(beats: 4), 1) : nil
        }
        if change.unit == 4, change.beats == 6 || change.beats == 9 {
            return (Meter(beats: change.beats / 3, division: 3), 3)
        }
        guard let meter = Meter(parsing: "\(change.beats)/\(change.unit)"), (2...5).contains(meter.beats) else {
            return nil
        }
        return (meter, meter.isCompound ? 3 * unit : unit)
    }

    /// Beats a minute: as written, else such that one to three syllables are sung a second.
    func tempo(identifier: Int) -> Double {
        let range = meter.isCompound ? 50.0...110.0 : SongSymbols.tempos
        if let quarters { return min(max(quarters / beat, range.lowerBound), range.upperBound) }
        var generator = SeededGenerator(seed: UInt64(identifier))
        let syllables = generator.uniform(in: 1.5..<3)
        let sung = notes.reduce(0) { $0 + $1.duration } / beat
        let density = Double(notes.count) / max(sung, 1e-3)
        let plausible = meter.isCompound ? 50.0...92.0 : 60.0...140.0
        return min(max(60 * syllables / density, plausible.lowerBound), plausible.upperBound)
    }
}
