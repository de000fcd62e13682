import Foundation
import Signal

/// What is heard in an accompaniment, a frame a token (1024 samples at 24 kHz): chroma (12), bass chroma (12), level and
/// rise of level in three bands (6). The semantic space that the projection aims at until a trained listener gives one.
public struct AccompanimentFeatures: Sendable {
    public static let count = 30
    static let hop = 1024
    static let window = 4096

    public let frameCount: Int
    /// `values[frame * count + feature]`
    public let values: [Float]

    /// - Parameter samples: 24 kHz mono.
    public init(_ samples: [Float]) {
        let frames = max(0, samples.count / Self.hop)
        // frame n is centred where the four Mel frames of token n are: at sample n * 1024 + 512
        let lead = Self.window / 2 - Self.hop / 2
        let padded = [Float](repeating: 0, count: lead) + samples + [Float](repeating: 0, count: Self.window)
        let spectrogram = ShortTimeFourier(windowLength: Self.window, hop: Self.hop).spectrum(of: padded)
            .spectrogram(sampleRate: 24_000)
        let binHertz = 24_000 / Float(Self.window)
        var values = [Float](repeating: 0, count: frames * Self.count)
        var previous = [Float](repeating: 0, count: 3)
        for frame in 0..<min(frames, spectrogram.frames) {
            let start = frame * Self.count
            var levels = [Float](repeating: 1e-5, count: 3)
            for bin in 3..<spectrogram.bands {
                let hertz = Float(bin) * binHertz
                let magnitude = spectrogram.values[frame * spectrogram.bands + bin]
                let power = magnitude * magnitude
                levels[hertz < 250 ? 0 : hertz < 2500 ? 1 : 2] += power
                guard hertz < 2100 else { continue }
                let midi = Int((69 + 12 * log2(hertz / 440)).rounded())
                let offset = hertz < 170 ? 12 : 0
                values[start + offset + ((midi % 12) + 12) % 12] += magnitude
            }
            for part in [0, 12] {
                let loudest = values[(start + part)..<(start + part + 12)].max() ?? 0
                for index in 0..<12 { values[start + part + index] /= max(loudest, 0.05) }
            }
            for band in 0..<3 {
                let level = log(levels[band]) / 6
                values[start + 24 + band] = level
                values[start + 27 + band] = frame == 0 ? 0 : max(0, level - previous[band]) * 3
                previous[band] = level
            }
        }
        frameCount = frames
        self.values = values
    }
}
