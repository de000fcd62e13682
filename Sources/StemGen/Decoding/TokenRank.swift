/// Which of the tokens that a step sampled are kept first (Parker et al. 2024, section 2.4):
/// rho = w_c c(x_n) + w_s (1 - n / N) + w_r U(0, 1).
public struct TokenRank: Sendable, Equatable {
    /// w_c, of the probability c of the sampled token.
    public var confidence: Double
    /// w_s, the causal bias: early tokens first.
    public var order: Double
    /// w_r, of noise.
    public var noise: Double

    public init(confidence: Double, order: Double, noise: Double) {
        self.confidence = confidence
        self.order = order
        self.noise = noise
    }

    public static let paper = TokenRank(confidence: 0.1, order: 0.1, noise: 1)

    /// - Parameters:
    ///   - confidence: c of each of the sequence's N tokens.
    ///   - noise: of each, in [0, 1).
    /// - Returns: rho of each; the highest is kept first.
    public func callAsFunction(confidence: [Float], noise: [Float]) -> [Float] {
        precondition(confidence.count == noise.count)
        let count = Double(confidence.count)
        return confidence.indices.map { index in
            Float(
                self.confidence * Double(confidence[index]) + order * (1 - Double(index) / count)
                    + self.noise * Double(noise[index]))
        }
    }
}
