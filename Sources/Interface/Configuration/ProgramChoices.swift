import Foundation
import Terminal

/// What was chosen in the program and holds the next time, kept in `state.toml`.
public struct ProgramChoices: Sendable, Equatable {
    public var theme: String?
    public var glyphs: GlyphLevel?
    /// Sound devices.
    public var output: String?
    public var input: String?
    /// That plays along.
    public var instrument: String?

    public init() {}

    static func read(_ url: URL, problems: inout [String]) -> ProgramChoices {
        var choices = ProgramChoices()
        // without the file nothing was chosen yet
        guard let text = try? String(contentsOf: url, encoding: .utf8) else { return choices }
        let reader = SettingsReader(text: text, path: url.path)
        reader.read { table in
            choices.theme = reader.string("theme", in: table)
            choices.glyphs = reader.choice("glyphs", in: table, GlyphLevel.allCases.map { ($0.rawValue, $0) })
            choices.output = reader.string("output", in: table)
            choices.input = reader.string("input", in: table)
            choices.instrument = reader.string("instrument", in: table)
        }
        problems += reader.problems.map(\.sentence)
        return choices
    }

    /// As TOML.
    var text: String {
        let chosen = [
            ("theme", theme), ("glyphs", glyphs?.rawValue), ("output", output), ("input", input),
            ("instrument", instrument),
        ]
        let lines = chosen.compactMap { key, value in value.map { "\(key) = \(Self.quoted($0))" } }
        return (["# written by Backline; settings of your own go into config.toml"] + lines).joined(separator: "\n")
            + "\n"
    }

    /// A basic string of TOML.
    private static func quoted(_ text: String) -> String {
        let inside = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: String(format: "\\u%04X", scalar.value)
            default: String(scalar)
            }
        }
        return "\"\(inside.joined())\""
    }

    /// Wholly or not at all.
    /// - Throws: errors of the file system.
    func write(to url: URL) throws {
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url, options: .atomic)
    }
}
