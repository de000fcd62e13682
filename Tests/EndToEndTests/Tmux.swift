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
        try? run(["kill-server"])
    }

    @discardableResult
    private func run(_ arguments: [String]) throws -> String {
        let words = ["-u", "-S", socket] + arguments
        let outcome = try Program.run(words, program: URL(fileURLWithPath: "/usr/bin/tmux"), scratch: scratch)
        guard outcome.status == 0 else { throw Failure.command(words, outcome.errors) }
        return outcome.output
    }

    /// Types a command line and enter.
    func type(_ text: String) throws {
        try run(["send-keys", "-t", "it", "-l", text])
        try keys("Enter")
    }

    /// Writes text as if typed, without enter.
    func text(_ text: String) throws { try run(["send-keys", "-t", "it", "-l", text]) }

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

    /// The text on the screen.
    func screen() throws -> String { try run(["capture-pane", "-p", "-t", "it"]) }

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
