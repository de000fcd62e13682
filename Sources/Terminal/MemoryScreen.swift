import Foundation

/// A screen without a terminal: events are scripted, what is shown is kept. For tests and measurements.
///
/// Events are handed out in order; when none is left `nextEvent` returns nil at once, unless it is told to wait.
public final class MemoryScreen: Screen, @unchecked Sendable {
    // `lock` guards everything below
    private let lock = NSCondition()
    private var currentSize: Size
    private var events: [InputEvent]
    private var isWoken = false
    private var shown: [Canvas] = []
    private let keeps: Int

    public let depth: ColourDepth
    public var finestGlyphs: GlyphLevel { .braille }
    /// Whether `nextEvent` waits as a terminal does; without it scripts run to their end at once.
    public let waits: Bool

    /// - Parameters:
    ///   - events: what a person will do, in order.
    ///   - keeps: how many canvases are kept, the newest; a long run would fill the memory.
    public init(
        size: Size = Size(rows: 24, columns: 80), depth: ColourDepth = .full, events: [InputEvent] = [],
        waits: Bool = false, keeps: Int = 1000
    ) {
        precondition(keeps > 0, "at least one canvas is kept")
        currentSize = size
        self.depth = depth
        self.events = events
        self.waits = waits
        self.keeps = keeps
    }

    public var size: Size { lock.withLock { currentSize } }

    /// What was shown, in order.
    public var canvases: [Canvas] { lock.withLock { shown } }
    /// What stands on the screen.
    public var canvas: Canvas? { lock.withLock { shown.last } }
    /// The characters that stand on the screen; empty before the first canvas.
    public var text: String { canvas?.text ?? "" }
    /// Events that nobody has asked for yet.
    public var pendingEvents: [InputEvent] { lock.withLock { events } }

    /// - Precondition: the canvas has the screen's size.
    public func present(_ canvas: Canvas) {
        lock.withLock {
            precondition(canvas.size == currentSize, "a canvas of \(canvas.size) on a screen of \(currentSize)")
            shown.append(canvas)
            if shown.count > keeps { shown.removeFirst(shown.count - keeps) }
        }
    }

    public func nextEvent(timeout: Double?) -> InputEvent? {
        lock.lock()
        defer { lock.unlock() }
        if waits {
            let end = timeout.map { Date(timeIntervalSinceNow: $0) }
            while events.isEmpty && !isWoken {
                guard let end else {
                    lock.wait()
                    continue
                }
                if !lock.wait(until: end) { break }
            }
        }
        isWoken = false
        guard !events.isEmpty else { return nil }
        let event = events.removeFirst()
        if case .resize(let size) = event { currentSize = size }
        return event
    }

    public func wake() {
        lock.withLock {
            isWoken = true
            lock.signal()
        }
    }

    /// Adds events behind those that are still to come; any thread may call it.
    public func send(_ events: InputEvent...) { send(events) }

    public func send(_ events: [InputEvent]) {
        lock.withLock {
            self.events += events
            lock.signal()
        }
    }

    /// Presses keys by their names.
    /// - Precondition: `KeyPress(parsing:)` knows them.
    public func press(_ names: String...) {
        send(
            names.map { name in
                guard let key = KeyPress(parsing: name) else { preconditionFailure("no key is called \(name)") }
                return .key(key)
            })
    }

    /// Types text, character by character.
    public func type(_ text: String) { send(text.map { .key(.character($0)) }) }

    /// Drags the window's edge: the screen has the size from when `nextEvent` tells it, as a terminal's.
    public func resize(to size: Size) { send(.resize(size)) }
}
