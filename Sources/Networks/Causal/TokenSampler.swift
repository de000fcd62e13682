import Foundation
import Signal
import Tensors

/// Draws codes by their scores.
public struct TokenSampler: Sendable {
    /// 1 draws by the scores as they are, less favours the likely; 0 takes the likeliest.
    public let temperature: Float
    /// Only the so many likeliest are drawn; nil is all (Fan et al. 2018, arXiv 1805.04833).
    public let topK: Int?
    /// Only the likeliest that together have this probability are drawn; 1 is all (Holtzman et al. 2020, arXiv 1904.09751).
    public let topP: Float
    private var generator: SeededGenerator

    public init(temperature: Float, topK: Int? = nil, topP: Float = 1, seed: UInt64, stream: UInt64 = 0) {
        self.temperature = temperature
        self.topK = topK
        self.topP = topP
        generator = SeededGenerator(seed: seed, stream: stream)
    }

    /// - Parameter logits: (V).
    /// - Throws: `TensorError.notFinite`.
    public mutating func draw(_ logits: Tensor) throws -> Int {
        var weights = try logits.floats()
        let loudest = weights.max() ?? 0
        guard loudest.isFinite else { throw TensorError.notFinite("the codes' scores") }
        guard temperature > 0 else { return weights.firstIndex(of: loudest) ?? 0 }
        var sum: Float = 0
        for index in weights.indices {
            weights[index] = expf((weights[index] - loudest) / temperature)
            sum += weights[index]
        }
        guard sum.isFinite else { throw TensorError.notFinite("the sum of the codes' weights") }
        if topK != nil || topP < 1 { sum = narrow(&weights, sum: sum) }
        var left = Float(generator.uniform()) * sum
        var last = 0
        for (code, weight) in weights.enumerated() where weight > 0 {
            left -= weight
            last = code
            if left < 0 { return code }
        }
        return last
    }

    /// Takes away all but the likeliest.
    /// - Returns: the sum of what is left.
    private func narrow(_ weights: inout [Float], sum: Float) -> Float {
        let order = weights.indices.sorted { weights[$0] > weights[$1] }
        var (kept, left) = (0, Float(0))
        for code in order.prefix(max(topK ?? order.count, 1)) {
            left += weights[code]
            kept += 1
            if left >= topP * sum { break }
        }
        for code in order.dropFirst(kept) { weights[code] = 0 }
        return left
    }
}
