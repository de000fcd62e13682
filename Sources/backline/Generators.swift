import Codecs
import FastSAG
import Foundation
import Generation
import Listener
import Recipes
import Tensors

/// The systems that can play along.
enum Generators {
    /// Known without loading anything.
    static let all: [SystemDescription] = [FastSAGGenerator.description]
    static var names: [String] { all.map(\.name) }

    /// Files instead of the weights that come with the program.
    struct Weights {
        var model: URL?
        var vocoder: URL?
        var splitter: URL?
    }

    /// - Throws: `GenerationError.unknownSystem`.
    static func check(_ name: String) throws {
        guard names.contains(name) else { throw GenerationError.unknownSystem(name, known: names) }
    }

    /// Loads a system's weights.
    static func make(_ name: String, weights: Weights = .init()) throws -> any GenerationSystem {
        switch name {
        case FastSAGGenerator.description.name:
            return try FastSAGGenerator(
                model: Checkpoint(contentsOf: weights.model ?? FastSAGModel.bundledWeights),
                vocoder: Checkpoint(contentsOf: weights.vocoder ?? Vocos.bundledWeights),
                splitter: Checkpoint(contentsOf: weights.splitter ?? StemSplitter.bundledWeights))
        default: throw GenerationError.unknownSystem(name, known: names)
        }
    }

    /// Hears with the weights that come with the program, which are loaded when they are first needed.
    static func hearing() -> VocalHearing {
        VocalHearing {
            try Engine.start()
            return try VocalListener.bundled()
        }
    }

    /// What a queue of takes computes with.
    static func systems(hearing: VocalHearing = hearing()) -> GenerationSystems {
        GenerationSystems(all, system: { try make($0) }, hearing: hearing)
    }
}
