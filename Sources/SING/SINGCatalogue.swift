/// What a trained model plays: the meaning of its numbers. Stored beside its weights.
public struct SINGCatalogue: Codable, Sendable, Equatable {
    /// Instrument number by number, all different.
    public var instruments: [String]
    /// Lowest and highest MIDI pitch.
    public var lowestPitch: Int
    public var highestPitch: Int
    /// MIDI velocities that were learned, upwards; between them it interpolates.
    public var velocities: [Int]
    /// The model's samples are so many times the library's.
    public var gain: Double

    public init(instruments: [String], pitches: ClosedRange<Int>, velocities: [Int], gain: Double) {
        self.instruments = instruments
        lowestPitch = pitches.lowerBound
        highestPitch = pitches.upperBound
        self.velocities = velocities
        self.gain = gain
    }

    public var pitches: ClosedRange<Int> { lowestPitch...highestPitch }
}

/// All that has to be known beside the weights.
public struct SINGDescription: Codable, Sendable, Equatable {
    public var configuration: SINGConfiguration
    public var catalogue: SINGCatalogue

    public init(configuration: SINGConfiguration, catalogue: SINGCatalogue) {
        self.configuration = configuration
        self.catalogue = catalogue
    }
}
