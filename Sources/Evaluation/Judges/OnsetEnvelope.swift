import Listener
import Signal

/// The onset strength of a sound over time: `SpectralFlux` on the Mel front end's grid.
public struct OnsetEnvelope: Sendable {
    public let values: [Float]
    public let hopSeconds: Double

    /// Hertz that `init(of:)` reads.
    public static let sampleRate = 24_000.0

    private static let flux = SpectralFlux()

    /// - Parameter samples: mono, 24 kHz.
    public init(of samples: [Float]) {
        let frontEnd = MelFrontEnd()
        hopSeconds = Double(frontEnd.hop) / frontEnd.sampleRate
        values = samples.isEmpty ? [] : Self.flux.strength(logMel: frontEnd.logMel(samples))
    }

    /// Seconds of the event a frame's strength speaks of: halfway between the two frames that are compared.
    public func time(ofFrame frame: Int) -> Double {
        (Double(frame) + 0.5 - Double(Self.flux.lag) / 2) * hopSeconds
    }
}
