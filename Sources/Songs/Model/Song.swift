import Music
import Recipes

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
    public static let currentSchema = 1

    public var schema: Int
    public var title: String
    public var vocal: Vocal?
    /// nil until the vocal has been heard.
    public var sheet: SongSheet?
    /// What the next take will be made with.
    public var recipe: Recipe
    /// Whether the seed stays as it is after a take; otherwise it counts up.
    public var isSeedLocked: Bool
    /// Seeds of the last takes, newest first.
    public var seedHistory: [UInt64]
    /// In the order they were made.
    public var takes: [Take]
    /// The identifier that the next take gets.
    public var nextTake: Int
    /// nil without any, as in songs from before there were guides; see `guides`.
    private var guideParts: [GuidePart]?
    /// What was played over the song last and is not kept yet; nil without any.
    public var pass: KeyPass?
    public var mixer: MixerSettings
    /// Seconds.
    public var loop: Range<Double>?
    public var isLooping: Bool
    /// Sections, in order of time.
    public var marks: [Mark]
    /// What is marked A and B.
    public var a: Audition?
    public var b: Audition?
    /// What plays.
    public var audition: Audition

    public init(title: String, vocal: Vocal? = nil, recipe: Recipe = Recipe()) {
        schema = Self.currentSchema
        self.title = title
        self.vocal = vocal
        sheet = nil
        self.recipe = recipe
        isSeedLocked = false
        seedHistory = []
        takes = []
        nextTake = 1
        mixer = MixerSettings()
        loop = nil
        isLooping = false
        marks = []
        a = nil
        b = nil
        audition = .vocal
    }

    public subscript(take id: Int) -> Take? {
        get { takes.first { $0.id == id } }
        set {
            guard let index = takes.firstIndex(where: { $0.id == id }) else { return }
            if let newValue { takes[index] = newValue } else { takes.remove(at: index) }
        }
    }

    /// The voice's, in which the band and all instruments play.
    public var tuning: Tuning { sheet?.leadSheet.tuning ?? .standard }

    /// What instruments play along with the vocal, in order of their kinds.
    public var guides: [GuidePart] {
        get { guideParts ?? [] }
        set {
            let order = GuidePart.Kind.allCases
            let parts = order.compactMap { kind in newValue.last { $0.kind == kind } }
            guideParts = parts.isEmpty ? nil : parts
        }
    }

    public subscript(guide kind: GuidePart.Kind) -> GuidePart? {
        get { guides.first { $0.kind == kind } }
        set { guides = guides.filter { $0.kind != kind } + [newValue].compactMap(\.self) }
    }

    /// The lead sheet in words; what is fixed or said in the recipe is sure. nil without one.
    public var words: LeadSheetWords? { sheet.map { $0.trial == nil ? $0.words.told(recipe.constraints) : $0.words } }

    /// A number for a take that is about to be made: never given twice, whatever is undone.
    public mutating func claimTake() -> Int {
        defer { nextTake += 1 }
        return nextTake
    }

    /// What plays or is marked A or B must be there: without its take it is the vocal, or nothing.
    public mutating func dropDanglingAuditions() {
        func isThere(_ audition: Audition) -> Bool {
            if case .take(let id) = audition { self[take: id] != nil } else { true }
        }
        if !isThere(audition) { audition = .vocal }
        if let marked = a, !isThere(marked) { a = nil }
        if let marked = b, !isThere(marked) { b = nil }
    }
}
