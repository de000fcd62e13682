/// Which of a terminal's colours stands for a theme's.
///
/// With 256 colours only the fixed ones count (the 6 x 6 x 6 cube and the greys, 16...255): the first 16 are what
/// the person made of them. Nearest means nearest to the eye (`Colour.difference`).
public struct Palette: Sendable {
    public let depth: ColourDepth
    private var known: [Colour: Int] = [:]

    /// How far apart letters and ground have to look when two colours of a theme fall on one of the terminal's.
    private static let readable = 0.25

    public init(depth: ColourDepth) { self.depth = depth }

    /// The terminal's numbers of a look's colours; nil is the terminal's own.
    /// Letters never vanish: where few colours make them the same as the ground, the next best is taken.
    public mutating func indices(_ style: CellStyle) -> (foreground: Int?, background: Int?) {
        guard depth != .mono else { return (nil, nil) }
        let background = style.background.map { index(of: $0) }
        guard let colour = style.foreground else { return (nil, background) }
        let foreground = index(of: colour)
        guard let background, foreground == background, let ground = style.background,
            depth < .full, colour.difference(from: ground) > Self.vanishing
        else { return (foreground, background) }
        let colours = Self.colours(depth)
        let other = colours.indices.filter { colours[$0].difference(from: colours[background]) >= Self.readable }
            .min { colours[$0].difference(from: colour) < colours[$1].difference(from: colour) }
        return (other ?? foreground, background)
    }

    /// Colours nearer than this are meant to be one.
    private static let vanishing = 0.03

    /// The number of the nearest colour.
    /// - Precondition: the terminal has colours.
    public mutating func index(of colour: Colour) -> Int {
        precondition(depth != .mono, "no colours")
        if let index = known[colour] { return index }
        let colours = Self.colours(depth)
        let wanted = colour.perceptual
        var (best, nearest) = (0, Double.infinity)
        for index in Self.first(depth)..<colours.count {
            let step = Self.seen[index] - wanted
            let distance = (step * step).sum()
            if distance < nearest { (best, nearest) = (index, distance) }
        }
        known[colour] = best
        return best
    }

    /// What the terminal shows for a number, as most terminals have it.
    public static func colour(_ index: Int) -> Colour { all[index] }

    private static func first(_ depth: ColourDepth) -> Int { depth == .full ? 16 : 0 }

    private static func colours(_ depth: ColourDepth) -> ArraySlice<Colour> { all.prefix(depth.rawValue) }

    /// xterm's colours: 16 named, the cube, the greys.
    private static let all: [Colour] = {
        let named: [UInt32] = [
            0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
            0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
        ]
        let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
        let cube = levels.flatMap { red in
            levels.flatMap { green in levels.map { Colour(red: red, green: green, blue: $0) } }
        }
        let greys = (0..<24).map { UInt8(8 + 10 * $0) }.map { Colour(red: $0, green: $0, blue: $0) }
        return named.map(Colour.init(rgb:)) + cube + greys
    }()

    private static let seen = all.map(\.perceptual)
}
