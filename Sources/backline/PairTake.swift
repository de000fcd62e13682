import Corpus
import Evaluation
import Generation
import Listener
import Recipes
import Signal

/// A take for a real vocal, told as much of the truth as its kind says.
struct PairTake {
    let kind: PairTakeKind
    let clip: PairClip
    /// Counts the seed on, so that every vocal has a band of its own; takes of one vocal share it.
    let number: Int

    /// - Throws: `ListenerError` where nothing can be heard; what generating throws.
    func made(
        by generator: any Generator, for vocal: AudioBuffer, recipe: Recipe, label: String
    ) throws -> AudioBuffer {
        var recipe = recipe
        recipe.seed &+= UInt64(number)
        switch kind {
        case .leadSheet: recipe.leadSheet = clip.truth.sheet
        case .grid: recipe.constraints = clip.truth.constraints(telling: [.grid])
        case .vocalAlone, .backing, .otherBacking: break
        }
        let bar = ProgressBar(label: label, shown: true)
        defer { bar.finish() }
        return try generator.generate(for: vocal, recipe: recipe) { bar.show($0) }.audio
    }
}
