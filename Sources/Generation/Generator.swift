import Listener
import Signal

/// What a generator is doing.
public struct Progress: Sendable, Equatable {
    public enum Stage: String, Sendable, Codable, CaseIterable {
        case listen, condition, denoise, vocode
    }

    public var stage: Stage
    /// From 1.
    public var section: Int
    public var sections: Int
    /// From 1, in the section.
    public var step: Int
    public var steps: Int

    public init(stage: Stage, section: Int, sections: Int, step: Int, steps: Int) {
        self.stage = stage
        self.section = section
        self.sections = sections
        self.step = step
        self.steps = steps
    }

    /// Share of the whole take that is done, 0...1.
    public var fraction: Double {
        guard stage != .listen else { return 0 }
        let done = Double(section - 1) + Double(step) / Double(max(steps, 1))
        return min(max(done / Double(max(sections, 1)), 0), 1)
    }
}

/// An accompaniment and what it was made from.
public struct Accompaniment: Sendable {
    /// Mono, at the model's rate, as long as the vocal.
    public var audio: AudioBuffer
    public var heard: Heard
    /// Seconds of computing by stage.
    public var stageSeconds: [Progress.Stage: Double]
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
    func generate(for vocal: AudioBuffer, recipe: Recipe, progress: (Progress) throws -> Void) throws -> Accompaniment
}
