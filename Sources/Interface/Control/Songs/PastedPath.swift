import Foundation

/// A file's path as terminals paste it when the file is dropped on them.
public struct PastedPath {
    /// nil when the text can't be the path of a file.
    public let url: URL?

    public init(_ text: String, home: String = NSHomeDirectory()) {
        let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !line.isEmpty, !line.contains(where: \.isNewline) else {
            url = nil
            return
        }
        if line.hasPrefix("file://") {
            url = URL(string: line).flatMap { $0.isFileURL ? $0.standardizedFileURL : nil }
            return
        }
        var path = Self.unquoted(line)
        if path == "~" || path.hasPrefix("~/") { path = home + path.dropFirst(1) }
        url =
            path.hasPrefix("/") || path.hasPrefix("./") || path.hasPrefix("../") || !path.contains("\u{0}")
            ? URL(fileURLWithPath: path).standardizedFileURL : nil
    }

    /// Quotes around all of it, or backslashes before single characters, as a shell reads them.
    private static func unquoted(_ line: String) -> String {
        if line.count >= 2, let first = line.first, first == line.last, first == "'" || first == "\"" {
            return String(line.dropFirst().dropLast()).replacing("'\\''", with: "'")
        }
        var text = ""
        var isEscaped = false
        for character in line {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                text.append(character)
                isEscaped = false
            }
        }
        return text
    }
}
