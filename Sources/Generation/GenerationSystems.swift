import Listener
import Recipes
import Tensors

/// How a `GenerationQueue` comes by what computes. Each is called on the queue's threads when it is first needed.
public struct GenerationSystems: Sendable {
    /// Known without loading anything; the weights of the first are loaded ahead.
    public var descriptions: [SystemDescription]
    /// Opens the compute engine.
    public var start: @Sendable () throws -> Void
    /// Loads a system's weights.
    public var generator: @Sendable (_ name: String) throws -> any Generator
    public var listener: @Sendable () throws -> any VocalListening & Sendable

    public init(
        _ descriptions: [SystemDescription], start: @escaping @Sendable () throws -> Void = { try Engine.start() },
        generator: @escaping @Sendable (_ name: String) throws -> any Generator,
        listener: @escaping @Sendable () throws -> any VocalListening & Sendable = {
            try VocalListener.bundled()
        }
    ) {
        self.descriptions = descriptions
        self.start = start
        self.generator = generator
        self.listener = listener
    }
}
