import Foundation
import TOMLKit
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
        let table = TOMLTable()
        if let theme { table["theme"] = theme }
        if let glyphs { table["glyphs"] = glyphs.rawValue }
        if let output { table["output"] = output }
        if let input { table["input"] = input }
        if let instrument { table["instrument"] = instrument }
        return "# written by Backline; settings of your own go into config.toml\n" + table.convert(to: .toml) + "\n"
    }

    /// Wholly or not at all.
    /// - Throws: errors of the file system.
    func write(to url: URL) throws {
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url, options: .atomic)
    }
}
