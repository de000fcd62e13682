import CCurses
import Foundation

extension CursesScreen {
    /// Seconds after which an escape that nothing follows is the key.
    private static let escapeDelay = 0.025
    /// Seconds after which a paste that does not end is taken as it is.
    private static let pasteDelay = 1.0

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    public func nextEvent(timeout: Double?) -> InputEvent? {
        let end = timeout.map { Self.now + max($0, 0) }
        while true {
            if !pending.isEmpty { return pending.removeFirst() }
            if let event = decoder.next() { return event }
            takeSignals()
            if !pending.isEmpty { continue }
            let sequenceEnd =
                decoder.isIncomplete
                ? lastInput + (decoder.isPasting ? Self.pasteDelay : Self.escapeDelay) : nil
            // keys that wait already go before a wake
            let until = isWoken ? 0 : [end, sequenceEnd].compactMap { $0 }.min()
            switch poll(for: until.map { max($0 - Self.now, 0) }) {
            case .input(let bytes):
                guard !bytes.isEmpty else {
                    isGone = true
                    return .hangUp
                }
                lastInput = Self.now
                decoder.feed(bytes)
                continue
            case .signal: continue
            case .nothing: break
            }
            if isWoken {
                isWoken = false
                return nil
            }
            let now = Self.now
            if let sequenceEnd, now >= sequenceEnd, let event = decoder.next(flushing: true) { return event }
            if let end, now >= end { return nil }
        }
    }

    private enum Outcome {
        case input([UInt8])
        case signal
        case nothing
    }

    /// Waits for the terminal, a signal or a wake. - Parameter wait: seconds; nil for as long as it takes.
    private func poll(for wait: Double?) -> Outcome {
        var files = [
            pollfd(fd: device.events, events: Int16(POLLIN), revents: 0),
            // poll leaves out what is negative
            pollfd(fd: isGone ? -1 : device.input, events: Int16(POLLIN), revents: 0),
        ]
        // rounded up: a rest of less than a millisecond must not become a busy loop
        let milliseconds = wait.map { CInt(min(($0 * 1000).rounded(.up), Double(CInt.max))) } ?? -1
        let count = Glibc.poll(&files, nfds_t(files.count), milliseconds)
        guard count > 0 else { return .nothing }
        if files[1].revents != 0 { return .input(device.read()) }
        var value: UInt64 = 0
        // flags tell what happened; the count says nothing more
        _ = Glibc.read(device.events, &value, MemoryLayout<UInt64>.size)
        return .signal
    }

    /// Makes events of the signals that came since the last call; of many resizes the last size counts.
    private func takeSignals() {
        let flags = Int(ccurses_guard_take())
        guard flags != 0 else { return }
        if flags & ccurses_woken != 0 { isWoken = true }
        if flags & ccurses_continued != 0 { enterAgain() }
        if flags & (ccurses_resized | ccurses_continued) != 0, followSize() { pending.append(.resize(size)) }
        if flags & ccurses_hung_up != 0 { pending.append(.hangUp) }
        if flags & ccurses_interrupted != 0 { pending.append(.key(KeyPress(.character("c"), control: true))) }
        if flags & ccurses_stopped != 0 { pending.append(.key(KeyPress(.character("z"), control: true))) }
    }
}
