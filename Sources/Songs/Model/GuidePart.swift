/// What an instrument plays along with the song, on a mixer strip of its own. There is one at most of each kind.
public struct GuidePart: Codable, Sendable, Equatable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Doubles the sung melody.
        case melody
        /// Plays the lead sheet's chords.
        case chords
    }

    public var kind: Kind
    /// The instrument's name.
    public var instrument: String
    /// Inside the song's folder, like "guides/001-melody.wav".
    public var file: String
    /// LUFS; nil when too short or too quiet to measure.
    public var loudness: Double?
    /// Whether it is kept as a stem: one that is not is heard, but not exported.
    public var isKept: Bool

    public init(kind: Kind, instrument: String, file: String = "", loudness: Double? = nil, isKept: Bool = false) {
        self.kind = kind
        self.instrument = instrument
        self.file = file
        self.loudness = loudness
        self.isKept = isKept
    }

    /// The mixer strip's name.
    public var strip: String { kind.rawValue }
}
