import Foundation

/// What the encoder hears in a recording, token by token: the evidence that decoders make a lead sheet of.
///
/// A token is 512 samples at 24 kHz; token n is centred on sample 512 n + 256. Arrays of several values a token are laid out
/// token by token. Logarithms are natural.
public struct Posteriors: Sendable {
    /// Samples a token.
    public static let hop = 512
    /// Tokens a second: 46.875.
    public static let rate = 24_000.0 / Double(hop)
    /// MIDI pitch in the middle of pitch bin 0, bins a semitone, bins.
    public static let lowestPitch = 34.0
    public static let binsPerSemitone = 5
    public static let pitchBins = 270
    /// Equal parts of a beat and of a bar; part 0 is centred on the beat and on the downbeat.
    public static let beatParts = 12
    public static let barParts = 16
    /// Tempo bins: `tempoBinsPerOctave` an octave from `lowestTempo` beats a minute (the middle of bin 0) up.
    public static let lowestTempo = 45.0
    public static let tempoBinsPerOctave = 20
    public static let tempoBins = 45
    /// The voice, then `drums, bass, keys, guitar, strings, pad, lead`.
    public static let families = 8

    public let tokens: Int
    /// Probability that someone sings.
    public var voicing: [Float]
    /// Log probability of each pitch bin, given that someone sings (pitchBins).
    public var pitch: [Float]
    /// Probability that a sung note's vowel begins here.
    public var onsets: [Float]
    /// Probability that each pitch class belongs to the harmony (12).
    public var chroma: [Float]
    /// Probability that a beat, a downbeat falls on the token.
    public var beats: [Float]
    public var downbeats: [Float]
    /// Log probability of where in the beat and in the bar the token lies (beatParts, barParts).
    public var beatPhase: [Float]
    public var barPhase: [Float]
    /// Log probability of the tempo around the token (tempoBins).
    public var tempo: [Float]
    /// Log probability of the keys in the order of `Key.index` (24).
    public var key: [Float]
    /// Log probability of `ChordVocabulary` (count) and of the bass (12).
    public var chords: [Float]
    public var bass: [Float]
    /// Probability that each family is heard (families).
    public var activity: [Float]
    /// The encoder's last features: the semantic space (width).
    public var features: [Float]
    public let width: Int

    /// Nothing known: even distributions.
    public init(tokens: Int, width: Int = 0) {
        self.tokens = tokens
        self.width = width
        func flat(_ count: Int) -> [Float] { .init(repeating: -Foundation.log(Float(count)), count: tokens * count) }
        func zeros(_ count: Int = 1) -> [Float] { .init(repeating: 0, count: tokens * count) }
        voicing = zeros()
        pitch = flat(Self.pitchBins)
        onsets = zeros()
        chroma = zeros(12)
        beats = zeros()
        downbeats = zeros()
        beatPhase = flat(Self.beatParts)
        barPhase = flat(Self.barParts)
        tempo = flat(Self.tempoBins)
        key = flat(24)
        chords = flat(ChordVocabulary.count)
        bass = flat(12)
        activity = zeros(Self.families)
        features = zeros(width)
    }

    /// Seconds at the centre of a token.
    public static func time(ofToken token: Int) -> Double { (Double(token) + 0.5) / rate }

    /// Beats a minute in the middle of a tempo bin.
    public static func tempo(ofBin bin: Int) -> Double {
        lowestTempo * pow(2, Double(bin) / Double(tempoBinsPerOctave))
    }

    /// MIDI pitch in the middle of a pitch bin.
    public static func pitch(ofBin bin: Int) -> Double { lowestPitch + Double(bin) / Double(binsPerSemitone) }
}

/// Hears tokens in samples.
public protocol Encoding: Sendable {
    /// - Parameter samples: 24 kHz mono.
    func posteriors(of samples: [Float]) throws -> Posteriors

    /// The same of a voice that lies some cents over A = 440 Hz, heard relative to that.
    func posteriors(of samples: [Float], tuning: Double) throws -> Posteriors

    /// `Posteriors.features` of a token in the middle of silence, which is heard between sounds; empty where none is known.
    func silence() throws -> [Float]
}

extension Encoding {
    public func posteriors(of samples: [Float], tuning: Double) throws -> Posteriors { try posteriors(of: samples) }

    public func silence() throws -> [Float] { [] }
}
