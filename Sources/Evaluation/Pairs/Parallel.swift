import Dispatch
import Synchronization

/// Independent work on all processors.
enum Parallel {
    /// The results in order; the first error in order of the items is thrown once all have run.
    static func map<Result: Sendable>(_ count: Int, _ work: @Sendable (Int) throws -> Result) throws -> [Result] {
        let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let outcome = Swift.Result { try work(index) }
            results.withLock { $0[index] = outcome }
        }
        return try results.withLock { results in
            try (0..<count).compactMap { try results[$0]?.get() }
        }
    }
}
