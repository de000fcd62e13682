import Foundation

/// How sharp the attacks of resynthesised sound are against those of the real one, at the real one's onsets.
public struct TransientSharpness: Codable, Sendable, Equatable {
    /// Onsets looked at.
    public var onsets: Int
    /// The height of onset strength (`OnsetEnvelope`) within 20 ms, mean over mean: 1 is as sharp.
    public var peaks: Double
    /// The steepest rise of level within 20 ms, dB in 5 ms, mean over mean: 1 is as steep.
    public var slopes: Double
    /// Peak over root mean square in the 50 ms about the onset, mean difference in dB: below 0 is duller.
    public var crest: Double

    /// Samples of a block of level: 2.7 ms; a rise is over two of them.
    private static let block = 64
    /// Blocks and onset frames on either side of an onset.
    private static let blocks = 8
    private static let frames = 2
    /// Onset strengths, as multiples of their mean, that count as onsets, and frames between two of them.
    private static let prominence: Float = 3
    private static let distance = 8

    /// - Parameters: 24 kHz mono, of one length.
    /// - Returns: nil where nothing begins.
    public init?(made: [Float], real: [Float]) {
        let envelopes = (made: OnsetEnvelope(of: made), real: OnsetEnvelope(of: real))
        let found = Self.onsets(envelopes.real.values)
        guard !found.isEmpty, made.count == real.count else { return nil }
        func mean(_ value: (Int) -> Double) -> Double { found.reduce(0) { $0 + value($1) } / Double(found.count) }
        func peak(_ envelope: OnsetEnvelope, _ frame: Int) -> Double {
            Double(
                envelope.values[max(frame - Self.frames, 0)...min(frame + Self.frames, envelope.values.count - 1)]
                    .max() ?? 0)
        }
        func block(_ frame: Int) -> Int {
            Int(envelopes.real.time(ofFrame: frame) * OnsetEnvelope.sampleRate) / Self.block
        }
        let levels = (made: Self.levels(made), real: Self.levels(real))
        func slope(_ levels: [Double], _ frame: Int) -> Double {
            let places = max(block(frame) - Self.blocks, 0)..<min(block(frame) + Self.blocks, levels.count - 2)
            return places.map { levels[$0 + 2] - levels[$0] }.max() ?? 0
        }
        func crest(_ samples: [Float], _ frame: Int) -> Double {
            let centre = block(frame) * Self.block
            let part = samples[max(centre - 600, 0)..<min(centre + 600, samples.count)]
            let power = part.reduce(0) { $0 + Double($1 * $1) } / Double(max(part.count, 1))
            let top = Double(part.reduce(0) { max($0, abs($1)) })
            return 10 * log10((top * top + 1e-12) / (power + 1e-12))
        }
        let realSlope = mean { slope(levels.real, $0) }
        guard realSlope > 0 else { return nil }
        onsets = found.count
        peaks = mean { peak(envelopes.made, $0) } / mean { peak(envelopes.real, $0) }
        slopes = mean { slope(levels.made, $0) } / realSlope
        self.crest = mean { crest(made, $0) - crest(real, $0) }
    }

    /// Frames whose strength stands out.
    private static func onsets(_ values: [Float]) -> [Int] {
        let mean = values.reduce(0, +) / Float(max(values.count, 1))
        return values.indices.filter { frame in
            let around = values[max(frame - distance, 0)...min(frame + distance, values.count - 1)]
            return values[frame] > prominence * mean && values[frame] == around.max()
        }
    }

    /// dB by blocks; nothing is quieter than -80.
    private static func levels(_ samples: [Float]) -> [Double] {
        stride(from: 0, to: samples.count - block + 1, by: block).map { start in
            let power = samples[start..<(start + block)].reduce(0) { $0 + Double($1 * $1) } / Double(block)
            return 10 * log10(power + 1e-8)
        }
    }
}
