import Foundation
import Signal
import Tensors

/// Draws codes by their scores.
struct TokenSampler {
    /// 1 draws by the scores as they are, less favours the likely.
    let temperature: Float
    private var generator: SeededGenerator

    init(temperature: Float, seed: UInt64) {
        self.temperature = temperature
        generator = SeededGenerator(seed: seed)
    }

    /// - Parameter logits: (V).
    mutating func draw(_ logits: Tensor) throws -> Int {
        var weights = try logits.floats()
        let loudest = weights.max() ?? 0
        var sum: Float = 0
        for index in weights.indices {
            weights[index] = expf((weights[index] - loudest) / temperature)
            sum += weights[index]
        }
        guard sum.isFinite else { throw TensorError.notFinite("the sum of the codes' weights") }
        var left = Float(generator.uniform()) * sum
        for (code, weight) in weights.enumerated() {
            left -= weight
            if left < 0 { return code }
        }
        return weights.count - 1
    }
}
