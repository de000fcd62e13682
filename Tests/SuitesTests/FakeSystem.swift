import Generation
import Listener
import Music
import Recipes
import Signal
import Synchronization

/// Gives the vocal back as the take, and remembers what it was asked.
final class FakeSystem: GenerationSystem {
    static let sampling = Phase("denoise", title: "denoising", pace: .step)
    static let description = SystemDescription(
        name: "fake", title: "Fake", summary: "", stems: ["band"], parameters: [.seed], canVary: false,
        canReroll: false)
    private let asked = Mutex<[Recipe]>([])

    var recipes: [Recipe] { asked.withLock { $0 } }

    func modelHash(heardBy listener: String?) -> String { "hash" }

    func perform(_ order: Order, into sink: any TakeSink) throws -> MadeTake {
        asked.withLock { $0.append(order.recipe) }
        try sink.progress(TakeProgress(phase: Self.sampling, section: 1, sections: 1, step: 1, steps: 1))
        try sink.append(["band": order.take.vocal], from: 0)
        return MadeTake(
            stems: ["band": order.take.vocal], leadSheet: order.span.leadSheet, modelHash: "hash",
            phaseSeconds: [Self.sampling: 2])
    }
}

/// Hears beats, or nothing.
struct FakeListener: EvidenceListening {
    let digest: String? = "ear"
    /// Whether nothing can be heard without a lead sheet.
    var isDeaf = false

    func evidence(
        in vocal: AudioBuffer, relativeTo cents: Double?, known: VocalEvidence?
    ) throws -> VocalEvidence {
        VocalEvidence(
            pitch: PitchTrack(hopSeconds: 256 / 24_000.0, hertz: [], confidence: [], energy: []), notes: [],
            onsets: [], duration: vocal.duration, cents: cents ?? 0)
    }

    func read(_ evidence: VocalEvidence, constraints: ListeningConstraints) throws -> Heard {
        if isDeaf { throw ListenerError.nothingSung }
        return evidence.heard(
            playing: LeadSheet(beats: [0, 1], downbeats: [0], meter: 4, key: Key(index: 0), chords: []))
    }
}
