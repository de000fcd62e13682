import Corpus
import Evaluation
import Generation
import Listener
import Music
import Recipes
import Signal
import StemGen

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
        try system.take(of: vocal, recipe: own(recipe), hearing: hearing, progress: progress).audio
    }

    /// A band of players who listen, one after the other: each hears the vocal and those before, all at one level.
    /// - Parameter system: one with players.
    /// - Returns: the players together, without the vocal.
    package func made(
        by players: [InstrumentFamily], of system: any GenerationSystem, hearing: VocalHearing, for vocal: AudioBuffer,
        recipe: Recipe
    ) throws -> AudioBuffer {
        let rate = RenderedSong.sampleRate
        func sound(_ samples: [Float]) -> AudioBuffer { AudioBuffer(sampleRate: rate, mono: samples) }
        var context = [sound(StemLevel.levelled(try Resampler.resample(vocal, to: rate).mono()))]
        var band: [AudioBuffer] = []
        for player in players {
            var recipe = own(recipe)
            recipe.settings[Parameter.stemFamily.id] = .text(player.rawValue)
            let order = try hearing.order(
                TakeOrder(vocal: vocal, recipe: recipe, context: AudioBuffer.sum(context)))
            let made = try system.perform(order, into: SilentSink())
            let stem = StemLevel.levelled(AudioBuffer.sum(made.stems)?.mono() ?? [])
            context.append(sound(stem))
            band.append(sound(stem))
        }
        return AudioBuffer.sum(band) ?? sound([])
    }

    /// A recipe that says as much of the truth as the take is told.
    private func own(_ recipe: Recipe) -> Recipe {
        var recipe = recipe
        recipe.seed &+= UInt64(number)
        switch kind {
        case .leadSheet: recipe.leadSheet = clip.truth.sheet
        case .grid: recipe.constraints = clip.truth.constraints(telling: [.grid])
        case .vocalAlone, .backing, .otherBacking: break
        }
        return recipe
    }
}
