import Listener
import Recipes
import Tensors

/// How a `GenerationQueue` comes by what computes. The closures are called on the queue's threads when they are first
/// needed.
public struct GenerationSystems: Sendable {
    /// Known without loading anything; the weights of the first are loaded ahead.
    public var descriptions: [SystemDescription]
    /// Opens the compute engine.
    public var start: @Sendable () throws -> Void
    /// Loads a system's weights.
    public var system: @Sendable (_ name: String) throws -> any GenerationSystem
    /// Hears for the queue, and for whoever else shares it.
    public var hearing: VocalHearing

    public init(
        _ descriptions: [SystemDescription], start: @escaping @Sendable () throws -> Void = { try Engine.start() },
        system: @escaping @Sendable (_ name: String) throws -> any GenerationSystem, hearing: VocalHearing
    ) {
        self.descriptions = descriptions
        self.start = start
        self.system = system
        self.hearing = hearing
    }
}
