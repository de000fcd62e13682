import Foundation
import Terminal

/// The user's settings from `config.toml`. What is wrong in it is told and left at its default.
public struct Configuration: Sendable, Equatable {
    public var theme: String?
    public var glyphs: GlyphLevel?
    /// At most so many, whatever the terminal can.
    public var colours: ColourDepth?
    public var usesMouse = false
    /// A sound device.
    public var output: String?
    /// By command identifier.
    public var keys: [String: [KeyPress]] = [:]
    /// Sentences with the file's line, in its order.
    public var problems: [String] = []

    public init() {}

    /// - Returns: the defaults where there is no such file.
    public static func read(_ url: URL) -> Configuration {
        guard FileManager.default.fileExists(atPath: url.path) else { return Configuration() }
        do {
            return Configuration(text: try String(contentsOf: url, encoding: .utf8), path: url.path)
        } catch {
            var configuration = Configuration()
            configuration.problems = ["cannot read \(url.path): \((error as NSError).localizedDescription)"]
            return configuration
        }
    }

    /// - Parameter path: as problems name it.
    public init(text: String, path: String = "config.toml") {
        let reader = SettingsReader(text: text, path: path)
        reader.read { table in
            reader.reportUnknown(in: table, known: Self.names, prefix: "")
            theme = reader.string("theme", in: table)
            output = reader.string("output", in: table)
            glyphs = reader.choice("glyphs", in: table, GlyphLevel.allCases.map { ($0.rawValue, $0) })
            colours = reader.choice("colours", in: table, Self.depths)
            usesMouse = reader.bool("mouse", in: table) ?? false
            keys = reader.keys(in: table)
        }
        problems = reader.problems.sorted { $0.line < $1.line }.map(\.sentence)
    }

    private static let names = ["theme", "glyphs", "colours", "mouse", "output", "keys"]
    private static let depths: [(String, ColourDepth)] = [
        ("256", .full), ("16", .sixteen), ("8", .eight), ("mono", .mono),
    ]
}
