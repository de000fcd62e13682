import Foundation
import Terminal

/// Text made fit for cells: every character one column wide and visible.
enum NarrowText {
    /// Control and formatting characters go, tabs and line ends become blanks, what is wider than a column becomes the
    /// sign for the unknown; in ASCII, accents are taken off.
    static func clean(_ text: some StringProtocol, _ ink: Ink) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(text) }
        var cleaned = ""
        for character in text {
            if character.isNewline || character == "\t" {
                cleaned.append(" ")
            } else if let shown = shown(character, ink) {
                cleaned.append(shown)
            }
        }
        return cleaned
    }

    /// nil for what is not seen at all.
    private static func shown(_ character: Character, _ ink: Ink) -> Character? {
        guard let first = character.unicodeScalars.first else { return nil }
        switch first.properties.generalCategory {
        case .control, .format, .nonspacingMark, .enclosingMark, .spacingMark, .lineSeparator, .paragraphSeparator:
            return nil
        default: break
        }
        if first.isASCII, character.unicodeScalars.count == 1 { return character }
        if ink.glyphs == .ascii {
            let folded = String(character).folding(options: .diacriticInsensitive, locale: nil)
            return folded.count == 1 && folded.utf8.count == 1 ? folded.first : ink.marks.unknown
        }
        return character.oneColumnWide(fallback: ink.marks.unknown)
    }

    /// Cut to a width, with a sign at the end where something was cut off.
    /// - Parameter text: clean.
    static func fit(_ text: String, _ width: Int, _ ink: Ink) -> String {
        guard width > 0 else { return "" }
        guard text.count > width else { return text }
        return String(text.prefix(width - 1)) + String(ink.marks.ellipsis)
    }

    /// Broken at blanks into lines; words longer than a line are broken anywhere.
    /// - Parameter text: clean.
    static func wrap(_ text: String, _ width: Int) -> [String] {
        guard width > 0 else { return [] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            var rest = word
            while !rest.isEmpty {
                let room = line.isEmpty ? width : width - line.count - 1
                if rest.count <= room {
                    line += (line.isEmpty ? "" : " ") + rest
                    rest = ""
                } else if line.isEmpty {
                    lines.append(String(rest.prefix(width)))
                    rest = rest.dropFirst(width)
                } else {
                    lines.append(line)
                    line = ""
                }
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }
}
