/// Text from files and from people made safe for a terminal: what could move its cursor, recolour, clear or reorder what stands there is
/// shown instead of sent. The last door before standard output and standard error.
public enum SafeText {
    /// Line ends and tabs stay; other control characters become "^[" and the like, controls of 8 bits and of direction "<U+202E>".
    public static func shown(_ text: String) -> String {
        replacing(text) { scalar in
            switch scalar.value {
            case 0..<0x20: "^" + String(UnicodeScalar(UInt8(scalar.value + 0x40)))
            case 0x7F: "^?"
            default: "<U+\(hexadecimal(scalar))>"
            }
        }
    }

    /// A line of JSON that says the same: what is unsafe in it is written as its number.
    public static func json(_ text: String) -> String {
        replacing(text) { scalar in
            scalar.utf16.map { "\\u" + hexadecimal($0) }.joined()
        }
    }

    private static func replacing(_ text: String, by sign: (Unicode.Scalar) -> String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        return text.unicodeScalars.reduce(into: "") { safe, scalar in
            if isUnsafe(scalar) { safe += sign(scalar) } else { safe.unicodeScalars.append(scalar) }
        }
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x09: false
        case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029: true
        // joiners belong to scripts and to emoji
        case 0x200C, 0x200D: false
        case ..<0x7F: false
        default: scalar.properties.generalCategory == .format
        }
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String { padded(String(scalar.value, radix: 16)) }
    private static func hexadecimal(_ unit: UInt16) -> String { padded(String(unit, radix: 16)) }

    private static func padded(_ digits: String) -> String {
        String(repeating: "0", count: max(4 - digits.count, 0)) + digits.uppercased()
    }
}
