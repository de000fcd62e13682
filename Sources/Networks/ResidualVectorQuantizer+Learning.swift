import Foundation
import Signal
import Tensors

extension ResidualVectorQuantizer {
    /// How codebooks follow what is quantised.
    public struct Learning: Codable, Sendable, Equatable {
        /// Of the moving averages, 0..<1.
        public var decay: Double
        /// A vector that is nearest less often than this share of the mean starts again in a place of the batch.
        public var restartBelow: Double

        public init(decay: Double, restartBelow: Double) {
            self.decay = decay
            self.restartBelow = restartBelow
        }

        /// What is wrong with the numbers; nil when nothing is.
        public var problem: String? {
            if !(0..<1).contains(decay) { return "decay is \(decay), not 0 or more and under 1" }
            return (0..<1).contains(restartBelow) ? nil : "restartBelow is \(restartBelow), not 0 or more and under 1"
        }
    }

    /// Moves every codebook towards what it quantises (van den Oord et al. 2017, arXiv 1711.00937, appendix A.1), with
    /// Laplace smoothing and restarts as in EnCodec. The first batch fills them. No gradients.
    /// - Parameters:
    ///   - latents: (..., D).
    ///   - generator: chooses the places of restarts, more likely those that are badly quantised: a place that a vector
    ///     already meets, as silence, gets no second one.
    /// - Returns: how many vectors started again at each level.
    @discardableResult
    public func learn(
        _ latents: Tensor, _ learning: Learning, generator: inout SeededGenerator
    ) throws -> [Int] {
        try Engine.withGradients(false) {
            var residual = latents.detached().reshaped([-1, sizes.width])
            return try (0..<sizes.levels).map { level in
                let rows = try residual.floats()
                if try isFilled[level].item() == 0 { try fill(level, rows, &generator) }
                let restarts = try follow(level, residual, rows, learning, &generator)
                residual = residual - vectors(nearest(residual, level: level), level: level)
                return restarts
            }
        }
    }

    private func fill(_ level: Int, _ rows: [Float], _ generator: inout SeededGenerator) throws {
        let (count, width) = (rows.count / sizes.width, sizes.width)
        var book: [Float] = []
        book.reserveCapacity(sizes.codes * width)
        for _ in 0..<sizes.codes {
            let row = generator.uniform(in: 0..<count)
            book += rows[(row * width)..<((row + 1) * width)]
        }
        let vectors = Tensor(book, shape: [sizes.codes, width], device: codebooks[level].device)
        let use = Double(count) / Double(sizes.codes)
        try codebooks[level].assign(vectors)
        try sums[level].assign(vectors * use)
        try uses[level].assign(.full([sizes.codes], use, device: vectors.device))
        try isFilled[level].assign(.ones([1], device: vectors.device))
    }

    private func follow(
        _ level: Int, _ residual: Tensor, _ rows: [Float], _ learning: Learning, _ generator: inout SeededGenerator
    ) throws -> Int {
        let width = sizes.width
        let codes = nearest(residual, level: level)
        let chosen = try codes.integers()
        var use = try uses[level].floats()
        var sum = try sums[level].floats()
        let (keep, take) = (Float(learning.decay), Float(1 - learning.decay))
        for code in use.indices { use[code] *= keep }
        for index in sum.indices { sum[index] *= keep }
        for (row, code) in chosen.enumerated() {
            use[code] += take
            for index in 0..<width { sum[code * width + index] += take * rows[row * width + index] }
        }
        let total = use.reduce(0, +)
        let mean = total / Float(sizes.codes)
        let forgotten = use.indices.filter { use[$0] < Float(learning.restartBelow) * mean }
        if !forgotten.isEmpty {
            let places = try Places(
                errors: (residual - vectors(codes, level: level)).squared().sum([1]).sqrt().floats())
            for code in forgotten {
                let row = places.draw(&generator)
                use[code] = mean
                for index in 0..<width { sum[code * width + index] = mean * rows[row * width + index] }
            }
        }
        var book = [Float](repeating: 0, count: sum.count)
        for code in use.indices {
            let smoothed = (use[code] + Self.smoothing) / (total + Float(sizes.codes) * Self.smoothing) * total
            for index in 0..<width { book[code * width + index] = sum[code * width + index] / max(smoothed, 1e-12) }
        }
        let device = codebooks[level].device
        try uses[level].assign(Tensor(use, device: device))
        try sums[level].assign(Tensor(sum, shape: [sizes.codes, width], device: device))
        try codebooks[level].assign(Tensor(book, shape: [sizes.codes, width], device: device))
        return forgotten.count
    }

    /// EnCodec's epsilon.
    private static let smoothing: Float = 1e-5

    /// Draws rows of a batch with the chances of their quantisation errors.
    private struct Places {
        private let sums: [Float]

        init(errors: [Float]) {
            var sum: Float = 0
            sums = errors.map { error in
                sum += error
                return sum
            }
        }

        func draw(_ generator: inout SeededGenerator) -> Int {
            guard let all = sums.last, all > 0 else { return generator.uniform(in: 0..<max(sums.count, 1)) }
            let wanted = Float(generator.uniform()) * all
            var (low, high) = (0, sums.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if sums[middle] > wanted { high = middle } else { low = middle + 1 }
            }
            return low
        }
    }

    /// How many codes of a level are in use, as if all were used alike: the exponential of their entropy, 1...K.
    public static func perplexity(_ codes: [Int], of count: Int) -> Double {
        var uses = [Double](repeating: 0, count: count)
        for code in codes { uses[code] += 1 }
        let total = Double(max(codes.count, 1))
        let entropy = uses.filter { $0 > 0 }.reduce(0.0) { $0 - $1 / total * Foundation.log($1 / total) }
        return Foundation.exp(entropy)
    }
}
