import Foundation

/// What `backline evaluate notes` finds.
public struct NoteReport: Codable, Sendable, Equatable {
    /// Means over the notes of one kind. Losses are L1 of ln(1 + |STFT|^2) at the level that the model works at.
    public struct Losses: Codable, Sendable, Equatable {
        public var notes = 0
        /// Of instrument, pitch and velocity made into sound.
        public var model = 0.0
        /// Of what the autoencoder gives back.
        public var autoencoder = 0.0
        /// Of the nearest pitch of the same instrument that was trained on, resampled; nil where the note is one of those.
        public var resampled: Double?
        /// Share of notes that the model is nearer to than that.
        public var nearer: Double?
        /// Of silence.
        public var silence = 0.0
    }

    public struct Pitch: Codable, Sendable, Equatable {
        /// Notes whose real sound has a pitch that can be measured.
        public var notes: Int
        /// Cents, without sign, between the made and the real note; nil where none has a pitch.
        public var median: Double?
        /// Nine of ten notes are nearer.
        public var ninth: Double?
    }

    public struct Loudness: Codable, Sendable, Equatable {
        /// Pairs of instrument and pitch that the library has a sound for.
        public var pairs: Int
        /// Velocities of each.
        public var velocities: [Int]
        /// Share of pairs that grow louder with every velocity.
        public var monotonic: Double
        /// The others, as "Flute C4".
        public var exceptions: [String]
    }

    /// Of pairs of instrument and pitch that were trained on, and of those that never were.
    public var seen: Losses
    public var unseen: Losses
    public var seenPitch: Pitch
    public var unseenPitch: Pitch
    public var loudness: Loudness

    /// How much larger the loss is on unseen pairs than on seen ones.
    public var gap: Double { unseen.model / seen.model - 1 }

    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    public var table: String {
        func row(_ name: String, _ a: Double?, _ b: Double?) -> String {
            func cell(_ value: Double?) -> String { value.map { String(format: "%9.4f", $0) } ?? "        -" }
            return name.padding(toLength: 44, withPad: " ", startingAt: 0) + cell(a) + cell(b)
        }
        return [
            "                                                 seen   unseen pairs",
            row("spectral loss, notes of the model", seen.model, unseen.model),
            row("  the autoencoder's reconstruction", seen.autoencoder, unseen.autoencoder),
            row("  the nearest seen pitch, resampled", seen.resampled, unseen.resampled),
            row("  share of notes that the model is nearer to", seen.nearer, unseen.nearer),
            row("  silence", seen.silence, unseen.silence),
            row("pitch error in cents, median", seenPitch.median, unseenPitch.median),
            row("  nine of ten are under", seenPitch.ninth, unseenPitch.ninth),
            String(
                format: "%d and %d notes, %d and %d of them with a pitch; the loss on unseen pairs is %+.1f %%",
                seen.notes, unseen.notes, seenPitch.notes, unseenPitch.notes, 100 * gap),
            String(
                format: "louder with every velocity (%@): %.1f %% of %d pairs",
                loudness.velocities.map(String.init).joined(separator: ", "), 100 * loudness.monotonic, loudness.pairs)
                + (loudness.exceptions.isEmpty ? "" : "; not " + loudness.exceptions.joined(separator: ", ")),
        ].joined(separator: "\n")
    }
}
