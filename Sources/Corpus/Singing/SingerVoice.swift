import Foundation
import Music
import Signal

/// A singer as numbers: what stays the same from note to note.
public struct SingerVoice: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case female, male, child
    }

    public var kind: Kind
    /// MIDI pitch in the middle of the range.
    public var center: Int
    /// What formant frequencies of an average man are multiplied by.
    public var tract: Double
    /// 0...1: the part of a period in which the glottis is open.
    public var openQuotient: Double
    /// 0...1: how bright the voice is at its loudest.
    public var brightness: Double
    /// 0...1: how much air is heard.
    public var breathiness: Double
    /// 0...1: how strongly the third to fifth formants draw together (Sundberg 1974).
    public var singersFormant: Double
    /// Relative deviation of periods, and of their loudness.
    public var jitter: Double
    public var shimmer: Double
    /// Hertz.
    public var vibratoRate: Double
    /// Cents to either side.
    public var vibratoDepth: Double
    /// Seconds from the vowel's begin.
    public var vibratoDelay: Double
    /// Cents: standard deviation of a note's mean pitch.
    public var intonationError: Double
    /// Cents: standard deviation of the slow drift.
    public var drift: Double
    /// Seconds from one pitch to the next.
    public var portamento: Double
    /// 0...1: chance that a phrase is begun from below.
    public var scooping: Double
    /// 0...1: how clearly consonants are spoken.
    public var articulation: Double
    /// 0...1: chance that a note goes on with the vowel of the note before.
    public var melisma: Double
    /// 0...1: chance of an audible breath before a phrase.
    public var breathing: Double

    public var registers: VoiceRegisters
    public var habits: VoiceHabits
    public var delivery = Delivery.strict
    /// The place in `cast` of the singer this one was made from; nil for one from elsewhere.
    public var castNumber: Int?

    /// Semitones, a multiple of 12, that bring a melody's median between 7 semitones under and 4 over the middle of
    /// the range: songs lie low in a voice rather than high. 0 without notes.
    public func octaveShift(for melody: [Note]) -> Int {
        guard !melody.isEmpty else { return 0 }
        let pitches = melody.map(\.pitch).sorted()
        let median = pitches[pitches.count / 2]
        return 12 * Int((Double(center + 4 - median) / 12).rounded(.down))
    }
}

extension SingerVoice {
    /// Corpora from before there was a cast know neither registers nor habits.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        kind = try values.decode(Kind.self, forKey: .kind)
        center = try values.decode(Int.self, forKey: .center)
        tract = try values.decode(Double.self, forKey: .tract)
        openQuotient = try values.decode(Double.self, forKey: .openQuotient)
        brightness = try values.decode(Double.self, forKey: .brightness)
        breathiness = try values.decode(Double.self, forKey: .breathiness)
        singersFormant = try values.decode(Double.self, forKey: .singersFormant)
        jitter = try values.decode(Double.self, forKey: .jitter)
        shimmer = try values.decode(Double.self, forKey: .shimmer)
        vibratoRate = try values.decode(Double.self, forKey: .vibratoRate)
        vibratoDepth = try values.decode(Double.self, forKey: .vibratoDepth)
        vibratoDelay = try values.decode(Double.self, forKey: .vibratoDelay)
        intonationError = try values.decode(Double.self, forKey: .intonationError)
        drift = try values.decode(Double.self, forKey: .drift)
        portamento = try values.decode(Double.self, forKey: .portamento)
        scooping = try values.decode(Double.self, forKey: .scooping)
        articulation = try values.decode(Double.self, forKey: .articulation)
        melisma = try values.decode(Double.self, forKey: .melisma)
        breathing = try values.decode(Double.self, forKey: .breathing)
        registers = try values.decodeIfPresent(VoiceRegisters.self, forKey: .registers) ?? .single
        habits = try values.decodeIfPresent(VoiceHabits.self, forKey: .habits) ?? .plain
        delivery = try values.decodeIfPresent(Delivery.self, forKey: .delivery) ?? .strict
        castNumber = try values.decodeIfPresent(Int.self, forKey: .castNumber)
    }
}
