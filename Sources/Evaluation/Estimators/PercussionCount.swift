import Foundation
import Signal

/// How many strokes fall close together: onsets of the percussive part of three ranges of frequency.
///
/// The percussive part is what a median over frequency keeps and one over time drops (D. Fitzgerald, DAFx 2010), on 48 Mel
/// bands. Kick, snare and cymbal struck together count as three.
public struct PercussionCount: Sendable {
    /// Hz between the ranges.
    public var borders = [200.0, 3_000]
    /// Seconds of the span in which strokes are counted.
    public static let span = 0.6
    /// The percussive share of the whole energy below which nobody is playing percussion.
    public var smallestShare: Float = 0.02

    /// The strongest stroke of a range against that of the loudest range, below which it is not looked at.
    public var smallestStroke: Float = 0.05

    private static let bands = 48

    public init() {}

    /// The most strokes within `span`.
    /// - Parameter samples: 24 kHz mono.
    public func mostTogether(in samples: [Float]) -> Int {
        let frontEnd = MelFrontEnd(bands: Self.bands)
        let mel = frontEnd.logMel(samples).map { expf($0) }
        guard mel.frames > 4 else { return 0 }
        var filter = HarmonicFilter()
        filter.timeSpan = 17
        filter.frequencySpan = 9
        let harmonic = filter.apply(to: mel)
        let percussive = zip(mel.values, harmonic.values).map { max($0 - $1, 0) }
        let whole = mel.values.reduce(Float(0)) { $0 + $1 * $1 }
        guard percussive.reduce(Float(0), { $0 + $1 * $1 }) > smallestShare * whole, whole > 0 else { return 0 }
        let top = MelFilterbank.mel(hertz: frontEnd.sampleRate / 2)
        let edges = [0] + borders.map { Int(MelFilterbank.mel(hertz: $0) / top * Double(Self.bands)) } + [Self.bands]
        var picker = OnsetPicker()
        picker.threshold = 0.3
        let strengths = zip(edges, edges.dropFirst()).map { first, last -> [Float] in
            var strength = [Float](repeating: 0, count: mel.frames)
            for frame in 2..<mel.frames {
                for band in first..<last {
                    let rise = percussive[frame * mel.bands + band] - percussive[(frame - 2) * mel.bands + band]
                    strength[frame] += max(rise, 0)
                }
            }
            return strength
        }
        let strongest = strengths.compactMap { $0.max() }.max() ?? 0
        // In a range without strokes of its own only the skirts of others are left.
        let strokes = strengths.filter { ($0.max() ?? 0) > smallestStroke * strongest }.flatMap { strength in
            picker.peaks(of: strength, hopSeconds: mel.hopSeconds).map { Double($0) * mel.hopSeconds }
        }.sorted()
        var most = 0
        var first = 0
        for last in strokes.indices {
            while strokes[last] - strokes[first] > Self.span { first += 1 }
            most = max(most, last - first + 1)
        }
        return most
    }
}
