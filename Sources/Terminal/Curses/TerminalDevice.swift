import CCurses
import Foundation

/// The files of a terminal, apart from standard input and output.
final class TerminalDevice {
    let path: String
    let input: CInt
    let output: CInt
    let inputFile: UnsafeMutablePointer<FILE>
    let outputFile: UnsafeMutablePointer<FILE>
    let events: CInt
    private var modes = termios()
    private var isOpen = true

    /// - Parameter path: nil takes the program's own terminal.
    init(path given: String?) throws {
        let path = try given ?? Self.ownTerminal()
        self.path = path
        func opened(_ flags: CInt) throws -> CInt {
            let file = open(path, flags | O_NOCTTY | O_CLOEXEC)
            guard file >= 0 else {
                throw ScreenError.cannotOpen(path: path, reason: String(cString: strerror(errno)))
            }
            return file
        }
        input = try opened(O_RDONLY)
        do {
            output = try opened(O_RDWR)
        } catch {
            Glibc.close(input)
            throw error
        }
        events = ccurses_event_file()
        guard isatty(output) == 1, events >= 0, let inputFile = fdopen(input, "r"), let outputFile = fdopen(output, "w")
        else {
            let reason = isatty(output) == 1 ? String(cString: strerror(errno)) : "it is not a terminal"
            [input, output, events].forEach { if $0 >= 0 { Glibc.close($0) } }
            throw ScreenError.cannotOpen(path: path, reason: reason)
        }
        (self.inputFile, self.outputFile) = (inputFile, outputFile)
    }

    private static func ownTerminal() throws -> String {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw ScreenError.noTerminal }
        // the name stays the same whichever process group is asked
        if access("/dev/tty", R_OK | W_OK) == 0 { return "/dev/tty" }
        guard let name = ttyname(STDIN_FILENO) else { throw ScreenError.noTerminal }
        return String(cString: name)
    }

    /// Rows and columns; nil where the terminal does not say.
    var windowSize: Size? {
        var window = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0 else { return nil }
        return Size(rows: Int(window.ws_row), columns: Int(window.ws_col))
    }

    /// Remembers the modes as they are now, for `restoreModes`.
    func keepModes() { tcgetattr(output, &modes) }
    func restoreModes() { tcsetattr(output, TCSANOW, &modes) }

    func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            // gone: reading will find out
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// What the terminal has sent; empty where it has gone. Waits for the first byte.
    func read() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(input, &bytes, bytes.count)
            if count < 0 && errno == EINTR { continue }
            return Array(bytes.prefix(max(count, 0)))
        }
    }

    /// A file without a name; the guard closes it.
    func makeCapture() throws -> CInt {
        let file = ccurses_memory_file()
        guard file >= 0 else {
            throw ScreenError.cannotOpen(path: "a file in memory", reason: String(cString: strerror(errno)))
        }
        return file
    }

    func close() {
        guard isOpen else { return }
        isOpen = false
        fclose(inputFile)
        fclose(outputFile)
    }

    deinit {
        close()
        Glibc.close(events)
    }
}
