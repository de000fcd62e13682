import Music
import Signal

/// What sounds in a recording, before anybody says what it means: how the voice moves, and what speaks for beats and
/// harmony.
public struct VocalEvidence: Sendable {
    package let pitch: PitchTrack
    /// As they sound, not relative to any tuning.
    package let notes: [SungNote]
    /// One value a Mel frame; see `VocalOnsets`.
    package let onsets: [Float]
    /// Seconds.
    package let duration: Double
    /// Whether there is no sound in it.
    package let isSilent: Bool
    /// The voice's own.
    package let tuning: Tuning
    /// Cents over A = 440 Hz relative to which harmony was heard.
    package let cents: Double
    package let encoded: Encoded?

    /// What the encoder heard.
    package struct Encoded: Sendable {
        package let posteriors: Posteriors
        package let signals: [PulseSignal]
        /// Features of a token of silence.
        package let silence: [Float]
    }

    package init(
        pitch: PitchTrack, notes: [SungNote], onsets: [Float], duration: Double, isSilent: Bool = false,
        tuning: Tuning = .standard, cents: Double = 0, encoded: Encoded? = nil
    ) {
        self.pitch = pitch
        self.notes = notes
        self.onsets = onsets
        self.duration = duration
        self.isSilent = isSilent
        self.tuning = tuning
        self.cents = cents
        self.encoded = encoded
    }

    /// Whether harmony was heard relative to a tuning: the one that is given, else the voice's own.
    /// - Parameter cents: as `Tuning.bandCents`.
    package func isRelative(to cents: Double?) -> Bool { self.cents == cents ?? tuning.bandCents }

    /// How the voice moves, with a lead sheet that is given.
    package func heard(playing sheet: LeadSheet) -> Heard {
        Heard(
            pitch: pitch, notes: notes, onsets: onsets, leadSheet: sheet,
            semantics: encoded?.posteriors.features ?? [], silence: encoded?.silence ?? [])
    }

    /// What speaks for steady grids; nil where no encoder heard.
    /// - Parameter tuning: relative to which notes are taken.
    func grid(relativeTo tuning: Tuning) -> GridEvidence? {
        encoded.map { encoded in
            GridEvidence(
                posteriors: encoded.posteriors, notes: notes.relative(to: tuning), signals: encoded.signals,
                duration: duration)
        }
    }
}
