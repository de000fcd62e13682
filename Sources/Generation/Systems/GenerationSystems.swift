import Listener
import Recipes
import Tensors

/// How a `GenerationQueue` comes by what computes. Systems are loaded on the queue's threads when they are
/// first needed, and let go when memory is short.
public struct GenerationSystems: Sendable {
    /// The weights of the first are loaded ahead.
    public var registry: SystemRegistry
    /// Opens the compute engine.
    public var start: @Sendable () throws -> Void
    /// Bytes that the machine can still give; nil where nobody knows.
    public var availableMemory: @Sendable () -> Int?
    /// Hears for the queue, and for whoever else shares it.
    public var hearing: VocalHearing

    public init(
        _ registry: SystemRegistry = .standard, start: @escaping @Sendable () throws -> Void = { try Engine.start() },
        hearing: VocalHearing, availableMemory: @escaping @Sendable () -> Int? = { AvailableMemory.bytes }
    ) {
        self.registry = registry
        self.start = start
        self.availableMemory = availableMemory
        self.hearing = hearing
    }
}
