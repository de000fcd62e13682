import Listener
import Recipes
import Signal

/// A system that plays along with a vocal.
public protocol Generator: Sendable {
    /// What a screen must know of it.
    var description: SystemDescription { get }
    /// Hashes of all weights that decide the sound, for the recipe inside the take.
    var modelHash: String { get }

    /// - Parameters:
    ///   - order: the `part()` of a song's.
    ///   - progress: called at every step; throws to cancel within one step.
    ///   - sections: called as sections are finished, in order, with every stem from the take's beginning to what is
    ///     final, and with the seconds of the vocal at which they begin; sound that was handed over never changes, and
    ///     the take begins with it to the bit.
    func generate(
        for order: TakeOrder, progress: (TakeProgress) throws -> Void,
        sections: (_ stems: [String: AudioBuffer], _ start: Double) throws -> Void
    ) throws -> Accompaniment
}

extension Generator {
    public var name: String { description.name }

    /// A take from noise, handed over as a whole.
    public func generate(
        for vocal: AudioBuffer, recipe: Recipe, progress: (TakeProgress) throws -> Void
    ) throws -> Accompaniment {
        try generate(for: TakeOrder(vocal: vocal, recipe: recipe), progress: progress) { _, _ in }
    }
}
