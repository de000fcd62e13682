import Music
import Sentences

/// Why chords that were typed can't be set.
public enum SheetEditError: Error, Equatable, CustomStringConvertible {
    case notAChord(String)
    case empty
    /// More chords than the bar has beats.
    case tooMany(chords: Int, beats: Int)
    case noBeats
    case outside(ClosedRange<Double>, what: String, value: Double)
    case tooFewTaps(needed: Int)
    case unsteadyTaps

    public var description: String {
        switch self {
        case .notAChord(let word):
            "\(word.quoted) is no chord; write chords like C, F#m, Bb7, Gmaj7, D/F#, N for none, % to hold on, "
                + "| between bars, x4 to play again"
        case .empty: "type a chord like C or F#m; N for none"
        case .tooMany(let chords, let beats):
            "\(chords) chords do not fit into a bar of \(beats == 1 ? "1 beat" : "\(beats) beats")"
        case .noBeats: "there are no beats yet; let the vocal be heard, or tap the tempo"
        case .outside(let range, let what, let value):
            "\(what) must be \(Self.text(range.lowerBound)) to \(Self.text(range.upperBound)), not \(Self.text(value))"
        case .tooFewTaps(let needed): "tap at least \(needed) times"
        case .unsteadyTaps: "the taps are too uneven to tell a tempo; tap again"
        }
    }

    private static func text(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e9 ? String(Int(value)) : String(value)
    }
}

extension SongSheet {
    /// A span and whether it is locked.
    private struct Cell {
        var span: LeadSheet.Span
        var isLocked: Bool
    }

    /// What stands in a bar, as `setChords(_:bar:)` reads it: "%" first where it holds on, a stroke behind more than one.
    public func chordText(bar: Range<Int>) -> String {
        guard !leadSheet.beats.isEmpty, !bar.isEmpty else { return "" }
        let (start, end) = (time(ofBeat: bar.lowerBound), time(ofBeat: bar.upperBound))
        let names = leadSheet.chords.filter { $0.end > start + Self.hair && $0.start < end - Self.hair }.map { span in
            span.start < start - Self.hair ? "%" : span.chord?.description ?? "N"
        }
        return names.joined(separator: " ") + (names.count > 1 ? " |" : "")
    }

    /// What became of chords that were typed.
    public struct Typed: Equatable, Sendable {
        /// Bars that got chords, the first one among them.
        public var bars = 0
        /// Bars for which there was no room.
        public var fallen = 0
        /// Words that are played as the nearest chord: "C7b13 as C7".
        public var nearest: [String] = []

        public init(bars: Int = 0, fallen: Int = 0, nearest: [String] = []) {
            self.bars = bars
            self.fallen = fallen
            self.nearest = nearest
        }

        /// What there is to tell, in a sentence; nil for nothing.
        public var remark: String? {
            let parts =
                (nearest.isEmpty ? [] : ["played as the nearest chord: " + nearest.joined(separator: ", ")])
                + (fallen == 0
                    ? [] : [fallen == 1 ? "the last bar fell off the end" : "\(fallen) bars fell off the end"])
            return parts.isEmpty ? nil : parts.joined(separator: "; ")
        }
    }

    /// Sets chords from text, as `ChordText` has it, from some beats on, and locks them: "Am F C G" is a chord a bar, "Am F |" shares
    /// a bar, "%" or nothing holds on what stands before, "N" or "N.C." is no chord, "x4" plays again, "..." up to a bar.
    /// - Parameters:
    ///   - beats: of the first bar that is set, or of its end.
    ///   - end: the bar up to which "..." goes on; nil is behind the last.
    /// - Throws: `SheetEditError`; then nothing is changed.
    @discardableResult
    public mutating func setChords(_ text: String, beats: Range<Int>, until end: Int? = nil) throws -> Typed {
        let bars = bars
        guard !leadSheet.beats.isEmpty, !beats.isEmpty, leadSheet.beats.indices.contains(beats),
            let first = bars.firstIndex(where: { $0.contains(beats.lowerBound) })
        else { throw SheetEditError.noBeats }
        let typed = ChordText(text)
        guard typed.bars.contains(where: { !$0.isEmpty }) else { throw SheetEditError.empty }
        // nobody counts an upbeat as a bar: it gets the first bar's chord
        let isUpbeat = first == 0 && bars.count > 1 && bars[0].count < leadSheet.meter && !text.contains("|")
        let shift = isUpbeat ? 1 : 0
        var edited = self
        var outcome = Typed()
        let room = max(min(end ?? bars.count, bars.count) - first, 1)
        let count = typed.goesOn ? room : typed.bars.count + shift
        for index in 0..<count {
            let words = typed.bars[max(index - shift, 0) % typed.bars.count]
            let chords = try words.map { try Self.chord($0, &outcome) }
            guard first + index < bars.count else {
                outcome.fallen += 1
                continue
            }
            let place = index == 0 ? beats : bars[first + index]
            guard chords.count <= place.count else {
                throw SheetEditError.tooMany(chords: chords.count, beats: place.count)
            }
            edited.set(chords, beats: place)
            outcome.bars += 1
        }
        self = edited
        return outcome
    }

    /// The same from the beginning of a bar on.
    /// - Parameter bar: index into `bars`.
    @discardableResult
    public mutating func setChords(_ text: String, bar: Int, until end: Int? = nil) throws -> Typed {
        let bars = bars
        guard bars.indices.contains(bar) else { throw SheetEditError.noBeats }
        return try setChords(text, beats: bars[bar], until: end)
    }

