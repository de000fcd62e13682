import Synchronization

/// Where other threads leave work for the main thread, which it wakes.
public final class Inbox: Sendable {
    typealias Work = @Sendable (Workstation) -> Void

    private struct Content {
        var work: [Work] = []
        var wake: (@Sendable () -> Void)?
    }

    private let content = Mutex(Content())

    public init() {}

    func post(_ work: @escaping Work) {
        let wake = content.withLock { content in
            content.work.append(work)
            return content.wake
        }
        wake?()
    }

    /// From now on called after each post, by any thread.
    func onPost(_ wake: (@Sendable () -> Void)?) { content.withLock { $0.wake = wake } }

    /// All that has come, in order.
    func take() -> [Work] {
        content.withLock { content in
            defer { content.work.removeAll() }
            return content.work
        }
    }
}
