import Foundation
import Synchronization

/// The signal that came last; 0 while none has.
private let lastSignal = Atomic<Int32>(0)

/// Notes SIGINT, SIGTERM and SIGHUP, so that work can clear up after itself before the program ends.
struct Interruption {
    struct Caught: Error, CustomStringConvertible {
        var description: String { "interrupted" }
    }

    init() {
        // also makes the global exist: a handler must not be the first to touch it
        lastSignal.store(0, ordering: .relaxed)
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number) { lastSignal.store($0, ordering: .relaxed) } }
    }

    /// - Throws: `Caught` once a signal has come.
    func check() throws { if lastSignal.load(ordering: .relaxed) != 0 { throw Caught() } }

    /// Ends the program by the signal that came, as if it had not been noted.
    func pass() {
        let number = lastSignal.load(ordering: .relaxed)
        signal(number, SIG_DFL)
        raise(number)
    }
}
