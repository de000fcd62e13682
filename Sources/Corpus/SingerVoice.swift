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

    /// A singer at random: half women, four in ten men, else a child.
    public init(drawnBy generator: inout SeededGenerator) {
        let draw = generator.uniform()
        let kind: Kind = draw < 0.5 ? .female : draw < 0.9 ? .male : .child
        self.init(kind: kind, drawnBy: &generator)
    }

    public init(kind: Kind, drawnBy generator: inout SeededGenerator) {
        self.kind = kind
        switch kind {
        case .female:
            center = generator.uniform(in: 63..<70)
            tract = generator.uniform(in: 1.10..<1.22)
            openQuotient = generator.uniform(in: 0.55..<0.78)
        case .male:
            center = generator.uniform(in: 52..<60)
            tract = generator.uniform(in: 0.92..<1.06)
            openQuotient = generator.uniform(in: 0.45..<0.68)
        case .child:
            center = generator.uniform(in: 66..<72)
            tract = generator.uniform(in: 1.22..<1.36)
            openQuotient = generator.uniform(in: 0.58..<0.80)
        }
        brightness = generator.uniform(in: 0.15..<0.95)
        breathiness = pow(generator.uniform(), 1.5) * 0.9 + 0.05
        singersFormant = kind == .child ? 0 : pow(generator.uniform(), 2)
        jitter = generator.uniform(in: 0.001..<0.006)
        shimmer = generator.uniform(in: 0.01..<0.06)
        vibratoRate = generator.uniform(in: 4.6..<6.6)
        vibratoDepth = generator.uniform() < 0.25 ? generator.uniform(in: 0..<12) : generator.uniform(in: 15..<70)
        vibratoDelay = generator.uniform(in: 0.15..<0.40)
        intonationError = generator.uniform(in: 4..<22)
        drift = generator.uniform(in: 3..<12)
        portamento = generator.uniform(in: 0.05..<0.14)
        scooping = generator.uniform(in: 0..<0.6)
        articulation = generator.uniform(in: 0.4..<1)
        melisma = generator.uniform(in: 0.03..<0.22)
        breathing = generator.uniform(in: 0.2..<1)
    }

    /// Semitones, a multiple of 12, that bring a melody's median between 7 semitones under and 4 over the middle of
    /// the range: songs lie low in a voice rather than high. 0 without notes.
    public func octaveShift(for melody: [Note]) -> Int {
        guard !melody.isEmpty else { return 0 }
        let pitches = melody.map(\.pitch).sorted()
        let median = pitches[pitches.count / 2]
        return 12 * Int((Double(center + 4 - median) / 12).rounded(.down))
    }
}
