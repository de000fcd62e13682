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
    /// Closed lips instead of a vowel.
    var hums: Bool
    /// What comes before the vowel, in order.
    var consonants: [Consonant]
    /// Seconds: the consonants begin that much before `start`.
    var lead: Double
    /// What closes it within its time.
    var coda: Consonant
    /// 0...1: long, loud and first syllables are spoken more clearly.
    var clarity: Double
    /// No rest before it.
    var isTied: Bool
    /// A rest of a third of a second or more, or nothing at all, comes before it.
    var beginsPhrase: Bool
    /// As it is spelt; see `Note.syllable`.
    var spelling: String?
    /// Nothing follows at once.
    var endsPhrase: Bool

    /// Gaps up to this many seconds are sung over.
    private static let bridged = 0.14

    /// Seconds that consonants may take before a vowel.
    private static let longestLead = 0.2

    var length: Double { end - start }

    /// The last consonant before the vowel.
    var approach: Consonant { consonants.last ?? .none }

    /// The consonants before the vowel with their begins and ends.
    var onset: [(consonant: Consonant, start: Double, end: Double)] {
        let shares = consonants.map { ($0.duration.lowerBound + $0.duration.upperBound) / 2 }
        let total = max(shares.reduce(0, +), 1e-6)
        var time = start - lead
        return zip(consonants, shares).map { consonant, share in
            let begin = time
            time += lead * share / total
            return (consonant, begin, time)
        }
    }

    /// One syllable a note; now and then a note carries on the vowel before it.
    static func syllables(of melody: [Note], voice: SingerVoice, generator: inout SeededGenerator) -> [Syllable] {
        let notes = Timing.sung(melody, voice: voice, generator: &generator)
        var diction = Diction(voice: voice)
        var syllables: [Syllable] = []
        for (index, note) in notes.enumerated() {
            let next = index + 1 < notes.count ? notes[index + 1] : nil
            let gap = note.start - (syllables.last?.end ?? -1)
            let following = next.map { $0.start - note.end } ?? 10
            let isTied = gap < bridged
            let beginsPhrase = gap > 0.33
            if beginsPhrase { diction.beginPhrase(generator: &generator) }
            let text = diction.syllable(
                for: note, after: isTied ? syllables.last : nil, beginsPhrase: beginsPhrase,
                endsPhrase: following > bridged, generator: &generator)
            // Consonants take their time from the note before, two fifths of it at most, and never from before the song.
            var lead = text.lead
            if let last = syllables.last { lead = min(lead, max(gap, 0) + last.length * 0.4) }
            lead = min(lead, note.start, longestLead)
            syllables.append(
                Syllable(
                    start: note.start, end: note.end, pitch: note.pitch, velocity: note.velocity, vowel: text.vowel,
                    glide: text.glide, hums: text.hums, consonants: text.consonants, lead: lead, coda: text.coda,
                    clarity: text.clarity, isTied: isTied, beginsPhrase: beginsPhrase, spelling: note.syllable,
                    endsPhrase: following > bridged))
        }
        return syllables
    }

    /// When notes are really sung.
    private enum Timing {
        /// The melody late or early by phrase and by note, shortened or joined; still monophonic and in order.
        static func sung(_ melody: [Note], voice: SingerVoice, generator: inout SeededGenerator) -> [Note] {
            let habits = voice.habits
            let delivery = voice.delivery
            var notes: [Note] = []
            var phrase = 0.0
            var wander: Double?
            for (index, note) in melody.enumerated() {
                let beginsPhrase = index == 0 || note.start - melody[index - 1].end > 0.33
                if delivery.isLoose {
                    let delay = Self.delay(delivery, beginsPhrase: beginsPhrase, wander: &wander, generator: &generator)
                    let previous = notes.last?.start ?? -0.05
                    notes.append(
                        Note(
                            start: max(note.start + delay, previous + 0.05, 0), duration: note.duration,
                            pitch: note.pitch, velocity: note.velocity, syllable: note.syllable))
                    continue
                }
                if beginsPhrase {
                    phrase = habits.delay + generator.normal(standardDeviation: habits.phraseRubato)
                }
                let delay = phrase + generator.normal(standardDeviation: habits.noteRubato)
                let previous = notes.last?.start ?? -0.04
                let start = max(note.start + min(max(delay, -0.04), 0.04), previous + 0.04, 0)
                notes.append(
                    Note(
                        start: start, duration: note.duration, pitch: note.pitch, velocity: note.velocity,
                        syllable: note.syllable))
            }
            for index in notes.indices {
                let length = melody[index].duration
                // Short gaps between written notes are sung over, unless the singer cuts notes short.
                let cut = min(habits.legato * (1 + generator.normal(standardDeviation: 0.06)), 1)
                var end = notes[index].start + length * max(cut, 0.5)
                if index + 1 < notes.count {
                    let next = notes[index + 1].start
                    let written = melody[index + 1].start - melody[index].end
                    let joins = written < Syllable.bridged && length * (1 - cut) + written < Syllable.bridged
                    end = joins ? next : min(end, next)
                }
                notes[index].duration = max(end - notes[index].start, 0.04)
            }
            return notes
        }

        /// Seconds after its time at which a note of a loose singer begins: phrases wander around the lag with a memory of
        /// three phrases and drift while they are sung, notes stand around them.
        private static func delay(
            _ delivery: Delivery, beginsPhrase: Bool, wander: inout Double?, generator: inout SeededGenerator
        ) -> Double {
            let memory = beginsPhrase ? 0.7 : 0.97
            let step = generator.normal(standardDeviation: delivery.phraseDrift)
            let moved = wander.map { memory * $0 + (1 - memory * memory).squareRoot() * step } ?? step
            wander = moved
            let delay = delivery.lag + moved + generator.normal(standardDeviation: delivery.noteSpread)
            return min(max(delay, -Delivery.reach), Delivery.reach)
        }
    }
}
