import Foundation
import Signal
import Songs
import Synchronization

/// The song that is open and all that changes it: what the screen shows, undo, messages, and the way to slow work and back.
/// Controllers share one. Belongs to the main thread.
final class Session {
    var state: WorkstationState { didSet { needsDisplay = true } }
    /// Whether the scene has changed since it was last drawn.
    var needsDisplay = true
    /// Called with each message.
    var onMessage: ((Message) -> Void)?
    /// Called after each change of the song, with what it was before.
    var onChange: (Song) -> Void = { _ in }

    let services: Workstation.Services
    let workers: Workstation.Workers
    let inbox: Inbox
    private(set) var folder: SongFolder?
    private var autosaver: Autosaver<Song>?
    private var history = UndoHistory<Song>()
    var sounds = Sounds()
    /// Counts openings, so that what comes late is not for another one.
    private(set) var openings = 0
    /// Counts songs that were shown, likewise.
    private var songNumber = 0
    /// What is done with answers of slow work that has not ended, by its number.
    private var awaited: [Int: () -> Void] = [:]
    private var lastWork = 0

    init(_ state: WorkstationState, services: Workstation.Services, workers: Workstation.Workers, inbox: Inbox) {
        self.state = state
        self.services = services
        self.workers = workers
        self.inbox = inbox
    }

    // MARK: Messages

    func tell(_ kind: Message.Kind, _ text: String) {
        let message = Message(kind, text)
        state.message = message
        note(message)
    }

    /// The last hundred can be read again.
    private func note(_ message: Message) {
        state.messages = state.messages.suffix(Self.keptMessages - 1) + [message]
        onMessage?(message)
    }

    private static let keptMessages = 100

    /// Tells what came by itself: it does not cover what is wrong with the settings before anybody has read it.
    func mention(_ text: String) {
        guard openings <= 1, let message = state.message, message.kind != .info else { return tell(.info, text) }
        note(Message(.info, text))
    }

    // MARK: Slow work

    /// Does slow work on another thread and comes back with each thing that it sends, and with the error that ends it,
    /// unless another song was opened meanwhile.
    /// - Parameter isOfSong: false comes back whatever song is open by then.
    func background<Value: Sendable>(
        on worker: Worker, isOfSong: Bool = true,
        sending work: @escaping @Sendable (_ send: @escaping @Sendable (Value) -> Void) throws -> Void,
        then finish: @escaping (Result<Value, any Error>) -> Void
    ) {
        lastWork += 1
        let (id, song, answers, inbox) = (lastWork, songNumber, Answers<Value>(), inbox)
        // what is done then stays on this thread: it need not be fit for others
        awaited[id] = { [unowned self] in
            for answer in answers.take() where !isOfSong || songNumber == song { finish(answer) }
        }
        worker {
            do {
                try work { value in
                    answers.add(.success(value))
                    inbox.post { $0.session.receive(id) }
                }
            } catch {
                answers.add(.failure(error))
            }
            inbox.post { $0.session.receive(id, isLast: true) }
        }
    }

    /// The same with one thing to come back with.
    func background<Value: Sendable>(
        on worker: Worker, isOfSong: Bool = true, _ work: @escaping @Sendable () throws -> Value,
        then finish: @escaping (Result<Value, any Error>) -> Void
    ) {
        background(on: worker, isOfSong: isOfSong, sending: { $0(try work()) }, then: finish)
    }

    private func receive(_ work: Int, isLast: Bool = false) {
        let finish = awaited[work]
        if isLast { awaited[work] = nil }
        finish?()
    }

    // MARK: The song

    /// A change that a person makes: undo takes it back.
    /// - Parameters:
    ///   - title: as it follows "undo".
    ///   - key: quick changes of one key are undone together.
    func edit(_ title: String, key: String? = nil, _ change: (inout Song) throws -> Void) rethrows {
        var song = state.song
        try change(&song)
        guard song != state.song else { return }
        history.record(title, from: state.song, to: song, key: key)
        replace(song)
    }

    /// A change that is not undone: what plays, what arrives.
    func update(_ change: (inout Song) -> Void) {
        var song = state.song
        change(&song)
        if song != state.song { replace(song) }
    }

    /// The song goes to the disk now: what was just begun shall outlive a kill.
    func hurrySaving() { autosaver?.hurry() }

    /// - Returns: what was taken back; nil where there is nothing.
    func undo() -> String? {
        guard let title = history.undoTitle, let song = history.undo(state.song) else { return nil }
        replace(song)
        return title
    }

    /// - Returns: what was done again; nil where there is nothing.
    func redo() -> String? {
        guard let title = history.redoTitle, let song = history.redo(state.song) else { return nil }
        replace(song)
        return title
    }

    private func replace(_ song: Song) {
        let old = state.song
        state.song = song
        if old.scene != song.scene { state.comparing?.silencesTakes = false }
        state.undoTitle = history.undoTitle
        state.redoTitle = history.redoTitle
        state.clampCursors()
        folder?.note(song)
        autosaver?.changed(song)
        onChange(old)
    }

    // MARK: Opening and closing

    /// - Returns: the number of an opening that begins, by which it is known whether another one began since.
    func beginOpening() -> Int {
        openings += 1
        return openings
    }

    /// Shows a song.
    func use(_ opened: SongFolder) {
        folder = opened
        songNumber += 1
        let inbox = inbox
        // an autosaver that waits must not keep the song from being opened again
        autosaver = Autosaver { [weak opened] song in
            try opened?.save(song)
            let findings = opened?.takeFindings() ?? []
            if !findings.isEmpty { inbox.post { $0.session.folderChanged(findings) } }
        } report: { problem in
            inbox.post { $0.session.tell(problem == nil ? .info : .error, problem ?? "the song is saved again") }
        }
        var song = opened.song
        // what was being generated when the program was killed can't be played
        song.dropDanglingAuditions()
        state.song = song
        state.folder = opened.url
        state.undoTitle = nil
        state.redoTitle = nil
        state.takesCursor = max(song.takes.firstIndex { $0.id == song.lane.active } ?? song.takes.count - 1, 0)
    }

    /// Others did something with the folder while it was open.
    fileprivate func folderChanged(_ findings: [String]) {
        if let folder { state.folder = folder.url }
        for finding in findings { tell(.warning, finding) }
    }

    /// Lets go of the song; the screen keeps how it is looked at.
    /// - Parameter empty: what is shown then.
    func close(showing empty: Song) {
        autosaver?.flush()
        autosaver = nil
        folder = nil
        songNumber += 1
        sounds = Sounds()
        history = UndoHistory()
        var next = WorkstationState(song: empty, theme: state.theme)
        next.systems = state.systems
        next.engine = state.engine
        next.instrument = state.instrument
        next.glyphs = state.glyphs
        next.depth = state.depth
        next.message = state.message
        state = next
    }

    /// Everything that was changed is on the disk then.
    func save() { autosaver?.flush() }
}

/// What slow work has sent and nobody has taken yet. Threads: any.
private final class Answers<Value: Sendable>: Sendable {
    private let content = Mutex<[Result<Value, any Error>]>([])

    func add(_ answer: Result<Value, any Error>) { content.withLock { $0.append(answer) } }

    func take() -> [Result<Value, any Error>] {
        content.withLock { content in
            defer { content.removeAll() }
            return content
        }
    }
}
