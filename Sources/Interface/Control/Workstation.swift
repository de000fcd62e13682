import Foundation
import Recipes
import Signal
import Songs
import Terminal

/// The program behind the screen: takes what people do and what services tell, changes the state, and says what is to be
/// drawn. Belongs to the main thread; others reach it through its inbox.
public final class Workstation {
    /// What sounds and computes.
    public struct Services {
        public var deck: any Deck
        /// nil where nothing can be recorded.
        public var recorder: (any Recorder)?
        public var studio: any Studio
        /// nil where there are no instruments.
        public var guide: (any Guide)?

        public init(
            deck: any Deck, recorder: (any Recorder)? = nil, studio: any Studio, guide: (any Guide)? = nil
        ) {
            self.deck = deck
            self.recorder = recorder
            self.studio = studio
            self.guide = guide
        }
    }

    /// Threads for slow work.
    public struct Workers: Sendable {
        /// Reading, writing takes, pictures.
        public var reading: Worker
        public var pictures: Worker
        public var export: Worker
        /// Instruments that play along.
        public var guide: Worker
        /// What waits until nobody changes anything for a moment.
        public var pause: Worker

        public init(reading: Worker, pictures: Worker, export: Worker, guide: Worker, pause: Worker) {
            self.reading = reading
            self.pictures = pictures
            self.export = export
            self.guide = guide
            self.pause = pause
        }

        public static func background() -> Workers {
            Workers(
                reading: .queue("backline.reading", qos: .userInitiated), pictures: .queue("backline.pictures"),
                export: .queue("backline.export"), guide: .thread("backline.guide"),
                pause: .later("backline.pause", seconds: 0.8))
        }

        /// At once and on the caller's thread, for tests.
        public static let immediate = Workers(
            reading: .immediate, pictures: .immediate, export: .immediate, guide: .immediate, pause: .immediate)
    }

    public internal(set) var state: WorkstationState { didSet { needsDisplay = true } }
    /// Whether the scene has changed since it was last drawn.
    public internal(set) var needsDisplay = true
    /// Whether the program is to end.
    public internal(set) var isFinished = false
    /// Other threads leave events here.
    public let inbox: Inbox
    /// Called after each frame that the loop has shown.
    public var onFrame: ((FrameTiming) -> Void)?
    /// Called with each message.
    var onMessage: ((Message) -> Void)?

    let deck: any Deck
    /// Frames of the song that the deck can play; nil while there is nothing.
    var loadedFrames: Range<Int>?
    let recorder: (any Recorder)?
    let studio: any Studio
    let guide: (any Guide)?
    let workers: Workers
    let themes: ThemeLoader
    let configuration: Configuration
    let folders: ApplicationFolders
    var choices: ProgramChoices
    public internal(set) var bindings: Bindings

    var folder: SongFolder?
    var autosaver: Autosaver<Song>?
    var history = UndoHistory<Song>()
    var sounds = Sounds()
    /// Jobs that have sound already.
    var growing: [Int: GrowingTake] = [:]
    /// What is done with a line of text once it is accepted.
    var entryAction: ((String) throws -> Void)?
    /// What sounded before the vocal alone did.
    var sceneBefore: Song.Scene?
    /// What was shown before a theme was tried out.
    var themeBefore: Theme?
    /// What piano keys sound.
    var keySounds = KeySounds()
    var keyPreparation: Cancellation?
    /// The keyboard as it was left.
    var keyboardBefore = PianoKeys()
    /// Which piano key was struck last, and when it last said so: a key that is held repeats.
    var lastKey: (pitch: Int, time: ContinuousClock.Instant)?
    /// Whether the next key goes on with what was played; otherwise it begins anew.
    var isPassOpen = false
    /// The time at which keys are struck.
    package var keyClock: () -> ContinuousClock.Instant = { .now }
    /// Counts changes that guides follow, so that only the last one of a quick row is.
    var followings = 0
    var exportCancellation: Cancellation?
    var recordingInput: String?
    /// Whether the list of instruments was asked for and has not come.
    var isListingInstruments = false
    /// Which tapped beats are the first of their bar, by index.
    var tappedDownbeats: [Int] = []
    /// The reading that was tried out when the vocal was last listened to; nil for none.
    var hearingReading: Int?
    /// The tempo that the recording began with, where somebody had chosen or heard it.
    var recordedClick: RecordedClick?
    /// Whether the next vocal is listened to although there is a lead sheet.
    var hearsNextVocal = false
    /// Counts requests to list folders, so that an old answer does not come over a newer one.
    var listings = 0
    /// Counts openings, likewise.
    var openings = 0
    /// Counts songs that were shown: answers about an older one are not for this.
    var songNumber = 0
    /// What the loop draws for; panels and keys that move by a page ask for it.
    var screenSize = Layout.comfortable
    /// Leaves the screen to the shell until the program is brought back; nil where that can't be done.
    public var suspendScreen: (() -> Void)?
    /// Sends the whole screen again.
    public var redrawScreen: (() -> Void)?
    /// When playback was last seen to change.
    var lastMovement: ContinuousClock.Instant?
    /// What is opened again when another song can't be.
    var songBefore: URL?

