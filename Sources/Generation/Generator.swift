import Listener
import Recipes
import Signal

/// A system that plays along with a vocal.
public protocol Generator: Sendable {
    /// What a screen must know of it.
    var description: SystemDescription { get }

    /// Hashes of all weights that decide the sound, for the recipe inside the take.
    /// - Parameter listener: of those that heard the vocal; nil where there are none.
    func modelHash(heardBy listener: String?) -> String

    /// - Parameters:
    ///   - progress: called at every step; throws to cancel within one step.
    ///   - sections: called as sections are finished, in order, with every stem from the take's beginning to what is
    ///     final, and with the seconds of the song at which they begin; sound that was handed over never changes, and
    ///     the take begins with it to the bit.
    func generate(
        for order: Order, progress: (TakeProgress) throws -> Void,
        sections: (_ stems: [String: AudioBuffer], _ start: Double) throws -> Void
    ) throws -> Accompaniment
}

extension Generator {
    public var name: String { description.name }

    /// Hears a vocal and makes a take from noise, handed over as a whole.
    public func generate(
        for vocal: AudioBuffer, recipe: Recipe, hearing: VocalHearing, progress: (TakeProgress) throws -> Void
    ) throws -> Accompaniment {
        try generate(for: TakeOrder(vocal: vocal, recipe: recipe), hearing: hearing, progress: progress)
    }

    /// Hears the vocal of an order and makes its take.
    /// - Throws: `RecipeError` before anything is heard; what hearing and generating throw.
    public func generate(
        for take: TakeOrder, hearing: VocalHearing, progress: (TakeProgress) throws -> Void,
        sections: (_ stems: [String: AudioBuffer], _ start: Double) throws -> Void = { _, _ in }
    ) throws -> Accompaniment {
        try take.validate()
        try description.validate(take.recipe)
        try progress(.listening)
        var stopwatch = Stopwatch<TakeProgress.Stage>()
        let order = try hearing.order(take)
        let seconds = stopwatch.lap(.listen)
        var made = try generate(for: order, progress: progress, sections: sections)
        made.stageSeconds[.listen, default: 0] += seconds
        return made
    }
}

extension TakeProgress {
    /// Before anything is made.
    static let listening = TakeProgress(stage: .listen, section: 1, sections: 1, step: 0, steps: 1)
}
