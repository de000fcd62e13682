import Dispatch
import Foundation
import Synchronization

/// Saves the latest of many values on a queue of its own, a moment after it changed, so that nobody waits for the disk.
/// A value that could not be saved is tried again with the next change and at `flush()`.
public final class Autosaver<Value: Sendable>: Sendable {
    private struct State {
        /// What is not on the disk yet.
        var pending: Value?
        var isScheduled = false
        var hasFailed = false
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "backline.autosave", qos: .utility)
    private let delay: DispatchTimeInterval
    private let save: @Sendable (Value) throws -> Void
    private let report: @Sendable (String?) -> Void

    /// Milliseconds that a save may stay behind the change.
    public static var usualDelay: Int { 250 }

    /// - Parameters:
    ///   - milliseconds: how long changes are gathered.
    ///   - save: called on the autosaver's queue, or on `flush()`'s thread; never twice at once.
    ///   - report: why a save failed, in a sentence; nil once one succeeds again. On the same threads.
    public init(
        milliseconds: Int = usualDelay, save: @escaping @Sendable (Value) throws -> Void,
        report: @escaping @Sendable (String?) -> Void
    ) {
        delay = .milliseconds(milliseconds)
        self.save = save
        self.report = report
    }

    /// Takes a value to be saved; returns at once.
    public func changed(_ value: Value) {
        let isFirst = state.withLock { state in
            state.pending = value
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if isFirst { queue.asyncAfter(deadline: .now() + delay) { self.saveLatest() } }
    }

    /// The latest value goes to the disk as soon as can be; nobody waits for it.
    public func hurry() { queue.async { self.saveLatest() } }

    /// Waits until the latest value is on the disk.
    /// - Returns: false if it could not be saved; `report` was told why.
    @discardableResult
    public func flush() -> Bool {
        queue.sync { saveLatest() }
        return state.withLock { $0.pending == nil }
    }

    /// Whether the latest value is not on the disk yet.
    public var isBehind: Bool { state.withLock { $0.pending != nil } }

    private func saveLatest() {
        let value = state.withLock { state in
            state.isScheduled = false
            defer { state.pending = nil }
            return state.pending
        }
        guard let value else { return }
        do {
            try save(value)
            let hadFailed = state.withLock { state in
                defer { state.hasFailed = false }
                return state.hasFailed
            }
            if hadFailed { report(nil) }
        } catch {
            state.withLock { state in
                state.hasFailed = true
                // a newer one may have come meanwhile
                if state.pending == nil { state.pending = value }
            }
            report("the song is not saved: \(error)")
        }
    }
}
