import Foundation
import Signal

/// How the energy of each frame is spread over the twelve pitch classes.
public struct Chromagram: Sendable, Equatable {
    /// Frame-major, C to B: `values[frame * 12 + pitchClass]`, 0 upwards.
    public var values: [Float]
    /// Seconds from frame to frame; frame n is centred on n hops.
    public let hopSeconds: Double

    public init(values: [Float], hopSeconds: Double) {
        precondition(values.count % 12 == 0, "\(values.count) values are no frames of 12")
        self.values = values
        self.hopSeconds = hopSeconds
    }

    public var frames: Int { values.count / 12 }

    /// The twelve values of a frame.
    public func frame(_ index: Int) -> ArraySlice<Float> { values[(index * 12)..<(index * 12 + 12)] }

    /// Seconds at the centre of a frame.
    public func time(ofFrame index: Int) -> Double { Double(index) * hopSeconds }

    /// The frame centred nearest to a time; nil outside.
    public func frame(at seconds: Double) -> Int? {
        let index = Int((seconds / hopSeconds).rounded())
        return (0..<frames).contains(index) ? index : nil
    }

    /// Every frame as shares that add up to 1; silent frames stay 0.
    public func shares() -> Chromagram {
        var result = self
        for index in 0..<frames {
            let sum = frame(index).reduce(0, +)
            guard sum > 0 else { continue }
            for pitchClass in 0..<12 { result.values[index * 12 + pitchClass] /= sum }
        }
        return result
    }

    /// The moving average over a time, centred.
    public func smoothed(seconds: Double) -> Chromagram {
        let reach = Int((seconds / hopSeconds / 2).rounded())
        guard reach > 0 else { return self }
        var result = self
        for pitchClass in 0..<12 {
            var sums: [Float] = [0]
            for index in 0..<frames { sums.append(sums[index] + values[index * 12 + pitchClass]) }
            for index in 0..<frames {
                let first = max(index - reach, 0)
                let last = min(index + reach + 1, frames)
                result.values[index * 12 + pitchClass] = max(sums[last] - sums[first], 0) / Float(last - first)
            }
        }
        return result
    }

    /// The music as it would be a number of semitones higher.
    public func transposed(by semitones: Int) -> Chromagram {
        var result = self
        for index in 0..<frames {
            for pitchClass in 0..<12 {
                let target = ((pitchClass + semitones) % 12 + 12) % 12
                result.values[index * 12 + target] = values[index * 12 + pitchClass]
            }
        }
        return result
    }
}
