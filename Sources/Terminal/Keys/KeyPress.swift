/// A key as pressed, with its modifiers.
public struct KeyPress: Hashable, Sendable {
    public enum Code: Hashable, Sendable {
        /// Printable, as typed: shift is already in it.
        case character(Character)
        case up, down, left, right, home, end, pageUp, pageDown, insert, delete, backspace, tab, enter, escape
        /// F1 is 1.
        case function(Int)
    }

    public var code: Code
    public var control: Bool
    public var alt: Bool
    /// Only with keys that are no characters.
    public var shift: Bool

    public init(_ code: Code, control: Bool = false, alt: Bool = false, shift: Bool = false) {
        self.code = code
        self.control = control
        self.alt = alt
        self.shift = shift
    }

    public static func character(_ character: Character) -> KeyPress { KeyPress(.character(character)) }
}
