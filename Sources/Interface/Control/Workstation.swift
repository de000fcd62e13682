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

    let session: Session
    public private(set) var bindings: Bindings
    let configuration: Configuration
    /// Whether the program is to end.
    public private(set) var isFinished = false
    /// Called after each frame that the loop has shown.
    public var onFrame: ((FrameTiming) -> Void)?
    /// Leaves the screen to the shell until the program is brought back; nil where that can't be done.
    public var suspendScreen: (() -> Void)?
    /// Sends the whole screen again.
    public var redrawScreen: (() -> Void)?
    /// When playback was last seen to change.
    var lastMovement: ContinuousClock.Instant?

    // what is done, by who does it
    private(set) lazy var songs = SongController(self)
    private(set) lazy var media = MediaController(self)
    private(set) lazy var playback = PlaybackController(self)
    private(set) lazy var view = ViewController(self)
    private(set) lazy var generation = GenerationController(self)
    private(set) lazy var extending = ExtendingController(self)
    private(set) lazy var takes = TakesController(self)
    private(set) lazy var lanes = LanesController(self)
    private(set) lazy var recipe = RecipeController(self)
    private(set) lazy var leadSheet = LeadSheetController(self)
    private(set) lazy var mixer = MixerController(self)
    private(set) lazy var guides = GuideController(self)
    private(set) lazy var keyboard = KeyboardController(self)
    private(set) lazy var recording = RecordingController(self)
    private(set) lazy var export = ExportController(self)
    private(set) lazy var dialogs = DialogController(self)
    private(set) lazy var choices = ChoicesController(self, choicesBefore, themes: themes, file: choicesFile)

    private let themes: ThemeLoader
    private let choicesFile: URL
    /// Of the last time.
    private let choicesBefore: ProgramChoices

    /// - Parameters:
    ///   - configuration: its first problem becomes the message.
    ///   - themes: where the picker finds them.
    ///   - inbox: where services that are made before leave events.
    public init(
        services: Services, configuration: Configuration = Configuration(), themes: ThemeLoader = ThemeLoader(),
        folders: ApplicationFolders = ApplicationFolders(), workers: Workers = .background(), inbox: Inbox = Inbox()
    ) {
        self.themes = themes
        var settings = configuration
        choicesFile = folders.choices
        choicesBefore = ProgramChoices.read(choicesFile, problems: &settings.problems)
        var state = WorkstationState(
            song: Song(title: "", recipe: services.studio.systems.first?.defaults ?? Recipe()), theme: Theme.night)
        state.systems = services.studio.systems
        state.instrument = choicesBefore.instrument
        state.glyphs = configuration.glyphs ?? choicesBefore.glyphs ?? .braille
        if let name = configuration.theme ?? choicesBefore.theme, name != Theme.night.name {
            do {
                state.theme = try themes.load(name)
            } catch {
                settings.problems.append("\(error)")
            }
        }
        bindings = Bindings(overrides: settings.keys)
        if let problem = settings.problems.first { state.message = Message(.warning, problem) }
        self.configuration = settings
        session = Session(state, services: services, workers: workers, inbox: inbox)
        session.onChange = { [unowned self] in songChanged(from: $0) }
        if let output = configuration.output ?? choicesBefore.output { services.deck.choose(output) }
    }

    public internal(set) var state: WorkstationState {
        get { session.state }
        set { session.state = newValue }
    }
    /// Whether the scene has changed since it was last drawn.
    public var needsDisplay: Bool { session.needsDisplay }
    /// Other threads leave events here.
    public var inbox: Inbox { session.inbox }

    /// What is to be drawn.
    public var scene: Scene {
        Scene(state: state, hints: bindings.hints(state), keys: bindings.words(ascii: state.glyphs == .ascii))
    }

    // MARK: What has no key

    /// Opens a vocal's song, which is made where there is none, or a song folder, in the background.
    public func open(_ url: URL) { songs.open(url) }

    /// Shows a folder once it is listed.
    public func list(_ folder: URL) { songs.list(folder) }

    /// - Parameter id: of a parameter of the recipe's system.
    /// - Throws: `RecipeError`, a sentence.
    public func setRecipe(_ id: String, _ text: String) throws { try recipe.setRecipe(id, text) }

    /// What the studio tells; on the main thread. Other threads post it to the inbox by `receive(_:)`.
    public func handle(_ event: TakeEvent) { generation.handle(event) }

    /// The time at which piano keys are struck.
    package var keyClock: () -> ContinuousClock.Instant {
        get { keyboard.clock }
        set { keyboard.clock = newValue }
    }

    func dismiss() {
        state.message = nil
        leadSheet.dismiss()
    }

    // MARK: Changes of the song

    /// What plays, is read and drawn follows the song.
    private func songChanged(from old: Song) {
        let song = state.song
        if song.vocal?.file != old.vocal?.file { media.readVocal() }
        if song.lanes.map(\.takes) != old.lanes.map(\.takes) || song.lanes.map(\.active) != old.lanes.map(\.active) {
            media.readTakes()
        }
        if song.lanes.map(\.part) != old.lanes.map(\.part) { guides.readGuides() }
        if song.heardLanes != old.heardLanes || song.master != old.master { playback.reloadPlan() }
        if song.loop != old.loop || song.isLooping != old.isLooping { playback.reloadLoop() }
        if song.sheet != old.sheet { playback.reloadClick() }
        if song.sheet != old.sheet || song.vocal?.file != old.vocal?.file
            || song.lanes.map(\.part) != old.lanes.map(\.part)
        {
            guides.followChanges()
        }
    }

    /// The song is let go: what controllers know of it is forgotten.
    func songCloses() {
        takes.songCloses()
        generation.songCloses()
    }

    // MARK: Ending

    func finish() { isFinished = true }

    /// Leaves everything on the disk and nothing running.
    public func close() {
        export.cancel()
        generation.keepOrders()
        for job in state.activeJobs { session.services.studio.cancel(job: job.id) }
        recording.end()
        session.services.deck.pause()
        keyboard.closeKeyboard()
        session.save()
    }

    // MARK: Commands

    /// Runs a command as its key would.
    /// - Returns: why it can't be run now; nil when it was.
    @discardableResult
    public func perform(_ command: Command) -> String? {
        if let reason = command.disabledReason(state) {
            session.tell(.warning, "\(command.title): \(reason)")
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

extension Song {
    /// What of the lanes decides how they sound: all but what the next takes are made with.
    fileprivate var heardLanes: [Lane] {
        lanes.map { lane in
            var lane = lane
            if lane.recipe != nil { lane.player = .recording }
            return lane
        }
    }
}
