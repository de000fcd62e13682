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

    /// - Throws: a clear sentence for what is missing or wrong in the file.
    public static func read<Value: Decodable>(_ type: Value.Type, from url: URL) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(contentsOf: url))
        } catch let error as DecodingError {
            throw TrainingError.configuration(path: url.path, reason: String(describing: error))
        } catch {
            throw TrainingError.configuration(path: url.path, reason: (error as NSError).localizedDescription)
        }
    }
}
