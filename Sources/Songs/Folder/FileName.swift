import Foundation

/// Names for files made from what people type.
enum FileName {
    /// Bytes: file systems hold 255, and endings and numbers are added.
    private static let longest = 80

    /// The text without what a file system or a shell could trip over: words joined by "-", never hidden, never empty.
    static func safe(_ text: String, otherwise: String = "untitled") -> String {
        let unwanted = CharacterSet(charactersIn: "/\\:*?\"'<>|`$;&!").union(.controlCharacters)
            .union(.illegalCharacters)
        let words = text.precomposedStringWithCanonicalMapping.components(separatedBy: unwanted).joined(separator: " ")
            .split(whereSeparator: \.isWhitespace).joined(separator: "-")
        var name = words.trimmingCharacters(in: CharacterSet(charactersIn: ".-"))
        while name.utf8.count > longest { name.removeLast() }
        return name.isEmpty ? otherwise : name
    }
}
