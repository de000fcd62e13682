extension Colour {
    /// `#rrggbb` or `#rgb`; nil for anything else.
    public init?(hexadecimal text: String) {
        guard text.first == "#" else { return nil }
        var digits = text.dropFirst()
        if digits.count == 3 { digits = Substring(digits.flatMap { [$0, $0] }) }
        guard digits.count == 6, digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16) else {
            return nil
        }
        self.init(rgb: value)
    }

    /// 0xrrggbb.
    init(rgb value: UInt32) {
        self.init(
            red: UInt8(value >> 16 & 0xff), green: UInt8(value >> 8 & 0xff), blue: UInt8(value & 0xff))
    }

    /// `#rrggbb`.
    public var hexadecimal: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
