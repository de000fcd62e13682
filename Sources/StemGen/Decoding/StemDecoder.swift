import Foundation
import Signal
import Tensors

/// Iterative decoding (Parker et al. 2024, section 2.4): level by level; at each step all masked tokens are sampled, those of
/// the highest rank are kept and the others masked again.
public struct StemDecoder: Sendable, Equatable {
    /// Of each level, coarse to fine.
    public var steps: [Int]
    public var rank: TokenRank
    public var guidance: SourceGuidance
    /// Of the distribution that tokens are sampled from; 0 takes the likeliest.
    public var temperature: Double

    public init(steps: [Int], rank: TokenRank, guidance: SourceGuidance, temperature: Double = 1) {
        self.steps = steps
        self.rank = rank
        self.guidance = guidance
        self.temperature = temperature
    }

    public static let paper = StemDecoder(steps: [128, 64, 32, 32], rank: .paper, guidance: .paper)

    /// Steps of all levels.
    public var stepCount: Int { steps.reduce(0, +) }

    /// - Parameters:
    ///   - input: of one stem, B = 1.
    ///   - given: what is known; stays as it is.
    ///   - generator: of everything random.
    ///   - note: called after each step.
    /// - Returns: codes of every level.
    /// - Throws: what `note` throws, and errors of the engine.
    public func decode<Model: StemTransformer>(
        _ model: Model, _ input: StemInput, given: GivenTokens, generator: inout SeededGenerator,
        note: (_ step: Int) throws -> Void = { _ in }
    ) throws -> [[Int]] {
        precondition(steps.count == model.levels && given.codes.count == model.levels)
        return try Engine.withGradients(false) {
            let passes = guidance.passes
            let context = model.context(input.branches(passes))
            var codes = given.codes
            var step = 0
            for level in 0..<model.levels {
                var masked = given.isMasked
                let count = masked.filter { $0 }.count
                // nothing to make, nothing to compute: the steps are passed all the same
                for turn in 1...max(steps[level], 1) {
                    if count > 0 {
                        let visible = Self.visible(masked, level: level, levels: model.levels)
                        func batched(_ x: Tensor) -> Tensor {
                            .concatenated(Array(repeating: x, count: passes.count), dimension: 0)
                        }
                        let logits = model.logits(
                            level: level,
                            target: codes.map { batched(Tensor($0, shape: [1, given.count])) },
                            visible: visible.map(batched), context: context)
                        let (sampled, confidence) = try sample(
                            guidance(logits), masked: masked, codes: model.codes, &generator)
                        let noise = masked.map { _ in Float(generator.uniform()) }
                        let ranks = rank(confidence: confidence, noise: noise)
                        let kept = UnmaskingSchedule.masked(after: turn, of: max(steps[level], 1), tokens: count)
                        for index in masked.indices where masked[index] { codes[level][index] = sampled[index] }
                        masked = UnmaskingSchedule.stillMasked(masked, ranks: ranks, keeping: kept)
                    }
                    step += 1
                    try note(step)
                }
            }
            return codes
        }
    }

    /// 1 where a token of a level is seen, (1, T, 1) a level: coarser levels wholly, finer ones nowhere, as in training.
    private static func visible(_ masked: [Bool], level: Int, levels: Int) -> [Tensor] {
        (0..<levels).map { other in
            let flags = masked.map { isMasked -> Float in other < level || (other == level && !isMasked) ? 1 : 0 }
            return Tensor(flags, shape: [1, flags.count, 1])
        }
    }

    /// A token for every masked place, and its probability.
    /// - Parameter logits: (1, T, K).
    private func sample(
        _ logits: Tensor, masked: [Bool], codes: Int, _ generator: inout SeededGenerator
    ) throws -> (tokens: [Int], confidence: [Float]) {
        let sharpness = temperature > 0 ? 1 / temperature : 1
        let probabilities = try (logits * sharpness).softmax().floats()
        var tokens = [Int](repeating: 0, count: masked.count)
        var confidence = [Float](repeating: 0, count: masked.count)
        for index in masked.indices where masked[index] {
            let row = probabilities[(index * codes)..<((index + 1) * codes)]
            var chosen = row.startIndex
            if temperature > 0 {
                var left = Float(generator.uniform()) * row.reduce(0, +)
                for place in row.indices {
                    chosen = place
                    left -= row[place]
                    if left < 0 { break }
                }
            } else {
                chosen = row.indices.max { row[$0] < row[$1] } ?? chosen
            }
            tokens[index] = chosen - row.startIndex
            confidence[index] = probabilities[chosen]
        }
        return (tokens, confidence)
    }
}
