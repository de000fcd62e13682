import Music
import Signal

/// A melody note with what is sung on it.
struct Syllable: Sendable {
    var start: Double
    var end: Double
    var pitch: Int
    var velocity: Int
    var vowel: Vowel
    /// Where the vowel moves to in its second half.
    var glide: Vowel?
    var consonant: Consonant
    /// Seconds: the consonant begins that much before `start`.
    var lead: Double
    /// No rest before it.
    var isTied: Bool
    /// A rest of a third of a second or more, or nothing at all, comes before it.
    var beginsPhrase: Bool
    /// Nothing follows at once.
    var endsPhrase: Bool
    /// Ends on a hum.
    var closesWithNasal: Bool

    /// One syllable a note; now and then a note carries on the vowel before it.
    static func syllables(of melody: [Note], voice: SingerVoice, generator: inout SeededGenerator) -> [Syllable] {
        let weights = Consonant.allCases.map { consonant in
            consonant == .none ? consonant.weight : consonant.weight * (0.3 + voice.articulation)
        }
        let total = weights.reduce(0, +)
        var syllables: [Syllable] = []
        for (index, note) in melody.enumerated() {
            let next = index + 1 < melody.count ? melody[index + 1] : nil
            let bridged = 0.14
            let gap = note.start - (syllables.last?.end ?? -1)
            let isTied = gap < bridged
            // Short gaps between written notes are sung over.
            var end = note.end
            if let next, next.start - end < bridged { end = next.start }
            let following = next.map { $0.start - end } ?? 10
            let glides = generator.uniform() < 0.25 && end - note.start > 0.25
            let target = [Vowel.i, .u, .schwa][generator.uniform(in: 0..<3)]
            var vowel = Vowel.allCases[generator.uniform(in: 0..<Vowel.allCases.count)]
            var consonant = Consonant.none
            var draw = generator.uniform() * total
            for (candidate, weight) in zip(Consonant.allCases, weights) {
                draw -= weight
                if draw < 0 {
                    consonant = candidate
                    break
                }
            }
            let carriesOn = generator.uniform() < voice.melisma
            if let last = syllables.last, isTied, carriesOn {
                vowel = last.vowel
                consonant = .none
            }
            let range = consonant.duration
            var lead = range.lowerBound + (range.upperBound - range.lowerBound) * generator.uniform()
            // A consonant takes its time from the note before, two fifths of it at most, and never from before the song.
            if let last = syllables.last { lead = min(lead, max(gap, 0) + (last.end - last.start) * 0.4) }
            lead = min(lead, note.start)
            let closes = generator.uniform() < 0.15
            syllables.append(
                Syllable(
                    start: note.start, end: max(end, note.start + 0.04), pitch: note.pitch, velocity: note.velocity,
                    vowel: vowel, glide: glides ? target : nil, consonant: consonant, lead: lead, isTied: isTied,
                    beginsPhrase: gap > 0.33,
                    endsPhrase: following > bridged, closesWithNasal: following > 0.33 && closes))
        }
        return syllables
    }
}
