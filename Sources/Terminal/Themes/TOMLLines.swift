/// Where the keys of a TOML text stand, for messages: the parser keeps no lines.
///
/// Reads one `key = value` a line and `[table]` headers; keys inside inline tables are found by their outer key.
public struct TOMLLines: Sendable {
    private var lines: [String: Int] = [:]

    public init(_ text: String) {
        var table = ""
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = line.drop { $0 == " " || $0 == "\t" }
            if content.first == "[", let end = content.firstIndex(of: "]") {
                table = Self.unquoted(content[content.index(after: content.startIndex)..<end])
                record(table, line: index + 1)
            } else if let (key, _) = Self.split(content) {
                record(table.isEmpty ? key : table + "." + key, line: index + 1)
            }
        }
    }

    /// The line of a key, counted from 1; tables joined by dots: `roles.text`.
    public subscript(path: String) -> Int? { lines[path] }

    private mutating func record(_ path: String, line: Int) {
        if lines[path] == nil { lines[path] = line }
    }

    /// The key before the first `=` that is not inside quotes.
    private static func split(_ line: Substring) -> (key: String, value: Substring)? {
        var quote: Character?
        for index in line.indices {
            let character = line[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == "#" {
                return nil
            } else if character == "=" {
                let key = unquoted(line[..<index])
                return key.isEmpty ? nil : (key, line[line.index(after: index)...])
            }
        }
        return nil
    }

    private static func unquoted(_ text: Substring) -> String {
        var part = text
        while let last = part.last, last == " " || last == "\t" { part.removeLast() }
        part = part.drop { $0 == " " || $0 == "\t" }
        if part.count >= 2, let first = part.first, first == part.last, first == "\"" || first == "'" {
            part = part.dropFirst().dropLast()
        }
        return String(part)
    }
}
