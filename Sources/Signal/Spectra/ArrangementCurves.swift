import Foundation

/// How an accompaniment's Mel goes in the large, a value a Mel frame, each smoothed over about four seconds: how much is
/// struck, how bright it is, how loud it is beside the whole song. What a recipe's density, brightness and level mean.
public struct ArrangementCurves: Sendable {
    /// Mean rise of the log Mel from frame to frame.
    public let density: [Float]
    /// Mean band, weighted by magnitude, in bands.
    public let brightness: [Float]
    /// Mean log Mel less that of the whole song.
    public let level: [Float]

    /// Frames to either side that count: two seconds.
    static let reach = 188
    /// Quieter than this is silence and has no brightness, natural log.
    private static let silence: Float = -8

    /// - Parameter mel: natural log, `[frame * bands + band]`.
    public init(mel: [Float], bands: Int) {
        let frames = mel.count / max(bands, 1)
        var rise = [Double](repeating: 0, count: frames)
        var height = rise
        var weight = rise
        var loudness = rise
        for frame in 0..<frames {
            let start = frame * bands
            for band in 0..<bands {
                let value = max(mel[start + band], MelFrontEnd.logFloor)
                loudness[frame] += Double(value) / Double(bands)
                if frame > 0 {
                    let before = max(mel[start - bands + band], MelFrontEnd.logFloor)
                    rise[frame] += Double(max(0, value - before)) / Double(bands)
                }
                if value > Self.silence {
                    let magnitude = Double(exp(value))
                    weight[frame] += magnitude
                    height[frame] += magnitude * Double(band)
                }
            }
        }
        let mean = loudness.reduce(0, +) / Double(max(frames, 1))
        density = Self.smoothed(rise, over: [Double](repeating: 1, count: frames))
        brightness = Self.smoothed(height, over: weight)
        level = Self.smoothed(loudness.map { $0 - mean }, over: [Double](repeating: 1, count: frames))
    }

    /// The sums around each frame over the sums of the weights there; 0 where there is no weight.
    private static func smoothed(_ values: [Double], over weights: [Double]) -> [Float] {
        func sums(_ values: [Double]) -> [Double] {
            values.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1) }
        }
        let (above, below) = (sums(values), sums(weights))
        return values.indices.map { frame in
            let range = max(frame - reach, 0)..<min(frame + reach + 1, values.count)
            let weight = below[range.upperBound] - below[range.lowerBound]
            return weight > 0 ? Float((above[range.upperBound] - above[range.lowerBound]) / weight) : 0
        }
    }
}
