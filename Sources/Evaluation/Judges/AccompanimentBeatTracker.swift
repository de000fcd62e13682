import Foundation
import Listener

/// Beats of any music from its onsets: D. Ellis, "Beat tracking by dynamic programming", JNMR 36 (2007).
public struct AccompanimentBeatTracker: Sendable {
    /// Beats a minute that are looked for.
    public var range: ClosedRange<Double> = 60...180
    /// Centre of the log-normal tempo prior, beats a minute, and its standard deviation in octaves.
    public var commonestTempo = 120.0
    public var tempoDeviation = 0.9
    /// Weight of a steady tempo against onsets.
    public var tightness = 100.0

    public init() {}

    /// - Parameter samples: mono, 24 kHz.
    public func track(_ samples: [Float]) -> BeatTrack {
        let envelope = OnsetEnvelope(of: samples)
        let strength = Self.prepared(envelope.values)
        guard let (period, clarity) = period(of: strength, hopSeconds: envelope.hopSeconds) else {
            return BeatTrack(beats: [], confidence: 0)
        }
        let frames = beats(in: strength, period: period)
        return BeatTrack(beats: frames.map { envelope.time(ofFrame: $0) }.filter { $0 >= 0 }, confidence: clarity)
    }

    /// Without its mean, half-wave rectified, unit standard deviation, and blurred over 3 frames.
    private static func prepared(_ values: [Float]) -> [Double] {
        guard !values.isEmpty else { return [] }
        let mean = values.reduce(0, +) / Float(values.count)
        let raised = values.map { Double(max($0 - mean, 0)) }
        let deviation = (raised.reduce(0) { $0 + $1 * $1 } / Double(raised.count)).squareRoot()
        guard deviation > 0 else { return raised }
        return raised.indices.map { index in
            let left = index > 0 ? raised[index - 1] : 0
            let right = index + 1 < raised.count ? raised[index + 1] : 0
            return (left + 2 * raised[index] + right) / (4 * deviation)
        }
    }

    /// Frames a beat with a fraction, from the autocorrelation under the prior, and the autocorrelation there over
    /// that at lag 0.
    private func period(of strength: [Double], hopSeconds: Double) -> (Double, Double)? {
        let shortest = Int(60 / range.upperBound / hopSeconds)
        let longest = Int(60 / range.lowerBound / hopSeconds) + 1
        guard strength.count > 2 * longest + 2 else { return nil }
        func correlation(_ lag: Int) -> Double {
            var sum = 0.0
            for index in lag..<strength.count { sum += strength[index] * strength[index - lag] }
            return sum / Double(strength.count - lag)
        }
        // Twice the lag supports a lag: a beat repeats at the next one, too.
        let values = (0...(2 * longest + 1)).map { correlation($0) }
        guard values[0] > 0 else { return nil }
        func score(_ lag: Int) -> Double {
            let octaves = log2(60 / (Double(lag) * hopSeconds) / commonestTempo) / tempoDeviation
            return (values[lag] + 0.5 * max(values[2 * lag], values[2 * lag - 1], values[2 * lag + 1]))
                * exp(-0.5 * octaves * octaves)
        }
        guard let best = (shortest...longest).max(by: { score($0) < score($1) }), best > 1 else { return nil }
        let curvature = values[best - 1] - 2 * values[best] + values[best + 1]
        let offset = curvature < 0 ? 0.5 * (values[best - 1] - values[best + 1]) / curvature : 0
        return (Double(best) + min(max(offset, -0.5), 0.5), min(max(values[best] / values[0], 0), 1))
    }

    /// Ellis, equations 2 to 4: the best score of a beat at each frame, then back from the best last one.
    private func beats(in strength: [Double], period: Double) -> [Int] {
        let nearest = Int((period / 2).rounded())
        let farthest = Int((period * 2).rounded())
        let prices = (0...farthest).map { lag in
            lag == 0 ? 0 : tightness * pow(log(Double(lag) / period), 2)
        }
        var scores = strength
        var origins = [Int](repeating: -1, count: strength.count)
        for frame in strength.indices {
            var best = 0.0
            for lag in stride(from: nearest, through: min(farthest, frame), by: 1) where lag > 0 {
                let score = scores[frame - lag] - prices[lag]
                if score > best {
                    best = score
                    origins[frame] = frame - lag
                }
            }
            scores[frame] += best
        }
        let tail = max(strength.count - farthest, 0)..<strength.count
        guard var frame = tail.max(by: { scores[$0] < scores[$1] }) else { return [] }
        var beats: [Int] = []
        while frame >= 0 {
            beats.append(frame)
            frame = origins[frame]
        }
        return beats.reversed()
    }
}
