import Signal
import StemGen

/// One player's samples through a song: 24 kHz mono, 16 bits a sample, and the gain that brings it to the usual level.
public struct StemTrack: Sendable {
    private let samples: [Int16]
    /// Brings the track's loud parts to `StemLevel.usual`.
    public let gain: Float

    /// - Parameter full: full scale 1.
    init(_ full: [Float]) {
        samples = full.map { Int16(min(max(($0 * 32_768).rounded(), -32_768), 32_767)) }
        gain = StemLevel.gain(full)
    }

    public var count: Int { samples.count }

    /// Whether it plays anywhere.
    var isPlaying: Bool { gain > 0 }

    /// A stretch as it lies in the song.
    func original(_ range: Range<Int>) -> [Float] { samples[range].map { Float($0) / 32_768 } }

    /// A stretch at the usual level.
    func stretch(_ range: Range<Int>) -> [Float] {
        let scale = gain / 32_768
        return samples[range].map { Float($0) * scale }
    }
}
