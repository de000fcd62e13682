import Dispatch
import Synchronization

extension Engine {
    /// Runs independent pieces of work side by side, each with one thread inside its operators: for work whose operators
    /// are too small to be shared by threads. In turn where the caller has one thread, or records gradients.
    /// - Parameter body: runs without gradients, with the caller's precision; its tensors are its own.
    /// - Returns: what the pieces gave, in order.
    public static func concurrently<Piece: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Piece) -> [Piece] {
        guard count > 1, case .success(let api) = loaded, !isRecording(api) else { return (0..<count).map(body) }
        let threads = api.table.pointee.threads()
        guard threads > 1 else { return (0..<count).map(body) }
        let isReduced = reducedPrecision(api)
        let pieces = Mutex([Piece?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { index in
            api.table.pointee.set_threads(1)
            defer { api.table.pointee.set_threads(threads) }
            let piece = withGradients(false) { withReducedPrecision(isReduced) { body(index) } }
            pieces.withLock { $0[index] = piece }
        }
        return pieces.withLock { $0.compactMap { $0 } }
    }

    private static func isRecording(_ api: API) -> Bool {
        let isEnabled = api.table.pointee.set_gradients_enabled(0)
        _ = api.table.pointee.set_gradients_enabled(isEnabled)
        return isEnabled != 0
    }

    private static func reducedPrecision(_ api: API) -> Bool {
        let isEnabled = api.table.pointee.set_reduced_precision(0)
        _ = api.table.pointee.set_reduced_precision(isEnabled)
        return isEnabled != 0
    }
}
