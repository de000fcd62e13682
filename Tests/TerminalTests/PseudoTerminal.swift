import Foundation
import Terminal
import Testing

/// A terminal without a window: what a program writes is kept, what a person types is given to it.
final class PseudoTerminal: @unchecked Sendable {
    let path: String
    private let master: CInt
    // `lock` guards what has come
    private let lock = NSCondition()
    private var bytes: [UInt8] = []
    private var hasEnded = false
    private var isOpen = true

    /// TIOCSPTLCK and TIOCGPTN, which Swift does not import.
    private static let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
    /// Seconds that nothing here comes near.
    private static let patience = 20.0

    init(rows: Int = 24, columns: Int = 80) throws {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(master >= 0)
        var (locked, number): (CInt, CUnsignedInt) = (0, 0)
        try #require(ioctl(master, Self.setLock, &locked) == 0 && ioctl(master, Self.getNumber, &number) == 0)
        path = "/dev/pts/\(number)"
        resize(rows: rows, columns: columns)
        Thread { [self] in read() }.start()
    }

    private func read() {
        var part = [UInt8](repeating: 0, count: 4096)
        while true {
            var file = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            let found = poll(&file, 1, 10)
            lock.lock()
            let goesOn = isOpen
            lock.unlock()
            guard goesOn else { break }
            guard found > 0 else { continue }
            let count = Glibc.read(master, &part, part.count)
            lock.withLock {
                if count > 0 { bytes += part.prefix(count) }
                lock.broadcast()
            }
            // nobody has the other end open now; somebody may again
            if count <= 0 { usleep(2000) }
        }
        lock.withLock {
            hasEnded = true
            lock.broadcast()
        }
    }

    func resize(rows: Int, columns: Int) {
        var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &window)
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        #expect(write(master, bytes, bytes.count) == bytes.count)
    }

    /// Everything that was written so far.
    var output: String { lock.withLock { String(decoding: bytes, as: UTF8.self) } }

    func forget() { lock.withLock { bytes = [] } }

    /// Waits until the output has a text in it.
    func wait(for text: String) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        let end = Date(timeIntervalSinceNow: Self.patience)
        while !String(decoding: bytes, as: UTF8.self).contains(text) {
            if !lock.wait(until: end) { return false }
        }
        return true
    }

    /// The window is closed.
    func hangUp() {
        lock.lock()
        let wasOpen = isOpen
        isOpen = false
        while wasOpen && !hasEnded { lock.wait() }
        lock.unlock()
        if wasOpen { close(master) }
    }

    /// The modes of the terminal as a shell would find them.
    var modes: termios {
        var modes = termios()
        tcgetattr(master, &modes)
        return modes
    }
}
