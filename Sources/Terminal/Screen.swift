/// A place to show canvases and to read keys from. One thread owns it; others `wake` it.
public protocol Screen: AnyObject {
    var size: Size { get }
    var depth: ColourDepth { get }
    /// The finest glyphs that its characters allow.
    var finestGlyphs: GlyphLevel { get }
    /// Shows a canvas of the screen's size; only what differs from the last one is sent.
    func present(_ canvas: Canvas)
    /// Waits for what a person does, for a call of `wake`, or for the time to pass; nil for the latter two.
    /// - Parameter timeout: seconds; nil waits as long as it takes.
    func nextEvent(timeout: Double?) -> InputEvent?
    /// Ends the present or next `nextEvent`; any thread may call it.
    func wake()
}

/// How many colours a terminal shows.
public enum ColourDepth: Int, Sendable, Codable, CaseIterable, Comparable {
    case mono = 1
    case eight = 8
    case sixteen = 16
    case full = 256

    public static func < (a: ColourDepth, b: ColourDepth) -> Bool { a.rawValue < b.rawValue }
}

/// How fine pictures are drawn.
public enum GlyphLevel: String, Sendable, Codable, CaseIterable, Comparable {
    /// 2 x 4 dots a cell.
    case braille
    /// Half blocks and eighths.
    case blocks
    case ascii

    /// Coarser is less.
    public static func < (a: GlyphLevel, b: GlyphLevel) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) > (allCases.firstIndex(of: b) ?? 0)
    }
}
