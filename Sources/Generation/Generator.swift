import Listener
import Recipes
import Signal

/// An accompaniment and what it was made from.
public struct Accompaniment: Sendable {
    /// Mono, at the model's rate, as long as the vocal.
    public var audio: AudioBuffer
    public var heard: Heard
    /// Seconds of computing by stage.
    public var stageSeconds: [TakeProgress.Stage: Double]
    /// Seconds at which sections were joined.
    public var joins: [Double]
}

/// A system that plays along with a vocal.
public protocol Generator: Sendable {
    var name: String { get }
    /// Hashes of all weights that decide the sound, for the recipe inside the take.
    var modelHash: String { get }

    /// - Parameters:
    ///   - vocal: any rate and number of channels.
    ///   - progress: called at every step; throws to cancel within one step.
    func generate(for vocal: AudioBuffer, recipe: Recipe, progress: (TakeProgress) throws -> Void) throws
        -> Accompaniment
}
