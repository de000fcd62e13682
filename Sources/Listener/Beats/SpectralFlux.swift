import Foundation
import Signal

/// Onset strength of any sound: the mean positive change of compressed Mel magnitudes.
///
/// S. Boeck and G. Widmer, "Maximum filter vibrato suppression for onset detection", DAFx 2013: the frame is compared
/// with the maximum over three bands of an earlier frame.
public struct SpectralFlux: Sendable {
    /// Frames between the two that are compared: the window of 1024 at hop 256 overlaps its neighbour too much.
    public var lag = 2
    /// Gain before the compression ln(1 + gain m / mean m).
    public var gain: Float = 10

    public init() {}

    /// One value a frame, 0 upwards; frame n says how much begins there. The first `lag` frames are 0.
    public func strength(logMel: Spectrogram) -> [Float] {
        let bands = logMel.bands
        var magnitudes = logMel.values.map { exp($0) }
        let mean = magnitudes.reduce(0, +) / Float(max(magnitudes.count, 1))
        guard mean > 0 else { return [Float](repeating: 0, count: logMel.frames) }
        let scale = gain / mean
        for index in magnitudes.indices { magnitudes[index] = log1p(scale * magnitudes[index]) }
        var strength = [Float](repeating: 0, count: logMel.frames)
        for frame in stride(from: lag, to: logMel.frames, by: 1) {
            let now = frame * bands
            let then = (frame - lag) * bands
            var sum: Float = 0
            for band in 0..<bands {
                var reference = magnitudes[then + band]
                if band > 0 { reference = max(reference, magnitudes[then + band - 1]) }
                if band < bands - 1 { reference = max(reference, magnitudes[then + band + 1]) }
                sum += max(magnitudes[now + band] - reference, 0)
            }
            strength[frame] = sum / Float(bands)
        }
        return strength
    }
}
