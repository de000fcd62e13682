import Dispatch
import Foundation
import Synchronization

/// Does slow work away from the main thread.
public struct Worker: Sendable {
    private let perform: @Sendable (@escaping @Sendable () -> Void) -> Void

    private init(_ perform: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void) { self.perform = perform }

    func callAsFunction(_ work: @escaping @Sendable () -> Void) { perform(work) }

    /// One thing after another, in order.
    public static func queue(_ label: String, qos: DispatchQoS = .utility) -> Worker {
        let queue = DispatchQueue(label: label, qos: qos)
        return Worker { queue.async(execute: $0) }
    }

    /// One thing after another, in order, always on the same thread: numerical libraries keep helpers for every thread that
    /// ever computed.
    public static func thread(_ label: String) -> Worker {
        let work = ThreadQueue(label: label)
        return Worker { work.add($0) }
    }

    /// Some seconds later, so that what comes quickly one after the other can be gathered.
    public static func later(_ label: String, seconds: Double) -> Worker {
        let queue = DispatchQueue(label: label, qos: .utility)
        return Worker { queue.asyncAfter(deadline: .now() + seconds, execute: $0) }
    }

    /// At once and here, so that tests need not wait.
    public static let immediate = Worker { $0() }
}

/// Work that waits for a thread, which begins with the first of it.
private final class ThreadQueue: Sendable {
    private let waiting = Mutex<(work: [@Sendable () -> Void], hasThread: Bool)>(([], false))
    private let arrival = DispatchSemaphore(value: 0)
    private let label: String

    init(label: String) { self.label = label }

    func add(_ work: @escaping @Sendable () -> Void) {
        let isFirst = waiting.withLock { waiting in
            waiting.work.append(work)
            defer { waiting.hasThread = true }
            return !waiting.hasThread
        }
        arrival.signal()
        guard isFirst else { return }
        let thread = Thread { [self] in
            while true {
                arrival.wait()
                waiting.withLock { $0.work.removeFirst() }()
            }
        }
        thread.name = label
        thread.start()
    }
}
