import Foundation

/// What a trained model plays: the meaning of its numbers. Stored beside its weights.
public struct SINGCatalogue: Codable, Sendable, Equatable {
    /// Instrument number by number, all different.
    public var instruments: [String]
    /// The General MIDI program of each instrument, 0 to 127.
    public var programs: [Int]
    /// Lowest and highest MIDI pitch.
    public var lowestPitch: Int
    public var highestPitch: Int
    /// MIDI velocities that were learned, upwards; between them it interpolates.
    public var velocities: [Int]
    /// The model's samples over the library's, at the loudest velocity. The spectral loss does not hear what stays far
    /// under 1, so this says which partials count.
    public var gain: Double
    /// The model makes all velocities as loud as the loudest; velocity over 127 to this power brings them down. General
    /// MIDI says 2; 0 leaves loudness to the networks, as the paper does.
    public var velocityExponent: Double

    public init(
        instruments: [String], programs: [Int], pitches: ClosedRange<Int>, velocities: [Int], gain: Double,
        velocityExponent: Double
    ) {
        self.instruments = instruments
        self.programs = programs
        lowestPitch = pitches.lowerBound
        highestPitch = pitches.upperBound
        self.velocities = velocities
        self.gain = gain
        self.velocityExponent = velocityExponent
    }

    /// What the model's samples are multiplied with for a MIDI velocity.
    public func level(velocity: Double) -> Double { pow(velocity / 127, velocityExponent) }

    public var pitches: ClosedRange<Int> { lowestPitch...highestPitch }
}

/// All that has to be known beside the weights.
public struct SINGDescription: Codable, Sendable, Equatable {
    public var configuration: CompactConfiguration
    public var catalogue: SINGCatalogue

    public init(configuration: CompactConfiguration, catalogue: SINGCatalogue) {
        self.configuration = configuration
        self.catalogue = catalogue
    }
}
