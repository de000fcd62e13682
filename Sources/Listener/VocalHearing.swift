import Music
import Signal
import Synchronization

/// Hears recordings, each once: what sounded in the last ones is kept, so that another reading of it (another tempo, a
/// lead sheet that is given) costs no listening. Belongs to whoever orders takes, and is handed on from there.
///
/// Threads: any. One hears at a time; who asks for the same recording meanwhile gets what was heard.
public final class VocalHearing: VocalListening, Sendable {
    private struct State {
        var listener: (any EvidenceListening)?
        /// The newest last.
        var known: [(vocal: AudioBuffer, evidence: VocalEvidence)] = []
    }

    private let load: @Sendable () throws -> any EvidenceListening
    private let state = Mutex(State())

    /// A recording relative to its own tuning and to one that is set.
    static let capacity = 2

    /// - Parameter load: called when something is heard first; what it throws is thrown there.
    public init(_ load: @escaping @Sendable () throws -> any EvidenceListening) { self.load = load }

    public convenience init(_ listener: any EvidenceListening) { self.init { listener } }

    /// What is given in the constraints is kept.
    /// - Throws: `ListenerError` when there is nothing to accompany; what loading and hearing throw.
    public func listen(to vocal: AudioBuffer, constraints: ListeningConstraints) throws -> Heard {
        try state.withLock { state in
            let listener = try listener(&state)
            let cents = constraints.tuning.map { Tuning(cents: $0).bandCents }
            let evidence = try evidence(in: vocal, relativeTo: cents, &state)
            return named(try listener.read(evidence, constraints: constraints), listener)
        }
    }

    /// How the voice moves; what is played to is given. A voice that is silent here is no error: the band plays the lead
    /// sheet through a rest.
    /// - Parameter sheet: in seconds of the vocal; kept as it is.
    /// - Throws: `ListenerError.tooShort`; what loading and hearing throw.
    public func listen(to vocal: AudioBuffer, playing sheet: LeadSheet) throws -> Heard {
        try state.withLock { state in
            let listener = try listener(&state)
            // relative to the band's tuning; without one that is A = 440 Hz
            let evidence = try evidence(in: vocal, relativeTo: (sheet.tuning ?? .standard).bandCents, &state)
            return named(evidence.heard(playing: sheet), listener)
        }
    }

    /// The sung notes, as they sound.
    /// - Throws: `ListenerError` when there is nothing to hear; what loading and hearing throw.
    public func notes(of vocal: AudioBuffer) throws -> [SungNote] {
        try state.withLock { state in
            // in whatever tuning it was heard
            let known = state.known.last { $0.vocal == vocal }?.evidence
            let evidence = try known ?? evidence(in: vocal, relativeTo: nil, &state)
            guard !evidence.isSilent else { throw ListenerError.silent }
            return evidence.notes
        }
    }

    /// Names the weights of all models that hear; nil where there are none.
    /// - Throws: what loading throws.
    public func digest() throws -> String? { try state.withLock { try listener(&$0).digest } }

    private func listener(_ state: inout State) throws -> any EvidenceListening {
        if let listener = state.listener { return listener }
        let listener = try load()
        state.listener = listener
        return listener
    }

    private func named(_ heard: Heard, _ listener: any EvidenceListening) -> Heard {
        var heard = heard
        heard.listener = listener.digest
        return heard
    }

    private func evidence(
        in vocal: AudioBuffer, relativeTo cents: Double?, _ state: inout State
    ) throws -> VocalEvidence {
        let same = state.known.indices.filter { state.known[$0].vocal == vocal }
        if let place = same.last(where: { state.known[$0].evidence.isRelative(to: cents) }) {
            state.known.append(state.known.remove(at: place))
            return state.known[state.known.count - 1].evidence
        }
        let known = same.last.map { state.known[$0].evidence }
        let evidence = try listener(&state).evidence(in: vocal, relativeTo: cents, known: known)
        state.known = state.known.suffix(Self.capacity - 1) + [(vocal, evidence)]
        return evidence
    }
}
