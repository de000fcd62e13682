/// What may make the singers of training songs and their recordings as untidy as people are; each can be left away, to see
/// what it does.
public enum Untidiness: String, Codable, CaseIterable, Hashable, Sendable {
    /// Lag, drifting phrases, spread notes, scoops and melismas.
    case timing
    /// Syncopation, triplets and swing in the melody.
    case syncopation
    /// Beside A = 440 Hz, sinking, out of tune.
    case tuning
    /// Doubles, choirs, echoes, rooms, compressors, bleed and gates.
    case studio
    /// Bad microphones, codecs, telephones.
    case microphones
    /// Recorded diphones of festival, where it is installed.
    case festival
}

extension SingerVoice {
    /// With some of what makes a singer untidy, and the rest as it was.
    func keeping(_ parts: Set<Untidiness>, of tidy: SingerVoice) -> SingerVoice {
        var voice = self
        if !parts.contains(.timing) {
            (voice.delivery.lag, voice.delivery.phraseDrift, voice.delivery.noteSpread) = (0, 0, 0)
            (voice.scooping, voice.melisma) = (tidy.scooping, tidy.melisma)
        }
        if !parts.contains(.tuning) {
            (voice.delivery.tuning, voice.delivery.sinking) = (0, 0)
            voice.intonationError = tidy.intonationError
        }
        return voice
    }
}
