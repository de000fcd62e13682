import Synchronization

/// Asks work on another thread to end.
final class Cancellation: Sendable {
    private let flag = Mutex(false)

    func cancel() { flag.withLock { $0 = true } }
    var isCancelled: Bool { flag.withLock { $0 } }
}
