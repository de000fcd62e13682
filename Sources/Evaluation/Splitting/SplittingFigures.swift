import Foundation

/// How near a part that was taken out of a sound is to the part that went into it.
public enum SplittingFigures {
    /// Signal-to-distortion ratio, dB: the true part's energy by that of what differs; nil where the true part is silent.
    public static func distortionRatio(_ made: [Float], _ real: [Float]) -> Double? {
        var (energy, error) = (0.0, 0.0)
        for (a, b) in zip(made, real) {
            energy += Double(b) * Double(b)
            error += (Double(a) - Double(b)) * (Double(a) - Double(b))
        }
        guard energy > Double(real.count) * Self.silence else { return nil }
        return 10 * log10(energy / max(error, energy * 1e-10))
    }

    /// Mean power under which a part is silent: -70 dB.
    private static let silence = 1e-7
}
