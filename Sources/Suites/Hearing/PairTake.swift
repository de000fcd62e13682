import Corpus
import Evaluation
import Generation
import Listener
import Recipes
import Signal

/// A take for a real vocal, told as much of the truth as its kind says.
package struct PairTake {
    let kind: PairTakeKind
    let clip: PairClip
    /// Counts the seed on, so that every vocal has a band of its own; takes of one vocal share it.
    let number: Int

    package init(kind: PairTakeKind, clip: PairClip, number: Int) {
        self.kind = kind
        self.clip = clip
        self.number = number
    }

    /// - Throws: `ListenerError` where nothing can be heard; what generating throws.
    package func made(
        by system: any GenerationSystem, hearing: VocalHearing, for vocal: AudioBuffer, recipe: Recipe,
        progress: (TakeProgress) throws -> Void = { _ in }
    ) throws -> AudioBuffer {
        var recipe = recipe
        recipe.seed &+= UInt64(number)
        switch kind {
        case .leadSheet: recipe.leadSheet = clip.truth.sheet
        case .grid: recipe.constraints = clip.truth.constraints(telling: [.grid])
        case .vocalAlone, .backing, .otherBacking: break
        }
        return try system.take(of: vocal, recipe: recipe, hearing: hearing, progress: progress).audio
    }
}
