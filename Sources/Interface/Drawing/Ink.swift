import Terminal

/// How a scene is drawn: the theme's looks for this screen's colours, and the signs for its glyphs.
struct Ink: Sendable {
    let theme: Theme
    let glyphs: GlyphLevel
    let depth: ColourDepth
    let marks: Marks
    private let styles: [Theme.Role: CellStyle]

    init(theme: Theme, glyphs: GlyphLevel, depth: ColourDepth) {
        self.theme = theme
        self.glyphs = glyphs
        self.depth = depth
        marks = glyphs == .ascii ? .ascii : .unicode
        let base = theme[.text]
        var styles: [Theme.Role: CellStyle] = [:]
        for role in Theme.Role.allCases {
            guard depth != .mono else {
                styles[role] = Self.mono(role)
                continue
            }
            var style = theme[role]
            style.foreground = style.foreground ?? base.foreground
            style.background = style.background ?? base.background
            styles[role] = style
        }
        self.styles = styles
    }

    init(_ state: WorkstationState) { self.init(theme: state.theme, glyphs: state.glyphs, depth: state.depth) }

    /// Without colours, attributes carry the order of importance.
    private static func mono(_ role: Theme.Role) -> CellStyle {
        switch role {
        case .dim, .border, .hint, .beat: CellStyle(dim: true)
        case .title, .accent, .focusedBorder, .hintKey, .lockedChord, .downbeat, .changed, .star, .playhead, .progress:
            CellStyle(bold: true)
        case .selection, .cursor: CellStyle(reversed: true)
        case .clipped, .error, .recording: CellStyle(bold: true, reversed: true)
        case .warning: CellStyle(bold: true)
        default: .plain
        }
    }

    subscript(role: Theme.Role) -> CellStyle { styles[role] ?? .plain }

    /// A role's letters on another's ground.
    func style(_ role: Theme.Role, on ground: Theme.Role?) -> CellStyle {
        guard let ground else { return self[role] }
        var style = self[role]
        let below = self[ground]
        style.background = below.background
        style.isReversed = below.isReversed
        if below.isReversed || depth == .mono { style.isDim = false }
        return style
    }

    /// A blank of the screen's ground.
    var blank: Cell { Cell(" ", self[.text]) }

    /// Whether pictures may mix colours inside a cell.
    var hasRamp: Bool { depth == .full && glyphs != .ascii }
}
