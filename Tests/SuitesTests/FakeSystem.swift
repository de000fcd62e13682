import Generation
import Listener
import Music
import Recipes
import Signal
import Synchronization

/// Gives the vocal back as the take, and remembers what it was asked.
final class FakeSystem: Generator {
    let description = SystemDescription(
        name: "fake", title: "Fake", summary: "", stems: ["band"], parameters: [.seed], canVary: false,
        canReroll: false)
    let modelHash = "hash"
    /// Whether nothing can be heard without a lead sheet.
    private let isDeaf: Bool
    private let asked = Mutex<[Recipe]>([])

    var recipes: [Recipe] { asked.withLock { $0 } }

    init(isDeaf: Bool = false) { self.isDeaf = isDeaf }

    func generate(
        for order: TakeOrder, progress: (TakeProgress) throws -> Void,
        sections: (_ stems: [String: AudioBuffer], _ start: Double) throws -> Void
    ) throws -> Accompaniment {
        asked.withLock { $0.append(order.recipe) }
        try progress(TakeProgress(stage: .denoise, section: 1, sections: 1, step: 1, steps: 1))
        if isDeaf, order.recipe.leadSheet == nil { throw ListenerError.nothingSung }
        let sheet =
            order.recipe.leadSheet
            ?? LeadSheet(beats: [0, 1], downbeats: [0], meter: 4, key: Key(index: 0), chords: [])
        return Accompaniment(
            take: MadeTake(stems: ["band": order.vocal], leadSheet: sheet, modelHash: modelHash),
            heard: Heard(
                pitch: PitchTrack(hopSeconds: 0.01, hertz: [], confidence: [], energy: []), notes: [], onsets: [],
                leadSheet: sheet), stageSeconds: [.denoise: 2])
    }
}
