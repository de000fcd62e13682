import Music
import Signal
import Synchronization

/// Hears recordings, each once: what sounded in the last ones is kept, so that another reading of it (another tempo, a
/// lead sheet that is given) costs no listening. Belongs to whoever orders takes, and is handed on from there.
///
/// Threads: any. A recording is heard by one of them at a time, and who asks for the same one meanwhile gets what was
/// heard; other recordings do not wait for it.
public final class VocalHearing: VocalListening, Sendable {
    private let load: @Sendable () throws -> any EvidenceListening
    private let listener = Mutex<(any EvidenceListening)?>(nil)
    /// The newest last.
    private let recordings = Mutex<[HeardRecording]>([])

    /// Recordings that are kept.
    static let capacity = 2

    /// - Parameter load: called when something is heard first; what it throws is thrown there.
    public init(_ load: @escaping @Sendable () throws -> any EvidenceListening) { self.load = load }

    public convenience init(_ listener: any EvidenceListening) { self.init { listener } }

    /// What is given in the constraints is kept.
    /// - Throws: `ListenerError` when there is nothing to accompany; what loading and hearing throw.
    public func listen(to vocal: AudioBuffer, constraints: ListeningConstraints) throws -> Heard {
        let listener = try loaded()
        let cents = constraints.tuning.map { Tuning(cents: $0).bandCents }
        let evidence = try recording(of: vocal).evidence(in: vocal, relativeTo: cents, by: listener)
        return named(try listener.read(evidence, constraints: constraints), listener)
    }

    /// How the voice moves; what is played to is given. A voice that is silent here is no error: the band plays the lead
    /// sheet through a rest.
    /// - Parameter sheet: in seconds of the vocal; kept as it is.
    /// - Throws: `ListenerError.tooShort`; what loading and hearing throw.
    public func listen(to vocal: AudioBuffer, playing sheet: LeadSheet) throws -> Heard {
        let listener = try loaded()
        // relative to the band's tuning; without one that is A = 440 Hz
        let cents = (sheet.tuning ?? .standard).bandCents
        let evidence = try recording(of: vocal).evidence(in: vocal, relativeTo: cents, by: listener)
        return named(evidence.heard(playing: sheet), listener)
    }

    /// The sung notes, as they sound.
    /// - Throws: `ListenerError` when there is nothing to hear; what loading and hearing throw.
    public func notes(of vocal: AudioBuffer) throws -> [SungNote] {
        let evidence = try recording(of: vocal).anyEvidence(in: vocal, by: loaded())
        guard !evidence.isSilent else { throw ListenerError.silent }
        return evidence.notes
    }

    /// Names the weights of all models that hear; nil where there are none.
    /// - Throws: what loading throws.
    public func digest() throws -> String? { try loaded().digest }

    private func loaded() throws -> any EvidenceListening {
        try listener.withLock { listener in
            if let listener { return listener }
            let loaded = try load()
            listener = loaded
            return loaded
        }
    }

    private func named(_ heard: Heard, _ listener: any EvidenceListening) -> Heard {
        var heard = heard
        heard.listener = listener.digest
        return heard
    }

    private func recording(of vocal: AudioBuffer) -> HeardRecording {
        let fingerprint = HeardRecording.Fingerprint(vocal)
        return recordings.withLock { recordings in
            let known = recordings.firstIndex { $0.fingerprint == fingerprint }.map { recordings.remove(at: $0) }
            let recording = known ?? HeardRecording(fingerprint)
            recordings = recordings.suffix(Self.capacity - 1) + [recording]
            return recording
        }
    }
}

/// What sounded in one recording.
private final class HeardRecording: Sendable {
    /// What tells recordings from one another: two that differ have the same with a chance of 2^-64.
    struct Fingerprint: Equatable {
        private let sampleRate: Double
        private let channels: Int
        private let frames: Int
        private let hash: UInt64

        init(_ audio: AudioBuffer) {
            (sampleRate, channels, frames) = (audio.sampleRate, audio.channelCount, audio.frameCount)
            // FNV-1a by samples; the multiplication by an odd constant loses nothing
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for channel in audio.channels {
                for sample in channel { hash = (hash ^ UInt64(sample.bitPattern)) &* 0x0000_0100_0000_01B3 }
            }
            self.hash = hash
        }
    }

    let fingerprint: Fingerprint
    /// The newest last. Held while it is heard.
    private let known = Mutex<[VocalEvidence]>([])

    /// Relative to its own tuning and to one that is set.
    private static let capacity = 2

    init(_ fingerprint: Fingerprint) { self.fingerprint = fingerprint }

    /// - Parameter cents: as `EvidenceListening.evidence` has them.
    func evidence(
        in vocal: AudioBuffer, relativeTo cents: Double?, by listener: any EvidenceListening
    ) throws -> VocalEvidence {
        try known.withLock { known in
            if let place = known.lastIndex(where: { $0.isRelative(to: cents) }) {
                known.append(known.remove(at: place))
            } else {
                let heard = try listener.evidence(in: vocal, relativeTo: cents, known: known.last)
                known = known.suffix(Self.capacity - 1) + [heard]
            }
            return known[known.count - 1]
        }
    }

    /// In whatever tuning it was heard, or in its own.
    func anyEvidence(in vocal: AudioBuffer, by listener: any EvidenceListening) throws -> VocalEvidence {
        if let known = known.withLock({ $0.last }) { return known }
        return try evidence(in: vocal, relativeTo: nil, by: listener)
    }
}
