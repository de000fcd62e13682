import Music
import Recipes

/// One accompaniment that was made, kept with everything needed to make it again.
public struct Take: Codable, Sendable, Equatable, Identifiable {
    /// How it came to be.
    public enum Origin: Codable, Sendable, Equatable {
        /// From noise.
        case fresh
        /// "More like this": the strength, over 0 to 1.
        case variation(Double)
        /// Seconds of the parent that were made anew.
        case reroll(Range<Double>)
        /// Seconds of the song that were added to the parent.
        case extended(Range<Double>)
    }

    /// One sound of the take, on one mixer strip.
    public struct Stem: Codable, Sendable, Equatable {
        /// As `SystemDescription.stems` names it.
        public var name: String
        /// Inside the song's folder, like "takes/003-band.wav".
        public var file: String
        /// LUFS; nil when too short or too quiet to measure.
        public var loudness: Double?

        public init(name: String, file: String, loudness: Double? = nil) {
            self.name = name
            self.file = file
            self.loudness = loudness
        }
    }

    /// Counts from 1 and is never given twice in a song.
    public var id: Int
    public var name: String
    public var note: String
    public var isStarred: Bool
    public var recipe: Recipe
    public var origin: Origin
    /// The take it was made from.
    public var parent: Int?
    public var modelHash: String
    /// Of a player who listens to more than the vocal: who sounded (`SongContext.names`); nil for the vocal alone.
    public var heard: [String]?
    /// Beats, key and chords it plays to, in seconds of the song.
    public var leadSheet: LeadSheet
    /// Seconds of the song.
    public var start: Double
    public var duration: Double
    /// Hertz, of its files.
    public var sampleRate: Double
    public var stems: [Stem]
    /// LUFS of all stems together; nil when too short or too quiet to measure.
    public var loudness: Double?
    /// Seconds that making it took.
    public var computeSeconds: Double

    public init(
        id: Int, name: String, note: String = "", isStarred: Bool = false, recipe: Recipe, origin: Origin = .fresh,
        parent: Int? = nil, modelHash: String, heard: [String]? = nil, leadSheet: LeadSheet, start: Double = 0,
        duration: Double,
        sampleRate: Double, stems: [Stem], loudness: Double? = nil, computeSeconds: Double = 0
    ) {
        self.id = id
        self.name = name
        self.note = note
        self.isStarred = isStarred
        self.recipe = recipe
        self.origin = origin
        self.parent = parent
        self.modelHash = modelHash
        self.heard = heard
        self.leadSheet = leadSheet
        self.start = start
        self.duration = duration
        self.sampleRate = sampleRate
        self.stems = stems
        self.loudness = loudness
        self.computeSeconds = computeSeconds
    }
}
