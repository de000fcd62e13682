import CCurses

/// Hands out ncurses' colour pairs as looks need them.
struct ColourPairs {
    private struct Key: Hashable {
        let foreground: Int
        let background: Int
    }

    private var palette: Palette
    private var pairs: [Key: CInt] = [:]
    private var known: [CellStyle: (pair: CInt, attributes: attr_t)] = [:]
    private let limit: Int
    /// The terminal's own colours, or what stands for them where a terminal cannot tell.
    private let own: (foreground: Int, background: Int)

    /// - Precondition: ncurses' colours are started unless the depth is mono.
    init(depth: ColourDepth, hasDefaultColours: Bool) {
        palette = Palette(depth: depth)
        limit = depth == .mono ? 0 : Int(ccurses_pairs())
        own = hasDefaultColours ? (-1, -1) : (7, 0)
    }

    /// What ncurses needs to show a look.
    mutating func look(_ style: CellStyle) -> (pair: CInt, attributes: attr_t) {
        if let look = known[style] { return look }
        let (foreground, background) = palette.indices(style)
        let attributes = ccurses_attributes(
            style.isBold, style.isDim, style.isUnderlined, style.isReversed)
        let look = (pair(foreground ?? own.foreground, background ?? own.background), attributes)
        known[style] = look
        return look
    }

    private mutating func pair(_ foreground: Int, _ background: Int) -> CInt {
        guard limit > 0, (foreground, background) != own || own != (-1, -1) else { return 0 }
        let key = Key(foreground: foreground, background: background)
        if let pair = pairs[key] { return pair }
        let next = CInt(pairs.count + 1)
        guard Int(next) < limit, init_extended_pair(next, CInt(foreground), CInt(background)) == OK else {
            // all pairs are taken (8 colours have 63): the letters' colour matters most
            return background == own.background ? 0 : pair(foreground, own.background)
        }
        pairs[key] = next
        return next
    }
}
