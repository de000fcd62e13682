import Foundation
import Songs

/// A part of the program behind the screen: commands of one kind, and what only they need. What all share is the session's;
/// what another controller does is asked of it by its name.
class Controller {
    unowned let workstation: Workstation
    let session: Session

    init(_ workstation: Workstation) {
        self.workstation = workstation
        session = workstation.session
    }

    /// The song is let go: what belongs to it is forgotten.
    func songCloses() {}

    // MARK: What all share

    final var state: WorkstationState {
        get { session.state }
        set { session.state = newValue }
    }
    final var sounds: Sounds {
        get { session.sounds }
        set { session.sounds = newValue }
    }
    final var folder: SongFolder? { session.folder }
    final var workers: Workstation.Workers { session.workers }
    final var deck: any Deck { session.services.deck }
    final var recorder: (any Recorder)? { session.services.recorder }
    final var studio: any Studio { session.services.studio }
    final var guide: (any Guide)? { session.services.guide }
    final var bindings: Bindings { workstation.bindings }

    final func tell(_ kind: Message.Kind, _ text: String) { session.tell(kind, text) }
    final func mention(_ text: String) { session.mention(text) }

    /// Does what may fail, and tells why it did.
    final func attempt(_ work: () throws -> Void) {
        do { try work() } catch { tell(.error, "\(error)") }
    }

    final func edit(_ title: String, key: String? = nil, _ change: (inout Song) throws -> Void) rethrows {
        try session.edit(title, key: key, change)
    }

    /// What was typed as a name, without spaces around it.
    /// - Parameter owner: what needs it, with its article.
    /// - Throws: `Complaint` where it is none.
    final func name(_ text: String, of owner: String) throws -> String {
        let name = text.trimmingCharacters(in: .whitespaces)
        guard !name.isEmpty else { throw Complaint("\(owner) needs a name") }
        guard name.count <= Song.longestName else {
            throw Complaint("a name has at most \(Song.longestName) letters")
        }
        return name
    }

    final func update(_ change: (inout Song) -> Void) { session.update(change) }

    /// `Session.background` where what fails is told.
    final func background<Value: Sendable>(
        on worker: Worker, isOfSong: Bool = true, _ work: @escaping @Sendable () throws -> Value,
        then finish: @escaping (Value) -> Void
    ) {
        session.background(on: worker, isOfSong: isOfSong, work) { [self] result in
            switch result {
            case .success(let value): finish(value)
            case .failure(let error): tell(.error, "\(error)")
            }
        }
    }
}
