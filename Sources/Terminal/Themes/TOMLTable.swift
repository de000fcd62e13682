import CToml
import Foundation

/// A table of a TOML text (version 1.0; toml.io).
public struct TOMLTable: Sendable, Equatable {
    private let values: [String: TOMLValue]

    init(_ values: [String: TOMLValue]) { self.values = values }

    /// - Throws: `TOMLError`, whatever the text holds.
    public init(string text: String) throws {
        var text = text
        let outcome = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { toml_parse($0.baseAddress, $0.count) }
        }
        defer { toml_free(outcome) }
        guard let json = outcome.json else {
            let sentence = outcome.error.map { String(cString: $0) } ?? "there is no memory for it"
            throw TOMLError(line: Int(outcome.line), sentence: sentence)
        }
        do {
            let data = Data(bytes: json, count: strlen(json))
            values = try JSONDecoder().decode([String: TOMLValue].self, from: data)
        } catch {
            throw TOMLError(line: 1, sentence: "it holds what nobody reads: \(error.localizedDescription)")
        }
    }

    /// In the order of the alphabet.
    public var keys: [String] { values.keys.sorted() }

    public subscript(key: String) -> TOMLValue? { values[key] }
}

/// What is wrong with a TOML text.
public struct TOMLError: Error, Equatable, CustomStringConvertible {
    /// From 1.
    public let line: Int
    let sentence: String

    public var description: String { sentence }
}
