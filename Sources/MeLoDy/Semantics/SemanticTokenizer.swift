import Foundation
import Listener
import Tensors

/// Semantic tokens (Lam et al. 2023, section 4.1, after AudioLM's): the nearest of K centres to what the listener's encoder
/// hears, standardised and averaged over two of its tokens, 23.4 a second. N tokens.
public struct SemanticTokenizer: Sendable {
    public struct Sizes: Codable, Sendable, Equatable {
        /// Of the listener's features.
        public var width: Int
        /// K.
        public var codes: Int

        public init(width: Int, codes: Int) {
            self.width = width
            self.codes = codes
        }

        /// What is wrong with the numbers; nil when nothing is.
        public var problem: String? {
            width > 0 && codes > 1 ? nil : "width and codes are \(width) and \(codes), not 1 and 2 or more"
        }
    }

    /// The listener's tokens in one of ours.
    public static let stride = 2
    /// Latents of the codec in one of ours.
    public static let latents = 2
    /// Tokens a second.
    public static let rate = Posteriors.rate / Double(stride)

    public let sizes: Sizes
    /// (width)
    let mean: Tensor
    let deviation: Tensor
    /// (K, width)
    public let centres: Tensor

    /// - Parameter statistics: mean and deviation of the listener's features, and features of K tokens, standardised, that
    ///   are the first centres; nil where weights bring them.
    public init(
        _ scope: Scope, _ sizes: Sizes, statistics: (mean: [Float], deviation: [Float], centres: [Float])? = nil
    ) {
        self.sizes = sizes
        mean = scope.constant("mean", [sizes.width], statistics.map { .values($0.mean) } ?? .zeros)
        deviation = scope.constant("deviation", [sizes.width], statistics.map { .values($0.deviation) } ?? .ones)
        centres = scope.parameter(
            "centres", [sizes.codes, sizes.width], statistics.map { .values($0.centres) } ?? .zeros)
    }

    /// Every two tokens' features averaged: `[token * width + feature]` of the listener -> half as many.
    public static func pooled(_ features: [Float], width: Int) -> [Float] {
        let count = features.count / width / stride
        return (0..<count).flatMap { token in
            (0..<width).map { index in
                (0..<stride).reduce(Float(0)) { $0 + features[(token * stride + $1) * width + index] } / Float(stride)
            }
        }
    }

    /// Pooled features (N, width) -> what distances are measured in.
    public func standardised(_ features: Tensor) -> Tensor { (features - mean) / deviation }

    /// Standardised features (N, width) -> codes (N) int64.
    public func nearest(_ x: Tensor) -> Tensor {
        // |x - e|^2 = |x|^2 - 2 x e + |e|^2, of which the first is the same for all e
        (x.matmul(centres.transposed()) * 2 - centres.squared().sum([1])).argmax(-1)
    }

    /// What the listener hears -> tokens.
    public func tokens(of posteriors: Posteriors) throws -> [Int] {
        let pooled = Self.pooled(posteriors.features, width: sizes.width)
        guard !pooled.isEmpty else { return [] }
        return try Engine.withGradients(false) {
            try nearest(standardised(Tensor(pooled, shape: [pooled.count / sizes.width, sizes.width]))).integers()
        }
    }
}