    /// Outer nil holds on, inner nil is no chord.
    private static func chord(_ word: Substring, _ outcome: inout Typed) throws -> Chord?? {
        if word == "%" { return nil }
        if ["N", "N.C.", "NC", "-"].contains(word) { return .some(nil) }
        guard let (chord, isNearest) = Chord.typed(word) else { throw SheetEditError.notAChord(String(word)) }
        let name = "\(word) as \(chord)"
        if isNearest, !outcome.nearest.contains(name) { outcome.nearest.append(name) }
        return chord
    }

    private mutating func set(_ chords: [Chord??], beats: Range<Int>) {
        let chords = chords.isEmpty ? [nil] : chords
        var held = beats.lowerBound > 0 ? leadSheet.chord(at: time(ofBeat: beats.lowerBound) - Self.hair) : nil
        for (place, word) in chords.enumerated() {
            // 3 chords in 4 beats take 2, 1 and 1: the first ones get what is left over
            let first = beats.lowerBound + (place * beats.count + chords.count - 1) / chords.count
            let last = beats.lowerBound + ((place + 1) * beats.count + chords.count - 1) / chords.count
            if let chord = word { held = chord }
            setChord(held, beats: first..<last)
        }
    }

    /// Sets one chord over some beats and locks it; nil is no chord.
    /// - Precondition: the beats exist.
    public mutating func setChord(_ chord: Chord?, beats: Range<Int>) {
        replace(beats) { _ in Cell(span: .init(start: 0, end: 0, chord: chord), isLocked: true) }
    }

    /// Empties some beats and unlocks them: the next hearing fills them.
    /// - Precondition: the beats exist.
    public mutating func clearChords(beats: Range<Int>) {
        replace(beats) { _ in Cell(span: .init(start: 0, end: 0, chord: nil, confidence: 0), isLocked: false) }
    }

    /// Confirms what stands over some beats.
    /// - Precondition: the beats exist.
    public mutating func lockChords(beats: Range<Int>) {
        replace(beats) { Cell(span: $0.span, isLocked: true) }
    }

    /// Lets some beats be heard again; until then they stay as they are.
    /// - Precondition: the beats exist.
    public mutating func unlockChords(beats: Range<Int>) {
        replace(beats) { Cell(span: $0.span, isLocked: false) }
    }

    /// Whether what sounds at a beat is locked.
    public func isChordLocked(atBeat beat: Int) -> Bool {
        isChordLocked(at: time(ofBeat: beat) + Self.hair)
    }

    private func isChordLocked(at time: Double) -> Bool {
        lockedChords.contains { $0.start <= time && $0.end > time }
    }

    /// Confirms everything: beats, bar lines, key and chords.
    public mutating func lockAll() {
        takeReading()
        lockedChords = leadSheet.chords.filter { $0.chord != nil }
    }

    /// Whether nothing is left that `lockAll` would lock.
    public var isWhollyLocked: Bool {
        isGridLocked && isMeterLocked && isKeyLocked
            && leadSheet.chords.allSatisfy { $0.chord == nil || isChordLocked(at: $0.start + Self.hair) }
    }

    /// Leaves everything to the next hearing.
    public mutating func unlockAll() {
        unlockGrid()
        isKeyLocked = false
        isMeterLocked = false
        fixedTuning = nil
        lockedChords = []
    }

    /// Cuts the spans at both ends of the beats and replaces what lies between.
    private mutating func replace(_ beats: Range<Int>, _ edit: (Cell) -> Cell) {
        guard !beats.isEmpty else { return }
        let (start, end) = (time(ofBeat: beats.lowerBound), time(ofBeat: beats.upperBound))
        var cells: [Cell] = []
        func append(_ cell: Cell, from: Double, to: Double) {
            guard to - from > Self.hair else { return }
            var cell = cell
            (cell.span.start, cell.span.end) = (from, to)
            cells.append(cell)
        }
        let old = filled(until: end)
        for cell in old { append(cell, from: cell.span.start, to: min(cell.span.end, start)) }
        for cell in old { append(edit(cell), from: max(cell.span.start, start), to: min(cell.span.end, end)) }
        for cell in old { append(cell, from: max(cell.span.start, end), to: cell.span.end) }
        keep(cells)
    }

    /// The spans with their locks, without a gap from 0 to an end.
    private func filled(until end: Double) -> [Cell] {
        var cells: [Cell] = []
        var time = 0.0
        for span in leadSheet.chords {
            if span.start - time > Self.hair {
                cells.append(
                    Cell(span: .init(start: time, end: span.start, chord: nil, confidence: 0), isLocked: false))
            }
            cells.append(Cell(span: span, isLocked: lockedChords.contains { abs($0.start - span.start) < Self.hair }))
            time = span.end
        }
        if end - time > Self.hair {
            cells.append(Cell(span: .init(start: time, end: end, chord: nil, confidence: 0), isLocked: false))
        }
        return cells
    }

    /// A chord that holds on is one span, as long as all of it is locked or none.
    private mutating func keep(_ cells: [Cell]) {
        var joined: [Cell] = []
        for cell in cells {
            if let last = joined.last, last.span.chord == cell.span.chord, last.isLocked == cell.isLocked,
                abs(last.span.end - cell.span.start) < Self.hair
            {
                joined[joined.count - 1].span.end = cell.span.end
                let confidence = min(last.span.confidence, cell.span.confidence)
                joined[joined.count - 1].span.confidence = confidence
            } else {
                joined.append(cell)
            }
        }
        leadSheet.chords = joined.map(\.span)
        lockedChords = joined.filter(\.isLocked).map(\.span)
    }

    /// Seconds: less than a sample; times that differ by less are the same.
    static let hair = 1e-6
}
