import Foundation
import Tensors

/// How much every feature of a steady grid counts; see `GridFeatures`.
public struct GridWeights: Codable, Sendable, Hashable {
    /// Of what speaks for a period of the beat, and for a phase of it. By the features' names.
    public var tempo: [String: Double]
    public var phase: [String: Double]
    /// How sure the likeliest reading is, by what is known of it: see `GridSureness`.
    public var sureness: GridSureness

    private static let bundledFile = Bundle.module.bundleURL.appendingPathComponent("Weights/grid.json")

    /// Without a fit: the encoder's beats and tempo alone.
    public static let even = GridWeights(
        tempo: ["tempo": 3, "octave2": -2],
        phase: ["beatPhase|1.cos": 1, "beatPhase|2.cos": 0.5, "beats|1.cos": 1],
        sureness: GridSureness(bias: 0, share: 1, activation: 0, notes: 0))

    /// Those that come with the program, fitted on training pairs.
    public static func bundled() throws -> GridWeights {
        try GridWeights(contentsOf: bundledFile)
    }

    /// - Throws: what reading and decoding throw.
    public init(contentsOf file: URL) throws {
        self = try JSONDecoder().decode(GridWeights.self, from: Data(contentsOf: file))
    }

    public init(tempo: [String: Double], phase: [String: Double], sureness: GridSureness) {
        self.tempo = tempo
        self.phase = phase
        self.sureness = sureness
    }

    /// The signals whose features count.
    package var sources: Set<String> {
        Set((Array(tempo.keys) + phase.keys).filter { $0.contains("|") }.map { String($0.prefix { $0 != "|" }) })
    }
}

/// The probability that a reading's beats are right: a logistic regression over a few facts.
public struct GridSureness: Codable, Sendable, Hashable {
    public var bias: Double
    /// Of the log odds of the reading's share among all readings.
    public var share: Double
    /// Of how far the encoder's beats stand out on the grid, nats.
    public var activation: Double
    /// Of the natural logarithm of the number of notes.
    public var notes: Double

    public init(bias: Double, share: Double, activation: Double, notes: Double) {
        self.bias = bias
        self.share = share
        self.activation = activation
        self.notes = notes
    }

    /// What is weighed, in the order of `bias`, `share`, `activation`, `notes`.
    package static func facts(share: Double, activation: Double, notes: Int) -> [Double] {
        let held = min(max(share, 1e-4), 1 - 1e-4)
        return [1, log(held / (1 - held)), activation, log(Double(notes) + 1)]
    }

    func probability(share: Double, activation: Double, notes: Int) -> Double {
        let facts = Self.facts(share: share, activation: activation, notes: notes)
        let sum = zip([bias, self.share, self.activation, self.notes], facts).reduce(0) { $0 + $1.0 * $1.1 }
        return 1 / (1 + exp(-sum))
    }
}
