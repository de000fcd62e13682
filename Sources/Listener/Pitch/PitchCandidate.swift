import Foundation

/// A trough of YIN's difference function and the probability that the true threshold chooses it.
struct PitchCandidate {
    var hertz: Float
    var probability: Float

    /// Probability given to the deepest trough under thresholds that no trough passes (pYIN, equation 5).
    private static let absoluteMinimumWeight: Float = 0.01

    /// The candidates of one frame.
    ///
    /// YIN takes the first trough below its threshold s. With s ~ Beta(2, 18), the trough k is taken when
    /// d'(k) < s <= the lowest trough before it: a difference of the distribution function, no loop over thresholds.
    static func find(in values: [Float], minimumLag: Int, sampleRate: Double) -> [PitchCandidate] {
        var candidates: [PitchCandidate] = []
        var lowest: Float = 1
        var deepest: Int?
        for lag in max(minimumLag, 1)..<(values.count - 1)
        where values[lag] < values[lag - 1] && values[lag] <= values[lag + 1] && values[lag] < lowest {
            let probability = thresholdDistribution(lowest) - thresholdDistribution(values[lag])
            let period = Double(lag) + vertexOffset(values[lag - 1], values[lag], values[lag + 1])
            candidates.append(PitchCandidate(hertz: Float(sampleRate / period), probability: probability))
            lowest = values[lag]
            deepest = candidates.count - 1
        }
        if let deepest {
            candidates[deepest].probability += absoluteMinimumWeight * thresholdDistribution(lowest)
        }
        return candidates
    }

    /// The distribution function of Beta(2, 18) at x: 1 - (1 - x)^18 (1 + 18 x).
    static func thresholdDistribution(_ x: Float) -> Float {
        let clipped = min(max(x, 0), 1)
        return 1 - pow(1 - clipped, 18) * (1 + 18 * clipped)
    }

    /// Where the parabola through three equidistant points has its vertex, relative to the middle one.
    private static func vertexOffset(_ left: Float, _ middle: Float, _ right: Float) -> Double {
        let curvature = left - 2 * middle + right
        return curvature > 0 ? Double(0.5 * (left - right) / curvature) : 0
    }
}
