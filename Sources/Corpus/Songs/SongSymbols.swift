import Band
import Music

/// What is known of a training song before it sounds: chords, beats, key and the notes of its parts, in seconds.
public struct SongSymbols: Codable, Hashable, Sendable {
    /// Which songs may be trained on.
    public enum Split: String, Codable, Sendable, CaseIterable {
        case training, validation

        /// The one place where songs are divided: of POP909, 1 to 809 train, 860 to 909 validate; of the lead sheets,
        /// whose identifiers are hashes of their titles, one in twenty validates.
        /// - Throws: `CorpusError.unknownIdentifier` for any other number.
        public init(identifier: Int) throws {
            switch identifier {
            case 1...809: self = .training
            case 860...909: self = .validation
            case SongSymbols.firstLeadSheet...: self = identifier % 20 == 0 ? .validation : .training
            default: throw CorpusError.unknownIdentifier(identifier)
            }
        }
    }

    /// The song's number in POP909, or what stands for a lead sheet's title.
    public let identifier: Int
    public let split: Split
    public var leadSheet: LeadSheet
    /// The sung line: monophonic, in order.
    public var melody: [Note]
    public var piano: [Note]
    /// The second instrumental line.
    public var bridge: [Note]
    /// In order; the lead sheet names the key that holds longest.
    public var keys: [KeyChange]

    /// - Throws: `CorpusError.unknownIdentifier`.
    public init(
        identifier: Int, leadSheet: LeadSheet, melody: [Note], piano: [Note], bridge: [Note], keys: [KeyChange] = []
    ) throws {
        self.identifier = identifier
        split = try Split(identifier: identifier)
        self.leadSheet = leadSheet
        self.melody = melody
        self.piano = piano
        self.bridge = bridge
        self.keys = keys.isEmpty ? [KeyChange(start: 0, key: leadSheet.key)] : keys
    }

    /// What a band reads.
    public var score: Score {
        Score(leadSheet: leadSheet, melody: melody, piano: piano, secondLine: bridge, keys: keys)
    }

    /// Seconds: where the last note, beat or chord ends.
    public var duration: Double { score.duration }

    /// The gate before every training loader.
    /// - Throws: `CorpusError.notForTraining`, `CorpusError.unknownIdentifier`.
    public func requireTraining() throws {
        guard try Split(identifier: identifier) == .training else {
            throw CorpusError.notForTraining(identifier: identifier)
        }
    }

    /// Everything moved by semitones.
    public func transposed(by semitones: Int) -> SongSymbols {
        func moved(_ notes: [Note]) -> [Note] {
            notes.map { note in
                var note = note
                note.pitch = min(max(note.pitch + semitones, 0), 127)
                return note
            }
        }
        var song = self
        song.melody = moved(melody)
        song.piano = moved(piano)
        song.bridge = moved(bridge)
        song.leadSheet.key = leadSheet.key.transposed(by: semitones)
        song.keys = keys.map { KeyChange(start: $0.start, key: $0.key.transposed(by: semitones)) }
        song.leadSheet.chords = leadSheet.chords.map { span in
            var span = span
            span.chord = span.chord?.transposed(by: semitones)
            return span
        }
        return song
    }

    /// A stretch of the song with its times moved so that `start` is 0. A note belongs to it when it begins inside,
    /// and ends with it at the latest.
    public func excerpt(from start: Double, to end: Double) -> SongSymbols {
        // A note played a little before its beat belongs to the beat.
        let early = 0.03
        func cut(_ notes: [Note]) -> [Note] {
            notes.compactMap { note in
                guard note.start >= start - early, note.start < end - early else { return nil }
                let from = max(note.start, start)
                let duration = min(note.end, end) - from
                guard duration > 0 else { return nil }
                var cut = note
                (cut.start, cut.duration) = (from - start, duration)
                return cut
            }
        }
        var song = self
        song.melody = cut(melody)
        song.piano = cut(piano)
        song.bridge = cut(bridge)
        let tolerance = 1e-6
        let kept = leadSheet.beats.indices.filter {
            leadSheet.beats[$0] >= start - tolerance && leadSheet.beats[$0] < end - tolerance
        }
        song.leadSheet.beats = kept.map { max(leadSheet.beats[$0] - start, 0) }
        let first = kept.first ?? 0
        song.leadSheet.downbeats = leadSheet.downbeats.filter { kept.contains($0) }.map { $0 - first }
        song.leadSheet.chords = leadSheet.chords.compactMap { span in
            let from = max(span.start, start)
            let to = min(span.end, end)
            guard to - from > tolerance else { return nil }
            return LeadSheet.Span(start: from - start, end: to - start, chord: span.chord, confidence: span.confidence)
        }
        let bounds = keys.indices.compactMap { index -> (KeyChange, Double)? in
            let from = index == 0 ? start : max(keys[index].start, start)
            let to = index + 1 < keys.count ? min(keys[index + 1].start, end) : end
            return to > from ? (KeyChange(start: from - start, key: keys[index].key), to - from) : nil
        }
        song.keys = bounds.map(\.0)
        var held: [Key: Double] = [:]
        for (change, duration) in bounds { held[change.key, default: 0] += duration }
        if let longest = held.max(by: { ($0.value, $0.key.index) < ($1.value, $1.key.index) })?.key {
            song.leadSheet.key = longest
        }
        return song
    }
}
