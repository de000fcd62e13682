import Dispatch
import Foundation
import Synchronization

/// Notes SIGTERM and SIGINT instead of dying of them.
final class StopSignal {
    /// Shared with the handlers, which may outlive the object.
    private final class Flag: Sendable {
        let isSet = Mutex(false)
    }

    private let flag = Flag()
    private let sources: [any DispatchSourceSignal]

    init() {
        sources = [SIGTERM, SIGINT].map {
            signal($0, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: $0, queue: .global())
        }
        for source in sources {
            source.setEventHandler { [flag] in flag.isSet.withLock { $0 = true } }
            source.resume()
        }
    }

    deinit {
        for source in sources { source.cancel() }
    }

    var isRequested: Bool { flag.isSet.withLock { $0 } }
}
