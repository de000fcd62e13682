import Foundation
import Music

/// Key and chords together, by beats.
///
/// For each of the 24 keys all sequences of chords are weighed, with the chords' shares in that key (`DegreePrior`) and
/// changes cheap on downbeats and dear inside the bar; the best key's best sequence is taken. Chords and key that the
/// singer fixed are the only ones possible.
package struct HarmonyDecoder {
    let weights: DecodingWeights
    let meter: Int
    /// Index of the first beat that is a downbeat.
    let firstDownbeat: Int

    /// Beats from which on a longer song says no more of its key than a shorter one.
    private static let keyBeats = 64.0

    package struct Result {
        package var chords: [LeadSheet.Span]
        /// The keys with their probabilities, the likeliest first: that of the chords.
        package var keys: [(key: Key, probability: Double)]

        package var key: Key { keys[0].key }
        package var keyConfidence: Double { keys[0].probability }
    }

    package init(weights: DecodingWeights, meter: Int, firstDownbeat: Int) {
        self.weights = weights
        self.meter = meter
        self.firstDownbeat = firstDownbeat
    }

    /// - Parameter fixed: for each beat the chord that it must have, or nil.
    package func decode(_ evidence: HarmonyEvidence, key fixedKey: Key?, fixed: [Int?]) -> Result {
        let beats = evidence.chords.count / 2
        let costs = (0..<beats).map(cost)
        func chain(_ key: Key, sureness: Double = 1) -> ChordChain {
            let degrees = DegreePrior.ratios[key.index]
            let heard = (0..<beats).map { beat -> [Float] in
                if beat < fixed.count, let state = fixed[beat] {
                    return (0..<ChordVocabulary.count).map { $0 == state ? 0 : ChordChain.impossible }
                }
                return (0..<ChordVocabulary.count).map { chord in
                    let silence = chord == ChordVocabulary.none ? weights.silence : 0
                    let both = evidence.chords[2 * beat][chord] + evidence.chords[2 * beat + 1][chord]
                    return Float(sureness)
                        * (both + Float(weights.degrees) * degrees[chord] - Float(silence))
                }
            }
            return ChordChain(heard: heard, costs: costs)
        }
        let keys: [(key: Key, probability: Double)] =
            fixedKey.map { [($0, 1)] } ?? likelyKeys(evidence, beats: beats) { chain($0).total }
        let key = keys[0].key
        let marginals = chain(key, sureness: weights.chordSureness).marginals()
        let spans = spans(chain(key).best(), marginals, evidence)
        return Result(chords: spans, keys: keys)
    }

    /// Never empty.
    private func likelyKeys(
        _ evidence: HarmonyEvidence, beats: Int, _ total: (Key) -> Float
    ) -> [(key: Key, probability: Double)] {
        let share = weights.chordsInKey * min(1, Self.keyBeats / Double(max(beats, 1)))
        let scores = (0..<24).map { evidence.key[$0] + share * Double(total(Key(index: $0))) }
        let best = scores.max() ?? 0
        let shares = scores.map { exp(weights.keySureness * ($0 - best)) }
        let sum = shares.reduce(0, +)
        return shares.indices.sorted { (shares[$0], -$0) > (shares[$1], -$1) }
            .map { (Key(index: $0), shares[$0] / sum) }
    }

    private func cost(_ beat: Int) -> Float {
        let place = ((beat - firstDownbeat) % meter + meter) % meter
        if place == 0 { return Float(weights.changeOnDownbeat) }
        return Float(meter % 2 == 0 && place == meter / 2 ? weights.changeInMiddle : weights.changeElsewhere)
    }

    private func spans(_ path: [Int], _ marginals: [[Float]], _ evidence: HarmonyEvidence) -> [LeadSheet.Span] {
        var spans: [LeadSheet.Span] = []
        var first = 0
        for beat in path.indices.map({ $0 + 1 }) where beat == path.count || path[beat] != path[first] {
            let state = path[first]
            let sure = (first..<beat).reduce(0) { $0 + Double(marginals[$1][state]) } / Double(beat - first)
            var chord = ChordVocabulary.chord(at: state)
            if let plain = chord { chord?.bass = bass(under: plain, evidence.bass[(2 * first)..<(2 * beat)]) }
            spans.append(
                .init(
                    start: evidence.bounds[2 * first], end: evidence.bounds[2 * beat], chord: chord,
                    confidence: min(sure, 1)))
            first = beat
        }
        return spans
    }

    /// The root, unless another tone of the chord is surely the bass.
    private func bass(under chord: Chord, _ cells: ArraySlice<[Float]>) -> PitchClass {
        func mean(_ tone: PitchClass) -> Double {
            cells.reduce(0) { $0 + Double(exp($1[tone.value])) } / Double(max(cells.count, 1))
        }
        return chord.pitchClasses.first { $0 != chord.root && mean($0) >= weights.inversion } ?? chord.root
    }
}
