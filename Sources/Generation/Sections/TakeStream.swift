import Recipes

/// A take that goes on and on: its sound comes section after section, whenever the next one is asked for, and what is kept for
/// that does not grow.
public protocol TakeStream: AnyObject {
    /// Makes the next section and hands its sound to the sink.
    /// - Returns: false when there is no more to make.
    /// - Throws: as `GenerationSystem.perform`.
    func next() throws -> Bool

    /// The take as far as it was made; without its sound where the sink keeps that.
    func made() -> MadeTake
}
