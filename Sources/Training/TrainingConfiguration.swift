import AudioFiles
import Foundation
import Tensors

/// What every training run is told.
public struct TrainingConfiguration: Codable, Sendable {
    public var seed: UInt64
    public var steps: Int
    public var batch: Int
    public var schedule: LearningRateSchedule
    public var weightDecay: Double
    public var beta2: Double
    public var gradientLimit: Double
    public var averageDecay: Double
    public var logEvery: Int
    public var validateEvery: Int
    public var checkpointMinutes: Double
    /// Linear layers and convolutions in bfloat16 where the machine has it in hardware.
    public var reducedPrecision: Bool

    /// What is wrong with its numbers; nil when nothing is.
    var problem: String? {
        let counts = [("steps", steps), ("batch", batch), ("logEvery", logEvery), ("validateEvery", validateEvery)]
        if let (name, value) = counts.first(where: { $0.1 < 1 }) {
            return "training.\(name) is \(value), not 1 or more"
        }
        return nil
    }
}

/// All that a run of one system is told: the content of a configuration file.
public protocol TrainingRecipe: Decodable {
    var training: TrainingConfiguration { get }
    /// What is wrong with the numbers of this system; nil when nothing is.
    var problem: String? { get }
}

extension TrainingRecipe {
    /// - Throws: `TrainingError.configuration` that says what is missing or wrong in the file.
    public init(contentsOf url: URL) throws {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: url))
        } catch let error as DecodingError {
            throw TrainingError.configuration(path: url.path, reason: error.sentence)
        } catch {
            throw TrainingError.configuration(path: url.path, reason: (error as NSError).localizedDescription)
        }
        if let problem = training.problem ?? problem {
            throw TrainingError.configuration(path: url.path, reason: problem)
        }
    }
}
