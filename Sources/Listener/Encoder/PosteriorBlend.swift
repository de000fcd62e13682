import Foundation
import Tensors

/// Posteriors of overlapping windows, averaged as logarithms with weights that fall towards a window's ends.
struct PosteriorBlend {
    private let tokens: Int
    private let width: Int
    private var sums: [[Float]]
    private var features: [Float]
    private var weights: [Float]

    init(tokens: Int, width: Int) {
        self.tokens = tokens
        self.width = width
        sums = EncoderHead.allCases.map { [Float](repeating: 0, count: tokens * $0.size) }
        features = [Float](repeating: 0, count: tokens * width)
        weights = [Float](repeating: 0, count: tokens)
    }

    /// - Parameter output: of one example, as long as the window; what lies beyond the tokens is left out.
    mutating func add(_ output: EncoderNetwork.Output, over window: Range<Int>) throws {
        let fades = window.map { Float(min($0 - window.lowerBound, window.upperBound - 1 - $0) + 1) }
        let kept = window.clamped(to: 0..<tokens)
        for token in kept { weights[token] += fades[token - window.lowerBound] }
        func add(_ values: [Float], size: Int, to sums: inout [Float]) {
            for token in kept {
                let row = token - window.lowerBound
                for index in 0..<size { sums[token * size + index] += fades[row] * values[row * size + index] }
            }
        }
        for (place, head) in EncoderHead.allCases.enumerated() {
            let logits = output[head]
            add(try (head.isExclusive ? logits.logSoftmax() : logits).floats(), size: head.size, to: &sums[place])
        }
        add(try output.features.floats(), size: width, to: &features)
    }

    var posteriors: Posteriors {
        var posteriors = Posteriors(tokens: tokens, width: width)
        for head in EncoderHead.allCases {
            posteriors[head] = averages(sums[head.index], size: head.size)
            if head.isExclusive {
                normalise(&posteriors[head], size: head.size)
            } else {
                posteriors[head] = posteriors[head].map { 1 / (1 + Foundation.exp(-$0)) }
            }
        }
        posteriors.features = averages(features, size: width)
        return posteriors
    }

    private func averages(_ sums: [Float], size: Int) -> [Float] {
        sums.indices.map { sums[$0] / weights[$0 / size] }
    }

    /// The mean of logarithms is no distribution yet.
    private func normalise(_ values: inout [Float], size: Int) {
        for row in stride(from: 0, to: values.count, by: size) {
            let most = values[row..<(row + size)].max() ?? 0
            let sum = values[row..<(row + size)].reduce(Float(0)) { $0 + Foundation.exp($1 - most) }
            let total = most + Foundation.log(sum)
            for index in row..<(row + size) { values[index] -= total }
        }
    }
}
