import Foundation
import Listener
import Synchronization

/// An encoder that waits at its first recording until it is let go on.
final class WaitingEncoder: Encoding {
    private let posteriors: Posteriors
    private let isLong: @Sendable (Int) -> Bool
    let begun = DispatchSemaphore(value: 0)
    let mayEnd = DispatchSemaphore(value: 0)

    /// - Parameter isLong: whether it waits at a recording of so many samples.
    init(_ posteriors: Posteriors, waitingAt isLong: @escaping @Sendable (Int) -> Bool) {
        self.posteriors = posteriors
        self.isLong = isLong
    }

    func posteriors(of samples: [Float]) throws -> Posteriors { try posteriors(of: samples, tuning: 0) }

    func posteriors(of samples: [Float], tuning: Double) throws -> Posteriors {
        if isLong(samples.count) {
            begun.signal()
            mayEnd.wait()
        }
        return posteriors
    }
}

/// Work on a thread of its own, which may block.
final class Started<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)
    private let end = DispatchSemaphore(value: 0)

    init(_ work: @escaping @Sendable () throws -> Value) {
        Thread.detachNewThread { [self] in
            let outcome = Result { try work() }
            result.withLock { $0 = outcome }
            end.signal()
        }
    }

    @discardableResult
    func ended() async -> Result<Value, any Error> {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [self] in
                end.wait()
                if let outcome = result.withLock({ $0 }) { continuation.resume(returning: outcome) }
            }
        }
    }
}
