import Foundation
import Music

/// One player's samples through a song: 24 kHz mono, 16 bits a sample, and the gain that brings it to the usual level.
public struct StemTrack: Sendable {
    private let samples: [Int16]
    /// Brings the track's loud parts to `usualLevel`.
    public let gain: Float

    /// Root mean square of what plays, of full scale: -23 dB.
    public static let usualLevel: Float = 0.0708
    /// Under it, against the usual level, a stretch is silent: -30 dB.
    static let silence: Float = 0.0316
    /// Samples whose power is taken together.
    private static let block = 1024

    /// - Parameter full: full scale 1.
    init(_ full: [Float]) {
        samples = full.map { Int16(min(max(($0 * 32_768).rounded(), -32_768), 32_767)) }
        gain = Self.gain(full)
    }

    public var count: Int { samples.count }

    /// Whether it plays anywhere.
    var isPlaying: Bool { gain > 0 }

    /// A stretch at the usual level.
    func stretch(_ range: Range<Int>) -> [Float] {
        let scale = gain / 32_768
        return samples[range].map { Float($0) * scale }
    }

    /// What brings samples to the usual level; 0 for silence.
    private static func gain(_ samples: [Float]) -> Float {
        // the mean over blocks that are not far under the loudest, so that rests don't count
        let powers = stride(from: 0, to: samples.count - block + 1, by: block).map { start in
            samples[start..<(start + block)].reduce(Float(0)) { $0 + $1 * $1 } / Float(block)
        }
        let loudest = powers.max() ?? 0
        let playing = powers.filter { $0 > loudest * 0.001 }
        let level = (playing.reduce(0, +) / Float(max(playing.count, 1))).squareRoot()
        return level > 1e-5 ? usualLevel / level : 0
    }

    /// Samples at the usual level.
    static func levelled(_ samples: [Float]) -> [Float] {
        let gain = gain(samples)
        return samples.map { $0 * gain }
    }

    /// Whether a stretch at the usual level is too quiet to learn from.
    static func isSilent(_ stretch: [Float]) -> Bool {
        let power = stretch.reduce(Float(0)) { $0 + $1 * $1 } / Float(max(stretch.count, 1))
        return power.squareRoot() < usualLevel * silence
    }
}
