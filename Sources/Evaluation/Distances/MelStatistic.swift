import Foundation
import Signal

/// A fixed description of a second of sound that no one trained: level, spread and movement of 32 log-Mel bands, smoothed
/// over the bands by leading cosines. 32 axes a window of 1 s, a window every half second.
///
/// Level: the first 16 coefficients of the orthonormal cosine transform (DCT-II) over the bands of the mean. Spread and
/// movement: the first 8 of the standard deviation and of the root mean square change over 43 ms. The sound is first
/// brought to one RMS, since loudness is measured elsewhere.
public struct MelStatistic: Embedding {
    public let name = "mel"
    public let explanation = "level, spread and movement of 32 log-Mel bands a second, 32 fixed axes; nobody trained it"

    private static let bands = 32
    private static let levels = 16
    private static let movements = 8
    /// Seconds.
    private static let window = 1.0
    private static let hop = 0.5
    /// Frames of the Mel front end over which movement is measured: 43 ms.
    private static let lag = 4
    /// Linear RMS every sound is brought to; -20 dB.
    private static let level: Float = 0.1
    /// Log magnitude below which there is silence.
    private static let floor: Float = -7

    private let frontEnd = MelFrontEnd(bands: MelStatistic.bands)
    private let cosines: [[Float]]

    public init() {
        let count = Float(Self.bands)
        cosines = (0..<Self.levels).map { order in
            (0..<Self.bands).map { band in
                (order == 0 ? (1 / count).squareRoot() : (2 / count).squareRoot())
                    * cosf(.pi * Float(order) * (Float(band) + 0.5) / count)
            }
        }
    }

    public func embed(_ samples: [Float]) -> EmbeddedClip {
        let square = samples.reduce(Double(0)) { $0 + Double($1) * Double($1) } / Double(max(samples.count, 1))
        let gain = square > 0 ? Self.level / Float(square.squareRoot()) : 1
        // A sound shorter than a window ends in silence.
        let wanted = max(Int(Self.window * frontEnd.sampleRate), samples.count)
        let scaled = samples.map { $0 * gain } + [Float](repeating: 0, count: wanted - samples.count)
        let mel = frontEnd.logMel(scaled).map { max($0, Self.floor) }
        let length = min(Int(Self.window / mel.hopSeconds), mel.frames)
        let step = Int(Self.hop / mel.hopSeconds)
        let values = stride(from: 0, through: mel.frames - length, by: step).flatMap { point(mel, $0..<($0 + length)) }
        return EmbeddedClip(dimension: Self.levels + 2 * Self.movements, values: values)
    }

    private func point(_ mel: Spectrogram, _ frames: Range<Int>) -> [Float] {
        var means: [Float] = []
        var deviations: [Float] = []
        var changes: [Float] = []
        for band in 0..<mel.bands {
            let values = frames.map { mel[$0, band] }
            let mean = values.reduce(0, +) / Float(values.count)
            means.append(mean)
            deviations.append((values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(values.count)).squareRoot())
            let moved = zip(values, values.dropFirst(Self.lag)).reduce(Float(0)) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) }
            changes.append((moved / Float(max(values.count - Self.lag, 1))).squareRoot())
        }
        return transformed(means, Self.levels) + transformed(deviations, Self.movements)
            + transformed(changes, Self.movements)
    }

    private func transformed(_ values: [Float], _ count: Int) -> [Float] {
        cosines[..<count].map { cosine in zip(cosine, values).reduce(0) { $0 + $1.0 * $1.1 } }
    }
}
