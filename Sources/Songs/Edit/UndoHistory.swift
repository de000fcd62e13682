/// A value whose edits can be taken back one by one, although other things happened to it since.
public protocol Revertible: Equatable, Sendable {
    /// This value with all that differs between `after` and `before` set as it is in `before`; everything else stays as
    /// it is here. So what arrived in the meantime is kept.
    func reverting(_ after: Self, to before: Self) -> Self
}

/// Edits that can be undone and redone. It holds what each edit changed, not the value itself: `undo` takes the present
/// value and gives back the one without the last edit. What happens outside of edits (a take that arrives, a lead sheet
/// that was heard) is never recorded and so never undone.
public struct UndoHistory<Value: Revertible>: Sendable {
    private struct Edit: Sendable {
        var title: String
        var before: Value
        var after: Value
        var key: String?
        var time: ContinuousClock.Instant
    }

    private var done: [Edit] = []
    private var undone: [Edit] = []
    private let depth: Int
    private let moment: Duration

    /// - Parameters:
    ///   - depth: edits kept; older ones are forgotten.
    ///   - moment: edits of one key no further apart than this are one.
    public init(depth: Int = 200, moment: Duration = .seconds(1)) {
        precondition(depth > 0, "a history of \(depth) edits")
        self.depth = depth
        self.moment = moment
    }

    /// What undo would take back; nil when there is nothing.
    public var undoTitle: String? { done.last?.title }
    /// What redo would bring back; nil when there is nothing.
    public var redoTitle: String? { undone.last?.title }

    /// Remembers an edit; one that changed nothing is none. What was undone can't be redone afterwards.
    /// - Parameters:
    ///   - title: as it follows "undo", like "gain of band".
    ///   - key: edits of the same key in quick succession are one, like those of a fader on its way.
    public mutating func record(
        _ title: String, from before: Value, to after: Value, key: String? = nil,
        at time: ContinuousClock.Instant = .now
    ) {
        guard before != after else { return }
        undone.removeAll()
        if let key, let last = done.last, last.key == key, time - last.time <= moment, last.after == before {
            done[done.count - 1].after = after
            done[done.count - 1].time = time
            // back where it began: there is nothing to undo
            if done[done.count - 1].before == after { done.removeLast() }
            return
        }
        done.append(Edit(title: title, before: before, after: after, key: key, time: time))
        if done.count > depth { done.removeFirst(done.count - depth) }
    }

    /// The next edit begins anew, whatever its key: as when a fader is let go.
    public mutating func closeEdit() {
        guard !done.isEmpty else { return }
        done[done.count - 1].key = nil
    }

    /// - Returns: the present value without the last edit; nil when there is nothing to undo.
    public mutating func undo(_ present: Value) -> Value? {
        guard let edit = done.popLast() else { return nil }
        undone.append(edit)
        return present.reverting(edit.after, to: edit.before)
    }

    /// - Returns: the present value with the edit that was undone last; nil when there is nothing to redo.
    public mutating func redo(_ present: Value) -> Value? {
        guard var edit = undone.popLast() else { return nil }
        edit.key = nil
        done.append(edit)
        return present.reverting(edit.before, to: edit.after)
    }
}
