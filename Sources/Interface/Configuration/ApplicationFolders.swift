import Foundation

/// Where the program's own files are, after the XDG base directory specification.
public struct ApplicationFolders: Sendable {
    /// The user's settings; never written by the program.
    public let configuration: URL
    /// What was chosen in the program.
    public let choices: URL

    public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let home = URL(fileURLWithPath: environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory())
        func folder(_ variable: String, _ usual: String) -> URL {
            // relative paths are to be ignored, says the specification
            let named = environment[variable].flatMap { $0.hasPrefix("/") ? URL(fileURLWithPath: $0) : nil }
            return (named ?? home.appendingPathComponent(usual)).appendingPathComponent("backline")
        }
        configuration = folder("XDG_CONFIG_HOME", ".config").appendingPathComponent("config.toml")
        choices = folder("XDG_STATE_HOME", ".local/state").appendingPathComponent("state.toml")
    }
}
