import Band
import Foundation

/// Which parts of a band are heard when.
enum PartActivity {
    /// Samples to either side of a token that count with it.
    private static let margin = 768
    /// A part is heard down to this power against the mix of the moment: -30 dB.
    private static let relative = 1e-3
    /// And down to this power at all: -60 dB under full scale.
    private static let absolute = 1e-6

    /// - Parameters:
    ///   - parts: dry; each name once.
    ///   - mix: what they are part of.
    ///   - gain: what both are multiplied by in the finished sound.
    /// - Returns: for each whole token bit i for `Part.Name.allCases[i]`.
    static func bits(of parts: [(name: Part.Name, samples: [Float])], mix: [Float], gain: Float) -> [UInt8] {
        let whole = powers(of: mix, gain: gain)
        var bits = [UInt8](repeating: 0, count: whole.count)
        for (name, samples) in parts {
            guard let place = Part.Name.allCases.firstIndex(of: name) else { continue }
            for (token, power) in powers(of: samples, gain: gain).enumerated()
            where power > absolute && power > relative * whole[token] {
                bits[token] |= 1 << UInt8(place)
            }
        }
        return bits
    }

    /// Mean squares around every token.
    private static func powers(of samples: [Float], gain: Float) -> [Double] {
        var sums = [0.0]
        sums.reserveCapacity(samples.count + 1)
        var sum = 0.0
        for sample in samples {
            sum += Double(sample) * Double(sample)
            sums.append(sum)
        }
        let scale = Double(gain) * Double(gain)
        return (0..<samples.count / RenderedSong.tokenHop).map { token in
            let first = max(token * RenderedSong.tokenHop - margin, 0)
            let last = min((token + 1) * RenderedSong.tokenHop + margin, samples.count)
            return (sums[last] - sums[first]) / Double(last - first) * scale
        }
    }
}
