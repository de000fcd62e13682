import Music

/// What a singer asks of the band's playing, all along or from a bar on; what is nil is left to the model.
public struct ArrangementControls: Codable, Sendable, Equatable {
    /// Who plays, each once.
    public var families: [InstrumentFamily]?
    /// How much is struck, how bright and how loud it is, in deviations from what is usual: -3 to 3.
    public var density: Double?
    public var brightness: Double?
    public var level: Double?

    public init(
        families: [InstrumentFamily]? = nil, density: Double? = nil, brightness: Double? = nil, level: Double? = nil
    ) {
        self.families = families
        self.density = density
        self.brightness = brightness
        self.level = level
    }

    public static let range = -3.0...3.0

    /// Whether anything is asked.
    public var isEmpty: Bool { self == ArrangementControls() }

    /// What is asked here, and of the rest what is asked there.
    public func over(_ other: ArrangementControls) -> ArrangementControls {
        ArrangementControls(
            families: families ?? other.families, density: density ?? other.density,
            brightness: brightness ?? other.brightness, level: level ?? other.level)
    }

    /// - Throws: `RecipeError` naming what lies outside its range.
    func validate() throws {
        for (name, value) in [("density", density), ("brightness", brightness), ("level", level)] {
            guard let value else { continue }
            guard Self.range.contains(value) else {
                throw RecipeError(
                    "\(name) must be \(Int(Self.range.lowerBound)) to \(Int(Self.range.upperBound)), not \(value)")
            }
        }
        if let families {
            guard !families.isEmpty else { throw RecipeError("families must name at least one, or be left out") }
            guard Set(families).count == families.count else { throw RecipeError("families must name each one once") }
        }
    }
}

/// A part of the song with controls of its own.
public struct PlannedSection: Codable, Sendable, Equatable {
    /// How many bars it lasts.
    public var bars: Int
    public var controls: ArrangementControls

    public init(bars: Int, controls: ArrangementControls) {
        self.bars = bars
        self.controls = controls
    }

    private enum CodingKeys: String, CodingKey {
        // as recipes have had it from the first
        case bars, controls = "wish"
    }
}
