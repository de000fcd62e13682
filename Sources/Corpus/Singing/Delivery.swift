import Foundation
import Signal

/// How far a singer strays from the page: late or early, phrase by phrase and note by note, and beside the band's
/// tuning. What makes a person of a metronome.
public struct Delivery: Codable, Hashable, Sendable {
    /// Seconds after the beat, on average; negative is early.
    public var lag: Double
    /// Seconds: the standard deviation of whole phrases, which wander slowly, around the lag.
    public var phraseDrift: Double
    /// Seconds: the standard deviation of a note around its phrase.
    public var noteSpread: Double
    /// Cents beside A = 440 Hz.
    public var tuning: Double
    /// Cents by which the tuning moves from the begin to the end; negative sinks.
    public var sinking: Double

    /// Seconds: no note is sung farther from where it is written.
    public static let reach = 0.16

    /// As the page and the voice's own habits have it.
    public static let strict = Delivery(lag: 0, phraseDrift: 0, noteSpread: 0, tuning: 0, sinking: 0)

    public init(lag: Double, phraseDrift: Double, noteSpread: Double, tuning: Double, sinking: Double) {
        self.lag = lag
        self.phraseDrift = phraseDrift
        self.noteSpread = noteSpread
        self.tuning = tuning
        self.sinking = sinking
    }

    /// A quarter of the singers is tight. Tunings lie within a dozen cents, as a listener that estimates the tuning leaves
    /// them; in one song of seven the estimate is wrong.
    public init(drawnBy generator: inout SeededGenerator) {
        let isTight = generator.uniform() < 0.25
        let late = generator.uniform(in: -0.03..<0.06)
        let phrases = generator.uniform(in: 0.005..<0.05)
        let notes = 0.005 + 0.055 * pow(generator.uniform(), 1.3)
        lag = isTight ? 0 : late
        phraseDrift = isTight ? 0 : phrases
        noteSpread = isTight ? 0 : notes
        let residual = min(max(generator.normal(standardDeviation: 12), -30), 30)
        let wrong = generator.uniform(in: -35.0..<35)
        tuning = generator.uniform() < 0.15 ? wrong : residual
        let slope = min(max(generator.normal(standardDeviation: 18), -40), 40)
        sinking = generator.uniform() < 0.4 ? slope : 0
    }

    /// Whether the singer's timing is its own, not the page's.
    var isLoose: Bool { lag != 0 || phraseDrift != 0 || noteSpread != 0 }
}

extension SingerVoice {
    /// The same singer as an amateur or an actor has it: with a delivery of their own, half of them less in tune, with more
    /// scoops, and with more notes on one vowel.
    func untidied(by generator: inout SeededGenerator) -> SingerVoice {
        var voice = self
        voice.delivery = Delivery(drawnBy: &generator)
        let error = generator.uniform(in: 10.0..<35)
        if generator.uniform() < 0.5 { voice.intonationError = error }
        let scoops = generator.uniform(in: 0.2..<1)
        if generator.uniform() < 0.5 { voice.scooping = max(scooping, scoops) }
        let carried = generator.uniform(in: 0.1..<0.45)
        if generator.uniform() < 0.35 { voice.melisma = max(melisma, carried) }
        return voice
    }
}
