import CSndfile
import Synchronization

/// Decoders print warnings of their own (mpg123 of headers that miscount); a terminal is no place for them.
enum QuietDecoding {
    /// A stream that leads nowhere; nil where there is none, and then decoders may be heard.
    nonisolated(unsafe) private static let nowhere = backline_null_stream()
    private static let lock = Mutex(())

    /// What else is printed to C's standard error meanwhile is lost; what is written to the descriptor is not.
    static func run<Result>(_ work: () throws -> Result) rethrows -> Result {
        guard let nowhere else { return try work() }
        return try lock.withLock { _ in
            let before = backline_swap_error_stream(nowhere)
            defer { _ = backline_swap_error_stream(before) }
            return try work()
        }
    }
}
