/// A colour as themes name it; a screen shows the nearest one that it has.
public struct Colour: Hashable, Sendable {
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8

    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }
}

/// How a character looks. nil colours are the terminal's own.
public struct CellStyle: Hashable, Sendable {
    public var foreground: Colour?
    public var background: Colour?
    public var isBold: Bool
    public var isDim: Bool
    public var isUnderlined: Bool
    public var isReversed: Bool

    public init(
        foreground: Colour? = nil, background: Colour? = nil, bold: Bool = false, dim: Bool = false,
        underlined: Bool = false, reversed: Bool = false
    ) {
        self.foreground = foreground
        self.background = background
        isBold = bold
        isDim = dim
        isUnderlined = underlined
        isReversed = reversed
    }

    public static let plain = CellStyle()
}

/// One place on the screen.
public struct Cell: Hashable, Sendable {
    /// One column wide.
    public var character: Character
    public var style: CellStyle

    public init(_ character: Character = " ", _ style: CellStyle = .plain) {
        self.character = character
        self.style = style
    }
}
