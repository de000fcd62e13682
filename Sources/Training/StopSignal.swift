import Glibc
import Synchronization

/// Notes SIGTERM and SIGINT instead of dying of them, as long as it lives. One at a time: the note is the process's.
///
/// A plain handler rather than a dispatch source: on Linux the latter missed signals sent to a process of many threads.
final class StopSignal {
    private static let noted = Atomic<Bool>(false)
    private let replaced: [(number: Int32, action: sigaction)]

    init() {
        // also makes the flag before a handler needs it
        Self.noted.store(false, ordering: .relaxed)
        replaced = [SIGTERM, SIGINT].map { number in
            var action = sigaction()
            var before = sigaction()
            action.__sigaction_handler.sa_handler = { _ in StopSignal.noted.store(true, ordering: .relaxed) }
            action.sa_flags = SA_RESTART
            sigaction(number, &action, &before)
            return (number, before)
        }
    }

    deinit {
        for (number, action) in replaced {
            var action = action
            sigaction(number, &action, nil)
        }
    }

    var isRequested: Bool { Self.noted.load(ordering: .relaxed) }
}
