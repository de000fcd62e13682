import Generation
import Recipes

/// The systems that can play along.
enum Generators {
    /// Known without loading anything.
    static let all: [SystemDescription] = [FastSAGGenerator.description]
    static var names: [String] { all.map(\.name) }

    /// - Throws: `GenerationError.unknownSystem`.
    static func check(_ name: String) throws {
        guard names.contains(name) else { throw GenerationError.unknownSystem(name, known: names) }
    }

    /// Loads a system's weights.
    static func make(_ name: String) throws -> any Generator {
        switch name {
        case FastSAGGenerator.description.name: return try FastSAGGenerator.bundled()
        default: throw GenerationError.unknownSystem(name, known: names)
        }
    }

    /// What a queue of takes computes with.
    static let systems = GenerationSystems(first: all[0].name, generator: make)
}
