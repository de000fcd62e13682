import Music
import Signal

/// Hears what a band must know in order to accompany a voice.
public protocol VocalListening {
    /// - Parameter vocal: any sample rate and number of channels.
    /// - Throws: `ListenerError` when there is nothing to accompany; errors of the resampler and of the engine.
    func listen(to vocal: AudioBuffer, constraints: ListeningConstraints) throws -> Heard
}

/// Hears in two steps: first what sounds, which takes long, then what that means under constraints, as often as they
/// change.
public protocol EvidenceListening: VocalListening, Sendable {
    /// Names the weights of all models that hear; nil where there are none.
    var digest: String? { get }

    /// - Parameters:
    ///   - vocal: any sample rate and number of channels.
    ///   - cents: over A = 440 Hz, relative to which harmony is heard; nil is the voice's own tuning.
    ///   - known: of the same vocal in another tuning: how the voice moves need not be heard again.
    /// - Throws: `ListenerError.tooShort`; errors of the resampler and of the engine. A silent vocal is no error: a band
    ///   may be given a lead sheet to play.
    func evidence(in vocal: AudioBuffer, relativeTo cents: Double?, known: VocalEvidence?) throws -> VocalEvidence

    /// Makes a lead sheet of what sounded; what is given in the constraints is kept.
    /// - Parameter evidence: heard relative to the tuning of the constraints, where they give one.
    /// - Throws: `ListenerError` when there is nothing to accompany; errors of the engine.
    func read(_ evidence: VocalEvidence, constraints: ListeningConstraints) throws -> Heard
}

extension EvidenceListening {
    /// Hears a recording that nobody asks about again; `VocalHearing` remembers.
    public func listen(to vocal: AudioBuffer, constraints: ListeningConstraints) throws -> Heard {
        let cents = constraints.tuning.map { Tuning(cents: $0).bandCents }
        return try read(evidence(in: vocal, relativeTo: cents, known: nil), constraints: constraints)
    }
}
