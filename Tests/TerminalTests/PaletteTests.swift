import Terminal
import Testing

@Suite struct PaletteTests {
    @Test func theFixedColoursStandForThemselves() {
        var palette = Palette(depth: .full)
        for index in 16..<256 {
            #expect(Palette.colour(palette.index(of: Palette.colour(index))) == Palette.colour(index))
        }
    }

    @Test(arguments: [
        (ColourDepth.eight, UInt8(250), UInt8(20), UInt8(30), 1), (.eight, 5, 5, 8, 0), (.eight, 240, 240, 240, 7),
        (.sixteen, 255, 90, 90, 9), (.sixteen, 120, 120, 128, 8), (.eight, 20, 190, 30, 2),
        (.full, 0x5f, 0x87, 0xaf, 67), (.full, 0x12, 0x12, 0x12, 233),
    ])
    func theNearestIsTaken(depth: ColourDepth, red: UInt8, green: UInt8, blue: UInt8, index: Int) {
        var palette = Palette(depth: depth)
        #expect(palette.index(of: Colour(red: red, green: green, blue: blue)) == index)
    }

    @Test func nothingIsOutsideTheDepth() {
        for depth in [ColourDepth.eight, .sixteen] {
            var palette = Palette(depth: depth)
            for value in stride(from: UInt8(0), through: 250, by: 10) {
                let colour = Colour(red: value, green: 255 - value, blue: value / 2)
                #expect((0..<depth.rawValue).contains(palette.index(of: colour)))
            }
        }
    }

    @Test(arguments: ["night", "paper", "tape", "synthwave", "forest", "clarity", "contrast"])
    func lettersNeverVanish(name: String) throws {
        let theme = try ThemeLoader().load(name)
        for depth in [ColourDepth.full, .sixteen, .eight] {
            var palette = Palette(depth: depth)
            for role in Theme.Role.allCases {
                let (foreground, background) = palette.indices(theme[role])
                #expect(foreground != background, "\(name) \(role) with \(depth)")
            }
        }
    }

    @Test(arguments: ["night", "paper", "tape", "synthwave", "forest", "clarity", "contrast"])
    func theRampStaysInOrder(name: String) throws {
        let theme = try ThemeLoader().load(name)
        var palette = Palette(depth: .full)
        let lightness = (0...64).map {
            Palette.colour(palette.index(of: theme.colour(at: Double($0) / 64))).perceptual[0]
        }
        let direction: Double = lightness[64] > lightness[0] ? 1 : -1
        for (index, (a, b)) in zip(lightness, lightness.dropFirst()).enumerated() {
            #expect((b - a) * direction > -0.05, "\(name) at \(index)")
        }
        #expect(Set(lightness).count >= 12)
    }

    @Test func withoutColoursThereAreNone() {
        var palette = Palette(depth: .mono)
        let (foreground, background) = palette.indices(Theme.night[.selection])
        #expect(foreground == nil && background == nil)
    }
}
