import Foundation
import Music

/// The major and minor triads of any music: templates on the chroma and the bass, smoothed over time.
///
/// T. Fujishima 1999; the bass as in M. Mauch and S. Dixon, ISMIR 2010; the most likely path where every change has a
/// price (A. Sheh and D. Ellis, ISMIR 2003). Nothing here is trained.
public struct ChordEstimator: Sendable {
    /// Seconds a chord frame; frame n covers n to n + 1.
    public static let step = 0.1
    /// How much the root in the bass counts beside the correlation with the template.
    public var bassWeight: Double = 0.4
    /// Gain of a frame's evidence, and what a change costs on that scale.
    public var sharpness: Double = 6
    public var changePrice: Double = 5

    public init() {}

    static let triads: [Chord] = (0..<24).map {
        Chord(root: PitchClass($0), quality: $0 < 12 ? .major : .minor)
    }

    /// - Parameters: of the same sound.
    /// - Returns: one chord a frame, in the triads; nil where nothing sounds.
    public func chords(chroma: Chromagram, bass: Chromagram) -> [Chord?] {
        let treble = chroma.pooled(seconds: Self.step)
        let low = bass.pooled(seconds: Self.step)
        let scores = treble.indices.map { frame -> [Double]? in
            let tones = treble[frame]
            guard tones.contains(where: { $0 > 0 }) else { return nil }
            let roots = low.indices.contains(frame) ? low[frame] : [Double](repeating: 0, count: 12)
            return Self.triads.indices.map { index in
                sharpness
                    * (PitchClassCorrelation.of(tones, Self.templates[index])
                        + bassWeight * roots[Self.triads[index].root.value])
            }
        }
        return path(scores).map { $0.map { Self.triads[$0] } }
    }

    /// 1 on the triad's tones.
    private static let templates: [[Double]] = triads.map { chord in
        (0..<12).map { chord.pitchClasses.contains(PitchClass($0)) ? 1 : 0 }
    }

    /// Viterbi; silent frames begin anew.
    private func path(_ scores: [[Double]?]) -> [Int?] {
        var result = [Int?](repeating: nil, count: scores.count)
        var start = 0
        while start < scores.count {
            guard scores[start] != nil else {
                start += 1
                continue
            }
            let end = scores[start...].firstIndex { $0 == nil } ?? scores.count
            for (offset, state) in best(scores[start..<end].compactMap { $0 }).enumerated() {
                result[start + offset] = state
            }
            start = end
        }
        return result
    }

    private func best(_ scores: [[Double]]) -> [Int] {
        var totals = scores[0]
        var origins: [[Int]] = []
        for frame in scores.dropFirst() {
            let leader = totals.indices.max { totals[$0] < totals[$1] } ?? 0
            let origin = totals.indices.map { totals[$0] >= totals[leader] - changePrice ? $0 : leader }
            totals = frame.indices.map { max(totals[$0], totals[leader] - changePrice) + frame[$0] }
            origins.append(origin)
        }
        var state = totals.indices.max { totals[$0] < totals[$1] } ?? 0
        var states = [state]
        for origin in origins.reversed() {
            state = origin[state]
            states.append(state)
        }
        return states.reversed()
    }

    /// Frames run together into spans of one chord.
    public static func spans(_ chords: [Chord?]) -> [LeadSheet.Span] {
        var spans: [LeadSheet.Span] = []
        for (frame, chord) in chords.enumerated() {
            let end = Double(frame + 1) * step
            if let last = spans.indices.last, spans[last].chord == chord {
                spans[last].end = end
            } else {
                spans.append(LeadSheet.Span(start: Double(frame) * step, end: end, chord: chord))
            }
        }
        return spans
    }
}

extension Chromagram {
    /// The mean of the shares of the frames centred in each step; 0 where all are silent. Steps without a frame's centre
    /// take the nearest frame.
    func pooled(seconds step: Double) -> [[Double]] {
        let shares = shares()
        let duration = Double(frames) * hopSeconds
        return (0..<Int((duration / step).rounded(.down))).map { index in
            let first = Int((Double(index) * step / hopSeconds).rounded(.up))
            let last = Int((Double(index + 1) * step / hopSeconds).rounded(.up))
            let inside = first < last ? first..<last : first..<(first + 1)
            var sums = [Double](repeating: 0, count: 12)
            var count = 0.0
            for frame in inside where frame < frames {
                count += 1
                for (pitchClass, value) in shares.frame(frame).enumerated() { sums[pitchClass] += Double(value) }
            }
            return count > 0 ? sums.map { $0 / count } : sums
        }
    }
}
