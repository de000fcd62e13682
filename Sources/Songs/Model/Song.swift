import Music
import Recipes
import Signal

/// A song as it is kept in `song.json`: a plain value, so that undo is going back to an older one.
public struct Song: Codable, Sendable, Equatable {
    /// The vocal inside the song's folder.
    public struct Vocal: Codable, Sendable, Equatable {
        /// Inside the song's folder, like "vocal.wav".
        public var file: String
        /// Hertz; also the song's rate.
        public var sampleRate: Double
        public var frameCount: Int
        /// LUFS; nil when too short or too quiet to measure.
        public var loudness: Double?
        /// What it was read from, for people.
        public var source: String
        /// Of that file; nil of recordings and in older songs.
        public var sourceDigest: String?

        public init(file: String, sampleRate: Double, frameCount: Int, loudness: Double?, source: String) {
            self.file = file
            self.sampleRate = sampleRate
            self.frameCount = frameCount
            self.loudness = loudness
            self.source = source
        }

        /// Seconds.
        public var duration: Double { Double(frameCount) / sampleRate }
    }

    /// A named place in the song.
    public struct Mark: Codable, Sendable, Equatable {
        public var name: String
        /// Seconds.
        public var time: Double

        public init(name: String, time: Double) {
            self.name = name
            self.time = time
        }
    }

    /// The version of `song.json` that this program writes.
    public static let currentSchema = 2

    public var schema: Int
    public var title: String
    public var vocal: Vocal?
    /// nil until the vocal has been heard.
    public var sheet: SongSheet?
    /// The vocal's first, then all others as they stand on the screen; a system plays in one of them at least.
    public var lanes: [Lane]
    /// Takes of lanes that an edit took away, by lane, which that edit did not know: made before it was undone, or
    /// finished after the lane had gone. They come back with the lane. Lasts as long as there is something to undo, so
    /// `song.json` has none of it.
    public private(set) var takesAside: [Int: [Take]] = [:]
    /// The identifier that the next lane gets.
    public var nextLane: Int
    /// The lane under the cursor; never the vocal's.
    public var selected: Int
    /// Whether the seed stays as it is after a take; otherwise it counts up.
    public var isSeedLocked: Bool
    /// Seeds of the last takes, newest first.
    public var seedHistory: [UInt64]
    /// The identifier that the next take gets, in whichever lane.
    public var nextTake: Int
    /// Takes that are not made yet; nil for none.
    public var orders: [OrderedTake]?
    /// What was played over the song last and is not kept yet; nil without any.
    public var pass: KeyPass?
    public var master: MasterSettings
    /// Seconds.
    public var loop: Range<Double>?
    public var isLooping: Bool
    /// Sections, in order of time.
    public var marks: [Mark]
    /// What is compared: which take sounds in each lane.
    public var a: Scene?
    public var b: Scene?

    private enum CodingKeys: String, CodingKey {
        case schema, title, vocal, sheet, lanes, nextLane, selected, isSeedLocked, seedHistory, nextTake, orders, pass
        case master, loop, isLooping, marks, a, b
    }

    /// Puts a take into its lane, in the order they were made; where the lane was taken away meanwhile it waits for it.
    public mutating func add(_ take: Take, toLane id: Int) {
        guard var lane = self[lane: id] else {
            takesAside[id, default: []].append(take)
            return
        }
        lane.takes.append(take)
        lane.takes.sort { $0.id < $1.id }
        self[lane: id] = lane
    }

    /// Puts takes aside whose lane goes.
    mutating func setAside(_ takes: [Take], ofLane id: Int) {
        if !takes.isEmpty { takesAside[id, default: []] += takes }
    }

    /// Gives lanes that are there the takes that waited for them.
    mutating func takeBackAside() {
        for lane in lanes {
            for take in takesAside.removeValue(forKey: lane.id) ?? [] where lane[take: take.id] == nil {
                add(take, toLane: lane.id)
            }
        }
    }

    /// A song with a lane for the vocal and one for a system.
    public init(title: String, vocal: Vocal? = nil, recipe: Recipe = Recipe()) {
        schema = Self.currentSchema
        self.title = title
        self.vocal = vocal
        sheet = nil
        lanes = [
            Lane(id: Lane.vocal, name: Self.vocalName, player: .recording),
            Lane(id: Self.firstLane, name: Self.firstName, player: .system(recipe)),
        ]
        nextLane = Self.firstLane + 1
        selected = Self.firstLane
        isSeedLocked = false
        seedHistory = []
        nextTake = 1
        master = MasterSettings()
        loop = nil
        isLooping = false
        marks = []
        a = nil
        b = nil
    }

    static let firstLane = 1
    /// What the lanes of a new song are called.
    static let vocalName = "vocal"
    static let firstName = "band"

    /// The voice's, in which the band and all instruments play.
    public var tuning: Tuning { sheet?.leadSheet.tuning ?? .standard }

    /// The lead sheet in words; what is fixed or said in the recipe is sure. nil without one.
    public var words: LeadSheetWords? {
        sheet.map { $0.trial == nil ? $0.words.fixed(by: recipe.constraints) : $0.words }
    }
}