    /// - Parameters:
    ///   - configuration: its first problem becomes the message.
    ///   - themes: where the picker finds them.
    ///   - inbox: where services that are made before leave events.
    public init(
        services: Services, configuration: Configuration = Configuration(), themes: ThemeLoader = ThemeLoader(),
        folders: ApplicationFolders = ApplicationFolders(), workers: Workers = .background(), inbox: Inbox = Inbox()
    ) {
        self.inbox = inbox
        deck = services.deck
        recorder = services.recorder
        studio = services.studio
        guide = services.guide
        self.workers = workers
        self.themes = themes
        self.folders = folders
        var settings = configuration
        choices = ProgramChoices.read(folders.choices, problems: &settings.problems)
        let system = services.studio.systems.first
        var state = WorkstationState(
            song: Song(title: "", recipe: system?.defaults ?? Recipe()), theme: Theme.night)
        state.systems = services.studio.systems
        state.instrument = choices.instrument
        state.glyphs = configuration.glyphs ?? choices.glyphs ?? .braille
        if let name = configuration.theme ?? choices.theme, name != Theme.night.name {
            do {
                state.theme = try themes.load(name)
            } catch {
                settings.problems.append("\(error)")
            }
        }
        bindings = Bindings(overrides: settings.keys)
        if let problem = settings.problems.first { state.message = Message(.warning, problem) }
        self.configuration = settings
        self.state = state
        if let output = configuration.output ?? choices.output { deck.choose(output) }
    }

    /// What is to be drawn.
    public var scene: Scene {
        Scene(state: state, hints: bindings.hints(state), keys: bindings.words(ascii: state.glyphs == .ascii))
    }

    // MARK: Messages

    func tell(_ kind: Message.Kind, _ text: String) {
        let message = Message(kind, text)
        state.message = message
        onMessage?(message)
    }

    /// Tells what came by itself: it does not cover what is wrong with the settings before anybody has read it.
    func mention(_ text: String) {
        guard openings <= 1, let message = state.message, message.kind != .info else { return tell(.info, text) }
        onMessage?(Message(.info, text))
    }

    /// Does what may fail, and tells why it did.
    func attempt(_ work: () throws -> Void) {
        do { try work() } catch { tell(.error, "\(error)") }
    }

    func dismiss() {
        state.message = nil
        state.taps = []
        tappedDownbeats = []
        if state.focus == .leadSheet, state.song.sheet?.trial != nil { endTrial() }
    }

    // MARK: Commands

    /// Runs a command as its key would.
    /// - Returns: why it can't be run now; nil when it was.
    @discardableResult
    public func perform(_ command: Command) -> String? {
        if let reason = command.disabledReason(state) {
            tell(.warning, "\(command.title): \(reason)")
            return reason
        }
        command.action(self)
        return nil
    }

    @discardableResult
    public func perform(_ id: String) -> String? {
        guard let command = CommandTable.command(id) else { preconditionFailure("there is no command \(id)") }
        return perform(command)
    }
}
