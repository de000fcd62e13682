import Foundation
import Recipes
import Signal
import Songs
import Terminal

/// Everything the screen shows, as a value: drawing is a function of it, and commands change it.
public struct WorkstationState: Sendable {
    // what is kept
    public var song: Song
    /// nil while no song is open.
    public var folder: URL?
    /// What undo and redo would bring back, for the hints; nil when there is nothing.
    public var undoTitle: String?
    public var redoTitle: String?

    // what is made from it
    public var media = Media()
    public var systems: [SystemDescription] = []
    public var engine = EngineState.loading
    public var isHearing = false
    public var jobs: [Job] = []
    public var deck = PlaybackState()
    public var recorder: RecordingState?
    /// That plays along; nil is the usual one.
    public var instrument: String?
    /// What it is playing now, into a guide.
    public var guideInMaking: GuidePart.Kind?
    /// Lanes whose part what it was made from has left behind.
    public var outOfDate: Set<Int> = []
    /// What was played before what was played last, and not kept either: a loop comes round while one still plays.
    public var earlierPass: KeyPass?
    /// nil while letters are commands.
    public var keyboard: PianoKeys?

    // how it is looked at
    public var focus = Focus.timeline
    public var timeline = TimelineView()
    public var melView = MelView.vocal
    /// Row in the take list, which shows the lane under the cursor: jobs come after takes.
    public var takesCursor = 0
    /// Id of a parameter.
    public var recipeCursor = Parameter.systemID
    /// Beat of the lead sheet.
    public var sheetCursor = 0
    /// Strip from the left: those of the lanes, the master.
    public var mixerCursor = 0
    public var mixerParameter = MixerParameter.gain
    public var isClickOn = false
    /// While beats are compared with the bare vocal or tapped, takes are silent, whatever the song's scene is; nil else.
    public var comparing: Comparing?
    /// Frames of the last taps, while tapping.
    public var taps: [Int] = []
    /// Text being typed into the focused panel.
    public var entry: TextEntry?
    /// The lead sheet as what is being typed would make it.
    public var sheetPreview: SongSheet?
    public var overlay: Overlay?
    public var message: Message?
    /// What was told before it, and it, oldest first.
    public var messages: [Message] = []

    // how it is drawn
    public var theme: Theme
    public var glyphs = GlyphLevel.braille
    public var depth = ColourDepth.full

    public init(song: Song, theme: Theme) {
        self.song = song
        self.theme = theme
    }

    /// What there was before beats were compared, to come back to.
    public struct Comparing: Sendable, Equatable {
        /// No longer where something else was chosen to be heard meanwhile.
        public var silencesTakes = true
        public var isClickOn: Bool
        public var isPlaying: Bool
        /// Whether it is for tapping along, and not for readings.
        public var isTapping = false
    }

    /// The song with the scene that is heard now.
    public var sounding: Song {
        var song = song
        if comparing?.silencesTakes ?? false { song.silence() }
        return song
    }

    public enum EngineState: Sendable, Equatable {
        case loading
        case ready
        case unavailable(String)
    }

    /// A take on its way.
    public struct Job: Sendable, Equatable, Identifiable {
        public enum Phase: Sendable, Equatable {
            case queued
            case running(TakeProgress)
            case failed(String)
        }

        public var id: Int
        /// The lane that gets the take.
        public var lane: Int
        /// As the take will be called.
        public var name: String
        public var recipe: Recipe
        public var origin: Take.Origin
        public var parent: Int?
        /// Who sounded when its player began to listen (`SongContext.names`).
        public var heard: [String]?
        /// Whether it goes on until it is told to stop.
        public var isEndless = false
        public var phase = Phase.queued
        /// Seconds.
        public var secondsLeft: Double?
        /// Seconds of audio a second.
        public var speed: Double?
        /// Seconds of sound that can be played already, and second of the song at which it begins.
        public var playable = 0.0
        public var start = 0.0
        /// How often it was begun, by this program and others before it.
        var tries = 1

        public init(id: Int, lane: Int, name: String, recipe: Recipe, origin: Take.Origin, parent: Int?) {
            self.id = id
            self.lane = lane
            self.name = name
            self.recipe = recipe
            self.origin = origin
            self.parent = parent
        }

        /// One that another program did not end.
        init(_ order: OrderedTake) {
            self.init(
                id: order.id, lane: order.lane, name: order.name, recipe: order.recipe, origin: order.origin,
                parent: order.parent)
            isEndless = order.isEndless
            tries = order.tries
        }

        /// As the song keeps it; nil where it has failed.
        var ordered: OrderedTake? {
            if case .failed = phase { return nil }
            return OrderedTake(
                id: id, lane: lane, name: name, recipe: recipe, origin: origin, parent: parent, isEndless: isEndless,
                madeUntil: playable > 0 ? start + playable : nil, tries: tries)
        }
    }
}

/// Parts of the screen that keys can go to, in the order in which they are reached.
public enum Focus: String, Sendable, CaseIterable {
    case timeline, leadSheet, takes, recipe, mixer
}

/// What the spectrogram shows.
public enum MelView: String, Sendable, CaseIterable {
    case vocal, take, both, difference
}

public enum MixerParameter: String, Sendable, CaseIterable {
    case gain, pan, mute, solo
}
