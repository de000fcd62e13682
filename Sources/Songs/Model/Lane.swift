import Recipes
import Signal

/// What plays beside others in a song, by its own mixer strip: the vocal, the takes of a system of which one is active,
/// or what an instrument plays.
public struct Lane: Codable, Sendable, Equatable, Identifiable {
    /// What fills it.
    public enum Player: Codable, Sendable, Equatable {
        /// A system makes its takes; the recipe is that of the next one.
        case system(Recipe)
        /// An instrument, by its name, plays what the kind says.
        case instrument(GuidePart.Kind, String)
        /// The song's vocal.
        case recording
    }

    /// Never given twice in a song; the vocal's is `Lane.vocal`.
    public var id: Int
    /// No two lanes of a song have the same.
    public var name: String
    public var player: Player
    /// Of a system, in the order they were made.
    public var takes: [Take]
    /// The take that sounds, which may still be in the making; nil where the lane is silent.
    public var active: Int?
    /// What an instrument has played; nil before it has.
    public var part: PlayedPart?
    public var strip: StripSettings
    /// What the stems of a take in several sounds are set to beside the lane's strip, by their names; one that was never
    /// touched is left out.
    public var stems: [String: StripSettings]
    /// Whether it belongs to mixes and exports: one that does not is heard, but not exported.
    public var isKept: Bool

    /// The identifier of the lane that is the song's vocal.
    public static let vocal = 0

    public init(
        id: Int, name: String, player: Player, takes: [Take] = [], active: Int? = nil, part: PlayedPart? = nil,
        strip: StripSettings = .init(), stems: [String: StripSettings] = [:], isKept: Bool = true
    ) {
        self.id = id
        self.name = name
        self.player = player
        self.takes = takes
        self.active = active
        self.part = part
        self.strip = strip
        self.stems = stems
        self.isKept = isKept
    }

    /// Of the next take; nil where no system plays. Setting it has no effect there.
    public var recipe: Recipe? {
        get { if case .system(let recipe) = player { recipe } else { nil } }
        set { if case .system = player, let newValue { player = .system(newValue) } }
    }

    /// What kind of part an instrument plays; nil where none plays.
    public var kind: GuidePart.Kind? { if case .instrument(let kind, _) = player { kind } else { nil } }

    public subscript(take id: Int) -> Take? {
        get { takes.first { $0.id == id } }
        set {
            guard let index = takes.firstIndex(where: { $0.id == id }) else { return }
            if let newValue { takes[index] = newValue } else { takes.remove(at: index) }
        }
    }

    /// The take that sounds; nil where there is none or it is still in the making.
    public var activeTake: Take? { active.flatMap { self[take: $0] } }

    /// What the instrument plays and has played, with all that its file tells; nil before it has played.
    public var guide: GuidePart? {
        guard case .instrument(let kind, let instrument) = player, let part else { return nil }
        return GuidePart(
            kind: kind, instrument: instrument, file: part.file, loudness: part.loudness, isKept: isKept,
            passes: part.passes, vocal: part.vocal, tuning: part.tuning)
    }

    /// Takes over what was played.
    public mutating func play(_ guide: GuidePart) {
        player = .instrument(guide.kind, guide.instrument)
        part = PlayedPart(
            file: guide.file, loudness: guide.loudness, passes: guide.passes, vocal: guide.vocal, tuning: guide.tuning)
        isKept = guide.isKept
    }
}

/// What an instrument has played in a lane.
public struct PlayedPart: Codable, Sendable, Equatable {
    /// Inside the song's folder, like "guides/001-melody.wav".
    public var file: String
    /// LUFS; nil when too short or too quiet to measure.
    public var loudness: Double?
    /// What sounds in it, one over the other; nil in songs from before this was kept.
    public var passes: [KeyPass]?
    /// The vocal's file that a melody was heard in; nil in songs from before this was kept, and of other kinds.
    public var vocal: String?
    /// Cents over A = 440 Hz that it is played at; nil is 440.
    public var tuning: Double?

    public init(
        file: String, loudness: Double? = nil, passes: [KeyPass]? = nil, vocal: String? = nil, tuning: Double? = nil
    ) {
        self.file = file
        self.loudness = loudness
        self.passes = passes
        self.vocal = vocal
        self.tuning = tuning
    }
}
