import Foundation

/// How a singer shapes notes and words, apart from what the voice sounds like.
public struct VoiceHabits: Codable, Hashable, Sendable {
    /// 0...1: how late in its opening the glottis is widest; later is sharper.
    public var skew: Double
    /// 0...1: how much the loud high notes are pressed and their vowels opened.
    public var belting: Double
    /// Decibels by which the voice is stronger at the top of the spectrum than its resonances make it.
    public var sheen: Double
    /// Decibels: the hiss above 5 kHz that a voice carries, against the voice.
    public var spray: Double
    /// Decibels: the level of hisses and bursts.
    public var sibilance: Double
    /// How far vowels lie from the neutral one against an average speaker.
    public var vowelSpace: Double
    /// What the singer's own mouth multiplies each of the four formants by.
    public var mouth: [Double]
    /// Cents: standard deviation of the unsteadiness within a tenth of a second.
    public var flutter: Double
    /// 0...1: how much rate and depth of the vibrato wander.
    public var vibratoUnrest: Double
    /// Decibels to either side by which vibrato moves the loudness.
    public var tremolo: Double
    /// Share of an interval by which a note's begin shoots over it.
    public var overshoot: Double
    /// Seconds after the beat, on average; negative is early.
    public var delay: Double
    /// Seconds: standard deviation of a phrase's and of a note's own delay.
    public var phraseRubato: Double
    public var noteRubato: Double
    /// 0...1: how much of their written length notes last.
    public var legato: Double
    /// Seconds from silence to full voice where no consonant leads.
    public var attack: Double
    /// 0...1: chances at the end of a phrase: a creak, a fade into air, a fall.
    public var creaking: Double
    public var fading: Double
    public var falling: Double
    /// 0...1: chances that a phrase is hummed, or sung on "ooh", "la" or the like.
    public var humming: Double
    public var vocalising: Double
    /// 0...1: chances of two consonants before a vowel, and of one after it.
    public var clusters: Double
    public var codas: Double
    /// Decibels: how much stronger breaths between phrases are than usual.
    public var breathLevel: Double
    /// 0...1: how much loudness differs between notes.
    public var dynamics: Double

    /// Nothing peculiar.
    public static let plain = VoiceHabits(
        skew: 0, belting: 0, sheen: 0, spray: -80, sibilance: 0, vowelSpace: 1, mouth: [1, 1, 1, 1], flutter: 0,
        vibratoUnrest: 0,
        tremolo: 0,
        overshoot: 0, delay: 0, phraseRubato: 0, noteRubato: 0, legato: 1, attack: 0.06, creaking: 0, fading: 0,
        falling: 0.2, humming: 0, vocalising: 0, clusters: 0, codas: 0, breathLevel: 0, dynamics: 0.5)
}

extension VoiceHabits {
    init(point: inout LatinHypercube.Point) {
        skew = point.uniform()
        belting = max(point.uniform(in: -0.6..<1), 0)
        sheen = point.uniform(in: 0..<13)
        spray = point.uniform(in: -66.0 ..< -36.0)
        sibilance = point.uniform(in: -15..<(-2))
        vowelSpace = point.uniform(in: 0.7..<1.1)
        mouth = (0..<4).map { _ in point.uniform(in: 0.94..<1.06) }
        flutter = 4 * pow(9, point.uniform())
        vibratoUnrest = point.uniform(in: 0.1..<1)
        tremolo = point.uniform(in: 0..<2.2)
        overshoot = max(point.uniform(in: -0.1..<0.25), 0)
        delay = point.uniform(in: -0.012..<0.022)
        phraseRubato = point.uniform(in: 0.002..<0.018)
        noteRubato = point.uniform(in: 0.002..<0.012)
        legato = point.uniform(in: 0.82..<1.08)
        attack = point.uniform(in: 0.008..<0.1)
        creaking = max(point.uniform(in: -0.5..<0.35), 0)
        fading = max(point.uniform(in: -0.3..<0.5), 0)
        falling = point.uniform(in: 0..<0.45)
        humming = max(point.uniform(in: -0.25..<0.2), 0)
        vocalising = max(point.uniform(in: -0.1..<0.35), 0)
        clusters = point.uniform(in: 0.05..<0.3)
        codas = point.uniform(in: 0.1..<0.6)
        breathLevel = point.uniform(in: -10..<8)
        dynamics = point.uniform(in: 0.2..<1)
    }
}
