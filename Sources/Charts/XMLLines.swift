/// Lines of XML, each level two blanks deeper.
struct XMLLines {
    private(set) var text = ""
    private var depth = 0

    mutating func add(_ line: String) { text += String(repeating: "  ", count: depth) + line + "\n" }

    mutating func leaf(_ name: String, _ value: String) { add("<\(name)>\(Self.escaped(value))</\(name)>") }

    mutating func block(_ name: String, _ attributes: String = "", _ body: (inout XMLLines) -> Void) {
        add("<\(name)\(attributes.isEmpty ? "" : " " + attributes)>")
        depth += 1
        body(&self)
        depth -= 1
        add("</\(name)>")
    }

    /// Without what XML 1.0 has no way to say.
    static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { safe, scalar in
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "\t", "\n": safe += " "
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
            default: safe.unicodeScalars.append(scalar)
            }
        }
    }
}
