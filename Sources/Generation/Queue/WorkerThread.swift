import Dispatch
import Foundation
import Synchronization

/// A thread of low priority that a serial queue computes on.
///
/// A thread of its own rather than Dispatch's: niceness can't be taken back without privileges, so a pool's thread
/// would stay slow for whatever runs there next, and OpenMP keeps a team of helpers (which inherit the niceness) for
/// every thread that ever computed.
final class WorkerThread: Sendable {
    private let inbox = Inbox()

    private final class Inbox: Sendable {
        let work = Mutex<(@Sendable () -> Void)?>(nil)
        let given = DispatchSemaphore(value: 0)
        let done = DispatchSemaphore(value: 0)
    }

    /// Enough that the interface and playback, at 0, always come first, on one core as well.
    private static let niceness: Int32 = 5

    init(name: String) {
        let thread = Thread { [inbox] in
            // Linux counts niceness by thread; should it be refused, work is done all the same
            _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness)
            while true {
                inbox.given.wait()
                guard let work = inbox.work.withLock({ $0.take() }) else { return }
                work()
                inbox.done.signal()
            }
        }
        thread.name = name
        thread.start()
    }

    /// Without work the thread ends.
    deinit { inbox.given.signal() }

    /// Runs the work on the thread and waits for it. Only from one serial queue.
    func run(_ work: @escaping @Sendable () -> Void) {
        inbox.work.withLock { $0 = work }
        inbox.given.signal()
        inbox.done.wait()
    }
}
