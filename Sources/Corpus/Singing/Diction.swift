import Music
import Signal

/// Chooses what is sung: words mostly, now and then a phrase on one vowel, on "la" or with closed lips.
struct Diction: Sendable {
    /// What a phrase is sung on.
    enum Text: Sendable {
        case words
        case vowel(Vowel)
        case lalling(Consonant, Vowel)
        case hum
    }

    /// A syllable's sounds.
    struct Sounds: Sendable {
        var vowel: Vowel
        var glide: Vowel?
        var hums = false
        var consonants: [Consonant] = []
        /// Seconds of all consonants before the vowel.
        var lead = 0.0
        var coda = Consonant.none
        var clarity = 0.5
    }

    private let voice: SingerVoice
    private let onsets: [(Consonant, Double)]
    private let codas: [(Consonant, Double)]
    private var text = Text.words

    init(voice: SingerVoice) {
        self.voice = voice
        onsets = Consonant.allCases.map { consonant in
            (consonant, consonant == .none ? consonant.weight : consonant.weight * (0.3 + voice.articulation))
        }
        codas = Consonant.allCases.map { ($0, $0.codaWeight) }
    }

    mutating func beginPhrase(generator: inout SeededGenerator) {
        let draw = generator.uniform()
        let habits = voice.habits
        if draw < habits.humming {
            text = .hum
        } else if draw < habits.humming + habits.vocalising {
            let vowel = [Vowel.u, .a, .o, .openO][generator.uniform(in: 0..<4)]
            let consonant = [Consonant.l, .n, .d, .none, .none][generator.uniform(in: 0..<5)]
            text = consonant == .none ? .vowel(vowel) : .lalling(consonant, vowel)
        } else {
            text = .words
        }
    }

    /// - Parameter previous: the syllable that goes over into this one.
    func syllable(
        for note: Note, after previous: Syllable?, beginsPhrase: Bool, endsPhrase: Bool,
        generator: inout SeededGenerator
    ) -> Sounds {
        let loud = Double(note.velocity - 90) / 80
        let clarity = min(
            max(0.35 + 0.5 * note.duration + 0.4 * loud + (beginsPhrase ? 0.2 : 0), 0.15), 1)
        switch text {
        case .hum:
            var sounds = Sounds(vowel: .schwa, hums: true, clarity: clarity)
            if beginsPhrase || generator.uniform() < 0.3 { add(.m, to: &sounds, generator: &generator) }
            return sounds
        case .vowel(let vowel):
            var sounds = Sounds(vowel: vowel, clarity: clarity)
            if beginsPhrase, generator.uniform() < 0.4 { add(.h, to: &sounds, generator: &generator) }
            return sounds
        case .lalling(let consonant, let vowel):
            var sounds = Sounds(vowel: vowel, clarity: clarity)
            add(consonant, to: &sounds, generator: &generator)
            return sounds
        case .words:
            if let spelling = note.syllable {
                return sung(
                    spelling, note, after: previous, endsPhrase: endsPhrase, clarity: clarity, generator: &generator)
            }
            return word(
                for: note, after: previous, endsPhrase: endsPhrase, clarity: clarity, generator: &generator)
        }
    }

    /// What is written: sounds by its letters, or the vowel before where that goes on.
    private func sung(
        _ spelling: String, _ note: Note, after previous: Syllable?, endsPhrase: Bool, clarity: Double,
        generator: inout SeededGenerator
    ) -> Sounds {
        let letters = SpeltSyllable(spelling)
        guard let vowel = letters.vowel ?? previous?.vowel else {
            return word(for: note, after: previous, endsPhrase: endsPhrase, clarity: clarity, generator: &generator)
        }
        var sounds = Sounds(vowel: vowel, clarity: clarity)
        if note.duration > 0.2 { sounds.glide = letters.glide }
        for consonant in letters.onset { add(consonant, to: &sounds, generator: &generator) }
        if letters.onset.count > 1 { sounds.lead *= 0.8 }
        if let coda = letters.coda, note.duration > 0.12 { sounds.coda = coda }
        return sounds
    }

    private func word(
        for note: Note, after previous: Syllable?, endsPhrase: Bool, clarity: Double,
        generator: inout SeededGenerator
    ) -> Sounds {
        let carriesOn = generator.uniform() < voice.melisma
        if let previous, carriesOn { return Sounds(vowel: previous.vowel, clarity: clarity) }
        let isWeak = generator.uniform() > 0.35 + clarity
        let vowels = isWeak ? Vowel.weak : Vowel.allCases
        var sounds = Sounds(vowel: vowels[generator.uniform(in: 0..<vowels.count)], clarity: clarity)
        if generator.uniform() < 0.25, note.duration > 0.25 {
            sounds.glide = [Vowel.i, .u, .schwa][generator.uniform(in: 0..<3)]
        }
        let consonant = Self.choose(onsets, generator: &generator)
        let companions = consonant.companions
        if !companions.isEmpty, generator.uniform() < voice.habits.clusters * (0.4 + clarity) {
            add(companions[generator.uniform(in: 0..<companions.count)], to: &sounds, generator: &generator)
            sounds.lead *= 0.8
        }
        add(consonant, to: &sounds, generator: &generator)
        if note.duration > 0.12, generator.uniform() < voice.habits.codas * (endsPhrase ? 1 : 0.5) {
            sounds.coda = Self.choose(codas, generator: &generator)
        }
        return sounds
    }

    private func add(_ consonant: Consonant, to sounds: inout Sounds, generator: inout SeededGenerator) {
        guard consonant != .none else { return }
        let range = consonant.duration
        let share = 0.6 * generator.uniform() + 0.4 * sounds.clarity
        sounds.lead += range.lowerBound + (range.upperBound - range.lowerBound) * share
        sounds.consonants.append(consonant)
    }

    private static func choose(
        _ weighted: [(Consonant, Double)], generator: inout SeededGenerator
    ) -> Consonant {
        var draw = generator.uniform() * weighted.reduce(0) { $0 + $1.1 }
        for (consonant, weight) in weighted {
            draw -= weight
            if draw < 0 { return consonant }
        }
        return .none
    }
}
