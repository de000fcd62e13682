import Foundation

/// This program, started once more on a pseudo-terminal of its own, so that it can be timed as a person sees it.
final class TerminalProgram {
    enum Failure: Error, CustomStringConvertible {
        case spawn(errno: Int32)
        case neverShown(String)
        case ended(String)

        var description: String {
            switch self {
            case .spawn(let number): "the program could not be started: \(String(cString: strerror(number)))"
            case .neverShown(let what): "the program never showed \(what)"
            case .ended(let what): "the program ended before it showed \(what)"
            }
        }
    }

    /// POSIX_SPAWN_SETSID, which Swift does not import.
    private static let newSession: Int16 = 0x80

    let process: pid_t
    private let terminal: PseudoTerminal
    /// Everything written to the terminal so far.
    private(set) var output = [UInt8]()
    let started: ContinuousClock.Instant

    /// - Parameter environment: added to this program's own.
    init(_ arguments: [String], environment: [String: String], rows: Int, columns: Int) throws {
        terminal = try PseudoTerminal(rows: rows, columns: columns)

        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // a session leader that opens a terminal gets it as its controlling one
        posix_spawnattr_setflags(&attributes, Self.newSession)
        posix_spawn_file_actions_addopen(&actions, 0, terminal.path, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var values = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        // the wait policy of this program's own second start is not inherited: the start-up is timed as a person has it
        if environment["OMP_WAIT_POLICY"] == nil { values["OMP_WAIT_POLICY"] = nil }
        let words = ([CommandLine.arguments[0]] + arguments).map { strdup($0) } + [nil]
        let settings = values.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + settings).forEach { free($0) } }
        var identifier = pid_t()
        started = .now
        let status = posix_spawn(&identifier, "/proc/self/exe", &actions, &attributes, words, settings)
        guard status == 0 else { throw Failure.spawn(errno: status) }
        process = identifier
    }

    /// Kills it and waits for its end.
    func end() {
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        terminal.close()
    }

    func send(_ text: String) throws { terminal.send(text) }

    /// Reads until a text comes that was not there at the time of the call.
    /// - Returns: when its last byte was read.
    @discardableResult
    func wait(for text: String, patience: Duration = .seconds(120)) throws -> ContinuousClock.Instant {
        let wanted = Array(text.utf8)
        var searched = output.count
        let end = ContinuousClock.now + patience
        while ContinuousClock.now < end {
            guard try read(timeout: 1000) else { continue }
            let now = ContinuousClock.now
            if contains(wanted, from: searched) { return now }
            searched = max(searched, output.count - wanted.count)
        }
        throw Failure.neverShown("\"\(text)\"")
    }

    /// Reads for a while whatever comes.
    func read(for duration: Duration) throws {
        let end = ContinuousClock.now + duration
        while true {
            let left = (end - ContinuousClock.now) / .milliseconds(1)
            guard left > 0 else { return }
            _ = try read(timeout: Int32(left.rounded(.up)))
        }
    }

    private func contains(_ wanted: [UInt8], from start: Int) -> Bool {
        guard output.count - start >= wanted.count else { return false }
        return (start...(output.count - wanted.count)).contains { output[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }

    /// - Parameter timeout: milliseconds.
    /// - Returns: whether something came.
    private func read(timeout: Int32) throws -> Bool {
        var watched = pollfd(fd: terminal.descriptor, events: Int16(POLLIN), revents: 0)
        let ready = poll(&watched, 1, timeout)
        if ready == 0 || (ready < 0 && errno == EINTR) { return false }
        guard ready > 0 else { throw PseudoTerminal.Failure.system("poll", errno: errno) }
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = Glibc.read(terminal.descriptor, &bytes, bytes.count)
        guard count > 0 else { throw Failure.ended("what it was waited for") }
        output += bytes[..<count]
        return true
    }

    /// Seconds of processor time so far, of all threads.
    func processorSeconds() throws -> Double {
        let text = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        // the name, in parentheses, may hold spaces
        let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
        let ticks = fields.dropFirst(12).prefix(2).compactMap { Double($0) }.reduce(0, +)
        return ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Megabytes of memory that are its own or shared with files, now.
    func residentMegabytes() throws -> Double {
        let text = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        let kilobytes = line.flatMap { Double($0.split(whereSeparator: \.isWhitespace).dropFirst().first ?? "") }
        return (kilobytes ?? 0) / 1024
    }
}
