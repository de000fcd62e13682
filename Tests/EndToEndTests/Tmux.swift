import Foundation
import Testing

/// A terminal of its own (tmux with a private server) with a shell in it, in which the built program is used as a
/// person would.
final class Tmux {
    enum Failure: Error, CustomStringConvertible {
        case command([String], String)
        case neverShown(String, screen: String)

        var description: String {
            switch self {
            case .command(let words, let errors): "tmux \(words.joined(separator: " ")): \(errors)"
            case .neverShown(let what, let screen): "\(what) never came. The screen:\n\(screen)"
            }
        }
    }

    static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/tmux")
    /// Seconds; far above what anything here takes.
    static let patience = 120.0

    /// Far more than tests open at once.
    private static let mostFiles: Int32 = 256

    private let socket: String
    let scratch: Scratch

    /// - Parameter environment: what the shell inside gets besides.
    init(columns: Int = 120, rows: Int = 40, environment: [String: String] = [:], scratch: Scratch) throws {
        self.scratch = scratch
        socket = scratch.path("tmux")
        let configuration = scratch.url("tmux.conf")
        try Data("set -g default-terminal tmux-256color\nset -g status off\nset -g escape-time 0\n".utf8)
            .write(to: configuration)
        let settings = [
            "LC_ALL": "C.UTF-8", "PS1": "ready> ", "XDG_CONFIG_HOME": scratch.path("config"),
            "XDG_STATE_HOME": scratch.path("state"), "XDG_DATA_HOME": scratch.path("data"),
        ].merging(environment) { $1 }
        try run(
            [
                "-f", configuration.path, "new-session", "-d", "-s", "it", "-x", "\(columns)", "-y", "\(rows)", "env",
                "-u", "NO_COLOR",
            ] + settings.map { "\($0.key)=\($0.value)" } + ["/bin/bash", "--norc", "--noprofile"])
        try wait("the shell's prompt") { $0.contains("ready>") }
    }

    deinit {
        // the server is this object's own; when it has ended already there is nothing to end
        _ = try? run(["kill-server"])
    }

    @discardableResult
    private func run(_ arguments: [String]) throws -> String {
        let words = ["-u", "-S", socket] + arguments
        let files = ["output", "errors"].map { scratch.path(".tmux.\($0)") }
        let status = try Self.spawn("/usr/bin/tmux", words, output: files[0], errors: files[1])
        let (output, errors) = (
            String(decoding: try Data(contentsOf: URL(fileURLWithPath: files[0])), as: UTF8.self),
            String(decoding: try Data(contentsOf: URL(fileURLWithPath: files[1])), as: UTF8.self)
        )
        guard status == 0 else { throw Failure.command(words, errors) }
        return output
    }

    /// Foundation's `Process` waits until nobody holds a file that all descendants inherit, tmux's server too; this
    /// waits for the one process. It starts with nothing of ours: no files and no blocked signals.
    private static func spawn(_ program: String, _ arguments: [String], output: String, errors: String) throws -> Int32
    {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        // closing what is not open is no error
        for file in 3..<Self.mostFiles { posix_spawn_file_actions_addclose(&actions, file) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var environment = ProcessInfo.processInfo.environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (words + environment).forEach { free($0) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, program, &actions, &attributes, &words, &environment)
        guard code == 0 else { throw Failure.command(arguments, String(cString: strerror(code))) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw Failure.command(arguments, String(cString: strerror(errno))) }
        }
        return status
    }

    /// Types a command line and enter.
    func type(_ text: String) throws {
        try run(["send-keys", "-t", "it", "-l", "--", text])
        try keys("Enter")
    }

    /// Writes text as if typed, without enter.
    func text(_ text: String) throws { try run(["send-keys", "-t", "it", "-l", "--", text]) }

    /// Presses keys by tmux's names, like "Tab", "C-r", "g".
    func keys(_ names: String...) throws { try run(["send-keys", "-t", "it"] + names) }

    /// Pastes as a terminal does, in brackets when the program asked for them.
    func paste(_ text: String) throws {
        try run(["set-buffer", text])
        try run(["paste-buffer", "-p", "-t", "it"])
    }

    func resize(columns: Int, rows: Int) throws {
        try run(["resize-window", "-t", "it", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// The text on the screen, with the sequences for its colours if wanted.
    func screen(coloured: Bool = false) throws -> String {
        try run(["capture-pane", "-p", "-t", "it"] + (coloured ? ["-e"] : []))
    }

    /// From now on, all that is sent to the terminal goes into a file as well.
    func record(to path: String) throws { try run(["pipe-pane", "-t", "it", "cat > '\(path)'"]) }

    /// A new shell in a terminal as new, whatever ran in it before.
    func renew() throws {
        try run(["respawn-pane", "-k", "-t", "it"])
        try wait("the new shell's prompt") { $0.contains("ready>") }
    }

    /// The process identifier of the shell.
    func shell() throws -> Int32 {
        let text = try run(["display-message", "-p", "-t", "it", "#{pane_pid}"])
        return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    /// Whether a full-screen program is up, mouse and cursor as tmux knows them.
    func flags() throws -> (alternate: Bool, cursor: Bool) {
        let text = try run(["display-message", "-p", "-t", "it", "#{alternate_on} #{cursor_flag}"])
        let parts = text.split(whereSeparator: \.isWhitespace)
        return (parts.first == "1", parts.last == "1")
    }

    /// Waits until the screen is as wanted.
    /// - Returns: the screen.
    @discardableResult
    func wait(_ what: String, until holds: (String) throws -> Bool) throws -> String {
        let end = Date(timeIntervalSinceNow: Self.patience)
        var screen = ""
        while Date() < end {
            screen = try self.screen()
            if try holds(screen) { return screen }
            usleep(30_000)
        }
        throw Failure.neverShown(what, screen: screen)
    }

    /// Waits until a text is on the screen.
    @discardableResult
    func wait(for text: String) throws -> String { try wait("\"\(text)\"") { $0.contains(text) } }
}
