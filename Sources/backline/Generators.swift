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
        var listener: URL?
        var splitter: URL?
    }

    /// - Throws: `GenerationError.unknownSystem`.
    static func check(_ name: String) throws {
        guard names.contains(name) else { throw GenerationError.unknownSystem(name, known: names) }
    }

    /// Loads a system's weights.
    static func make(_ name: String, weights: Weights = .init()) throws -> any Generator {
        switch name {
        case FastSAGGenerator.description.name:
            let listener = try VocalListener.bundled(encoder: weights.listener)
            return try FastSAGGenerator(
                listener: listener, listenerHash: listener.digest,
                model: Checkpoint(contentsOf: weights.model ?? FastSAGModel.bundledWeights),
                vocoder: Checkpoint(contentsOf: weights.vocoder ?? Vocos.bundledWeights),
                splitter: Checkpoint(contentsOf: weights.splitter ?? StemSplitter.bundledWeights))
        default: throw GenerationError.unknownSystem(name, known: names)
        }
    }

    /// What a queue of takes computes with.
    static let systems = GenerationSystems(all, generator: { try make($0) })
}
