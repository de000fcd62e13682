import Foundation
import Music

/// How common a chord is in a key.
///
/// Counted by beats over the annotated chords and keys of the 709 usable training songs of POP909 (numbers 1 to 809) with
/// POP909-CL's corrections, in the excerpts of the first corpus.
enum DegreePrior {
    /// Thousandths of all beats, by semitones above the tonic and in the order of `ChordVocabulary.qualities`.
    static let major: [[Float]] = [
        [226.5, 0.3, 5.6, 6.8, 0.0], [0.6, 0.3, 0.0, 0.1, 0.1], [10.0, 73.1, 2.0, 0.0, 16.2],
        [0.2, 0.3, 0.0, 0.2, 0.1], [8.8, 76.5, 1.3, 0.0, 16.7], [135.0, 5.5, 0.3, 10.7, 0.5],
        [0.9, 2.4, 0.0, 0.0, 0.7], [220.3, 1.9, 8.0, 0.1, 0.3], [2.8, 0.3, 0.0, 0.2, 0.0],
        [8.1, 126.1, 0.9, 0.0, 20.4], [5.5, 0.3, 0.0, 0.4, 0.0], [0.7, 0.8, 0.0, 0.0, 0.4],
    ]
    static let minor: [[Float]] = [
        [27.0, 261.4, 1.3, 0.2, 17.4], [2.9, 0.5, 0.0, 0.0, 0.0], [0.8, 3.3, 0.2, 0.0, 1.5],
        [114.3, 0.0, 0.8, 4.1, 0.2], [0.5, 0.8, 0.2, 0.0, 0.7], [18.7, 95.5, 1.1, 0.3, 9.4],
        [0.2, 0.2, 0.0, 0.0, 0.0], [47.8, 80.0, 4.2, 0.0, 14.1], [110.4, 1.9, 0.0, 9.1, 0.0],
        [0.3, 4.3, 0.0, 0.0, 1.5], [157.7, 1.7, 1.6, 0.0, 0.2], [0.7, 0.3, 0.0, 0.0, 0.1],
    ]
    /// Added to every count, thousandths.
    private static let flattening: Float = 0.5

    /// For each key in the order of `Key.index`: the log probability of every chord of `ChordVocabulary` in it against
    /// its probability in any key; 0 for no chord.
    static let ratios: [[Float]] = {
        let qualities = ChordVocabulary.qualities.count
        // in any key: the quality's share, evenly on all roots
        let anywhere = (0..<qualities).map { quality in
            (major + minor).reduce(0) { $0 + $1[quality] + flattening } / 24
        }
        return (0..<24).map { index in
            let key = Key(index: index)
            let table = key.mode == .major ? major : minor
            return (0..<ChordVocabulary.count).map { chord in
                guard chord < ChordVocabulary.none else { return 0 }
                let degree = (chord / qualities - key.tonic.value + 12) % 12
                let quality = chord % qualities
                return log((table[degree][quality] + flattening) / anywhere[quality])
            }
        }
    }()
}
