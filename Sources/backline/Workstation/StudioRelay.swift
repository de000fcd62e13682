import Interface
import Synchronization

/// Passes a studio's events on to a workstation that is made after it.
final class StudioRelay: Sendable {
    private let inbox = Mutex<Inbox?>(nil)

    func connect(to workstation: Workstation) { inbox.withLock { $0 = workstation.inbox } }

    func receive(_ event: StudioEvent) { inbox.withLock { $0 }?.receive(event) }
}
