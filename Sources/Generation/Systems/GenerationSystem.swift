import Recipes

/// A system that answers orders. It is a guest: it is told of everything by the order and hands over all by the sink.
public protocol GenerationSystem: Sendable {
    /// What a screen must know of it, before any weights are loaded.
    static var description: SystemDescription { get }

    /// Hashes of all weights that decide the sound, for the recipe inside the take.
    /// - Parameter listener: of those that heard the vocal; nil where there are none.
    func modelHash(heardBy listener: String?) -> String

    /// Makes a take.
    /// - Parameter sink: is told of every step and gets the sound as it becomes final: in the end all of the take.
    /// - Returns: the take, the same to the bit as what the sink got.
    /// - Throws: what the sink throws, within one step; `RecipeError`, `GenerationError`, errors of the engine.
    func perform(_ order: Order, into sink: any TakeSink) throws -> MadeTake

    /// The making of a take that goes on after what there is (`TakeOrder.goesOn`), in sections.
    /// - Returns: nil from a system that makes takes as a whole only.
    /// - Throws: as `perform`.
    func stream(_ order: Order, into sink: any TakeSink) throws -> (any TakeStream)?
}

extension GenerationSystem {
    public var description: SystemDescription { Self.description }
    public var name: String { Self.description.name }

    public func stream(_ order: Order, into sink: any TakeSink) throws -> (any TakeStream)? { nil }
}
