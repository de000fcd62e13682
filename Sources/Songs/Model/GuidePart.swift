import Music

/// What an instrument plays along with the song, on a mixer strip of its own. There is one at most of each kind.
public struct GuidePart: Codable, Sendable, Equatable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Doubles the sung melody.
        case melody
        /// Plays the lead sheet's chords.
        case chords
        /// Was played on the piano keys.
        case played
    }

    public var kind: Kind
    /// The instrument's name; of several the last one's.
    public var instrument: String
    /// Inside the song's folder, like "guides/001-melody.wav".
    public var file: String
    /// LUFS; nil when too short or too quiet to measure.
    public var loudness: Double?
    /// Whether it is kept as a stem: one that is not is heard, but not exported.
    public var isKept: Bool
    /// What sounds in it, one over the other; nil in songs from before this was kept.
    public var passes: [KeyPass]?
    /// The vocal's file that a melody was heard in; nil in songs from before this was kept, and of other kinds.
    public var vocal: String?
    /// Cents over A = 440 Hz that it is played at; nil is 440.
    public var tuning: Double?

    public init(
        kind: Kind, instrument: String, file: String = "", loudness: Double? = nil, isKept: Bool = false,
        passes: [KeyPass]? = nil, vocal: String? = nil, tuning: Double? = nil
    ) {
        self.kind = kind
        self.instrument = instrument
        self.file = file
        self.loudness = loudness
        self.isKept = isKept
        self.passes = passes
        self.vocal = vocal
        self.tuning = tuning
    }

    /// The mixer strip's name.
    public var strip: String { kind.rawValue }

    /// Whether what it was made from has changed since: a melody's vocal, a lead sheet's chords, the tuning of both.
    public func isOutOfDate(in song: Song) -> Bool {
        if passes != nil, !Tuning(cents: song.tuning.cents - (tuning ?? 0)).isStandard { return true }
        return switch kind {
        case .melody: vocal.map { $0 != song.vocal?.file } ?? false
        case .chords:
            passes.map { $0.flatMap(\.notes) != (song.sheet.map { ChordVoicing.notes(of: $0.leadSheet) } ?? []) }
                ?? false
        case .played: false
        }
    }
}
