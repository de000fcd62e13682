import Terminal

/// Two spectra in one picture: what only the vocal has in one colour, what only the take has in another, what both have
/// between them; without colours as letters v, t and =, small where it is soft.
struct MelDifference {
    private let ink: Ink
    /// By balance, then by loudness.
    private var colours: [[Colour]] = []

    /// Steps of balance from the vocal to the take, and of loudness.
    private static let balances = 7
    private static let shades = 12
    /// Levels under this are silence, of 255.
    private static let floor = 40
    /// Differences from this on belong to one sound alone, of 255.
    private static let alone = 72

    /// Whose colours the two sounds have here.
    static let vocalRole = Theme.Role.waveformRMS
    static let takeRole = Theme.Role.changed

    init(_ ink: Ink) {
        self.ink = ink
        let ground = ink.theme.colour(at: 0)
        // what both have steps back, what differs stands out
        let both = ink.theme[.dim].foreground ?? ink.theme.colour(at: 0.5)
        let vocal = ink.theme[Self.vocalRole].foreground ?? ink.theme.colour(at: 1)
        let take = ink.theme[Self.takeRole].foreground ?? ink.theme.colour(at: 1)
        colours = (0..<Self.balances).map { balance in
            let place = Double(balance) / Double(Self.balances - 1) * 2 - 1
            let hue = Self.mix(both, place < 0 ? vocal : take, abs(place))
            return (0..<Self.shades).map { Self.mix(ground, hue, Double($0) / Double(Self.shades - 1)) }
        }
    }

    private static func mix(_ a: Colour, _ b: Colour, _ share: Double) -> Colour {
        func part(_ a: UInt8, _ b: UInt8) -> UInt8 { UInt8((Double(a) * (1 - share) + Double(b) * share).rounded()) }
        return Colour(red: part(a.red, b.red), green: part(a.green, b.green), blue: part(a.blue, b.blue))
    }

    var down: Int { ink.hasRamp ? 2 : 1 }

    /// - Parameters:
    ///   - vocal: (columns, rows * down), the lowest row first; likewise the take.
    func draw(vocal: [UInt8], take: [UInt8], on canvas: inout Canvas, in area: Rect) {
        let height = area.rows * down
        guard !area.isEmpty, vocal.count == area.columns * height, take.count == vocal.count else { return }
        for column in 0..<area.columns {
            for row in 0..<area.rows {
                let top = column * height + height - 1 - row * down
                let cell: Cell
                if down == 2 {
                    cell = Cell(
                        "▀",
                        CellStyle(
                            foreground: colour(vocal[top], take[top]),
                            background: colour(vocal[top - 1], take[top - 1])))
                } else {
                    cell = letter(vocal[top], take[top])
                }
                canvas[area.row + row, area.column + column] = cell
            }
        }
    }

    private func colour(_ vocal: UInt8, _ take: UInt8) -> Colour {
        let balance = min(max(Int(take) - Int(vocal), -Self.alone), Self.alone) + Self.alone
        let loudness = max(Int(max(vocal, take)) - Self.floor, 0)
        return colours[(balance * (Self.balances - 1) + Self.alone) / (2 * Self.alone)][
            loudness * (Self.shades - 1) / (255 - Self.floor)]
    }

    private func letter(_ vocal: UInt8, _ take: UInt8) -> Cell {
        let loudest = Int(max(vocal, take))
        guard loudest > Self.floor + Self.alone / 2 else { return ink.blank }
        let isSoft = loudest < 160
        let difference = Int(take) - Int(vocal)
        let character: Character
        if difference > Self.alone / 2 {
            character = isSoft ? "t" : "T"
        } else if difference < -Self.alone / 2 {
            character = isSoft ? "v" : "V"
        } else {
            character = isSoft ? "-" : "="
        }
        var style = ink[.text]
        if ink.depth != .mono { style.foreground = colour(vocal, take) }
        return Cell(character, style)
    }
}
