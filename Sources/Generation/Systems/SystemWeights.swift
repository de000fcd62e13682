import Foundation
import Recipes

/// Files of weights instead of those that come with the program, by the names of a system's parts.
public struct SystemWeights: Sendable, Equatable {
    public var files: [String: URL]

    public init(_ files: [String: URL] = [:]) { self.files = files }

    /// - Parameter texts: PART=FILE each; the last one of a part counts.
    /// - Throws: `GenerationError.unknownPart` for what is no PART=FILE or a part that nobody has.
    public init(parsing texts: [String], of parts: [Part]) throws {
        files = [:]
        for text in texts {
            let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2, !halves[1].isEmpty, parts.contains(where: { $0.name == halves[0] }) else {
                throw GenerationError.unknownPart(text, known: parts.map(\.name))
            }
            files[String(halves[0])] = URL(fileURLWithPath: String(halves[1]))
        }
    }

    /// The file of a part, or the one that comes with the program.
    public func file(_ part: String, else bundled: URL) -> URL { files[part] ?? bundled }
}
