import Foundation
import Music

/// The best sequence of chords through the harmoniser's posteriors: Viterbi over beats, with changes cheap on downbeats
/// and dear inside the bar.
package struct ChordDecoder {
    let meter: Int
    /// Index of the first beat that is a downbeat.
    let firstDownbeat: Int
    /// Natural-log cost of a change on a downbeat, in the middle of a bar, elsewhere.
    var changeCosts: (down: Float, middle: Float, other: Float) = (0.3, 1.2, 2.5)
    /// Cost of no chord for a beat: a band that is asked to play plays.
    var silenceCost: Float = 2

    package init(meter: Int, firstDownbeat: Int) {
        self.meter = meter
        self.firstDownbeat = firstDownbeat
    }

    /// - Parameters:
    ///   - logarithms: log probabilities of `ChordVocabulary`, a row a half beat.
    ///   - bounds: seconds, one more than rows.
    ///   - fixed: for each beat the state that it must have, or nil; none given fixes nothing.
    package func spans(
        _ logarithms: [[Float]], bounds: [Double], fixed: [Int?] = []
    ) -> [LeadSheet.Span] {
        let beats = logarithms.count / 2
        guard beats > 0 else { return [] }
        let states = ChordVocabulary.count
        var score = emission(logarithms, 0, fixed)
        var origins: [[Int]] = []
        for beat in 1..<max(beats, 1) {
            let best = score.indices.max { score[$0] < score[$1] } ?? 0
            let change = score[best] - cost(beat)
            var origin = [Int](repeating: best, count: states)
            let heard = emission(logarithms, beat, fixed)
            score = (0..<states).map { state in
                let stays = score[state] >= change
                if stays { origin[state] = state }
                return (stays ? score[state] : change) + heard[state]
            }
            origins.append(origin)
        }
        var path = [score.indices.max { score[$0] < score[$1] } ?? 0]
        for origin in origins.reversed() { path.append(origin[path[path.count - 1]]) }
        path.reverse()
        return merged(path, logarithms, bounds)
    }

    private func emission(_ logarithms: [[Float]], _ beat: Int, _ fixed: [Int?]) -> [Float] {
        if beat < fixed.count, let state = fixed[beat] {
            return (0..<ChordVocabulary.count).map { $0 == state ? 0 : -.infinity }
        }
        var sum = zip(logarithms[2 * beat], logarithms[2 * beat + 1]).map { $0 + $1 }
        sum[ChordVocabulary.none] -= silenceCost
        return sum
    }

    private func cost(_ beat: Int) -> Float {
        let place = ((beat - firstDownbeat) % meter + meter) % meter
        if place == 0 { return changeCosts.down }
        return meter % 2 == 0 && place == meter / 2 ? changeCosts.middle : changeCosts.other
    }

    private func merged(_ path: [Int], _ logarithms: [[Float]], _ bounds: [Double]) -> [LeadSheet.Span] {
        var spans: [LeadSheet.Span] = []
        var first = 0
        for beat in 1...path.count where beat == path.count || path[beat] != path[first] {
            let state = path[first]
            var sure: Float = 0
            for half in (2 * first)..<(2 * beat) { sure += exp(logarithms[half][state]) }
            let confidence = Double(sure) / Double(2 * (beat - first))
            let end = bounds[min(2 * beat, bounds.count - 1)]
            let chord = ChordVocabulary.chord(at: state)
            spans.append(.init(start: bounds[2 * first], end: end, chord: chord, confidence: confidence))
            first = beat
        }
        return spans
    }
}
