import Foundation
import Terminal
import Testing

/// The files in `themes/`.
@Suite struct ThemesTests {
    private static let loader = ThemeLoader(folders: [
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("themes")
    ])
    private static let names = [
        "clarity", "contrast", "forest", "mono", "night", "paper", "synthwave", "tape",
    ]
    private static let coloured = names.filter { $0 != "mono" }

    /// Text that must be read, by the contrast that WCAG asks of it; decoration only has to be seen.
    private static let readable: [Theme.Role] = [
        .text, .dim, .accent, .title, .selection, .cursor, .playhead, .loop, .section, .clipped, .downbeat, .chord,
        .lockedChord, .uncertain, .meterPeak, .field, .changed, .hint, .hintKey, .progress, .star, .info, .warning,
        .error, .recording,
    ]
    private static let seen: [Theme.Role] = [
        .waveform, .waveformRMS, .beat, .meterLow, .meterMiddle, .meterHigh, .focusedBorder,
    ]

    @Test func allAreThereAndFoundBesideTheProgram() throws {
        #expect(Self.loader.names == Self.names)
        #expect(Self.loader.loadAll().problems.isEmpty)
        // the test program lies in the package's .build
        #expect(Set(Self.names).isSubset(of: ThemeLoader().names))
    }

    @Test(arguments: names) func everyRoleIsGiven(name: String) throws {
        let theme = try Self.loader.load(name)
        #expect(Set(theme.styles.keys) == Set(Theme.Role.allCases))
        #expect(!theme.summary.isEmpty && theme.summary.count <= 60)
    }

    @Test func theCompiledThemesAreTheFiles() throws {
        #expect(try Self.loader.load("night") == Theme.night)
        #expect(try Self.loader.load("mono") == Theme.mono)
    }

    @Test(arguments: coloured) func textCanBeRead(name: String) throws {
        let theme = try Self.loader.load(name)
        let needed = name == "contrast" ? 7.0 : 4.5
        for (roles, contrast) in [(Self.readable, needed), (Self.seen, 3)] {
            for role in roles {
                let foreground = try #require(theme[role].foreground)
                let background = try #require(theme[role].background)
                let found = foreground.contrast(with: background)
                #expect(found >= contrast, "\(name), \(role.rawValue): \(found)")
            }
        }
    }

    @Test(arguments: coloured) func theRampGetsEvenlyFartherFromTheBackground(name: String) throws {
        let theme = try Self.loader.load(name)
        let background = try #require(theme[.text].background)
        #expect(theme.ramp.first == background)
        let lightness = (0...64).map { theme.colour(at: Double($0) / 64).perceptual[0] }
        let direction: Double = lightness[64] > lightness[0] ? 1 : -1
        let steps = zip(lightness, lightness.dropFirst()).map { ($1 - $0) * direction }
        #expect(steps.allSatisfy { $0 > 0 }, "\(name): lightness turns back")
        #expect((lightness[64] - lightness[0]) * direction > 0.6)
        // no step of the ramp jumps: at most three times the mean
        let mean = steps.reduce(0, +) / Double(steps.count)
        // (next to black sRGB itself is steep)
        let visible = zip(steps, lightness).filter { $1 > 0.2 }.map(\.0)
        #expect(visible.allSatisfy { $0 < 3 * mean }, "\(name)")
        let luminance = (0...64).map { theme.colour(at: Double($0) / 64).luminance * direction }
        #expect(zip(luminance, luminance.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test(arguments: coloured) func metersAreToldApart(name: String) throws {
        let theme = try Self.loader.load(name)
        let colours = try [Theme.Role.meterLow, .meterMiddle, .meterHigh].map { try #require(theme[$0].foreground) }
        for (a, b) in [(0, 1), (1, 2), (0, 2)] {
            #expect(colours[a].difference(from: colours[b]) > 0.1, "\(name) \(a) \(b)")
        }
    }

    @Test func clarityIsToldApartWithoutRedAndGreen() throws {
        let theme = try Self.loader.load("clarity")
        let groups: [[Theme.Role]] = [
            [.meterLow, .meterMiddle, .meterHigh], [.chord, .lockedChord], [.waveform, .waveformRMS, .playhead],
            [.info, .warning],
        ]
        for simulation in ColourVision.all {
            for group in groups {
                for (index, role) in group.enumerated() {
                    for other in group[(index + 1)...] {
                        let a = simulation.seen(try #require(theme[role].foreground))
                        let b = simulation.seen(try #require(theme[other].foreground))
                        #expect(a.difference(from: b) > 0.1, "\(simulation.name): \(role) and \(other)")
                    }
                }
            }
        }
    }

    @Test func theSimulationItselfConfusesRedAndGreen() {
        let (red, green) = (Colour(red: 190, green: 60, blue: 40), Colour(red: 110, green: 100, blue: 30))
        let seen = (ColourVision.deuteranopia.seen(red), ColourVision.deuteranopia.seen(green))
        #expect(seen.0.difference(from: seen.1) < red.difference(from: green) / 2)
    }

    @Test func withoutColoursAttributesStandIn() throws {
        let theme = try Self.loader.load("tape").shown(at: .mono)
        #expect(theme.name == "tape")
        #expect(theme[.selection] == CellStyle(reversed: true))
        #expect(Theme.night.shown(at: .eight) == Theme.night)
    }
}

/// How colours look to people without one kind of cone: matrices of Machado, Oliveira and Fernandes (2009), severity 1.
struct ColourVision {
    let name: String
    let rows: [SIMD3<Double>]

    static let deuteranopia = ColourVision(
        name: "deuteranopia",
        rows: [
            SIMD3(0.367322, 0.860646, -0.227968), SIMD3(0.280085, 0.672501, 0.047413),
            SIMD3(-0.011820, 0.042940, 0.968881),
        ])
    static let protanopia = ColourVision(
        name: "protanopia",
        rows: [
            SIMD3(0.152286, 1.052583, -0.204868), SIMD3(0.114503, 0.786281, 0.099216),
            SIMD3(-0.003882, -0.048116, 1.051998),
        ])
    static let all = [deuteranopia, protanopia]

    func seen(_ colour: Colour) -> Colour {
        func light(_ value: UInt8) -> Double {
            let share = Double(value) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        let linear = SIMD3(light(colour.red), light(colour.green), light(colour.blue))
        let values = rows.map { row -> UInt8 in
            let light = min(max((row * linear).sum(), 0), 1)
            let share = light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
            return UInt8((share * 255).rounded())
        }
        return Colour(red: values[0], green: values[1], blue: values[2])
    }
}
