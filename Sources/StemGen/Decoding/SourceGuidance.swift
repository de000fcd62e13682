import Tensors

/// Multi-source classifier-free guidance (Parker et al. 2024, section 2.4):
/// sum_i lambda_i log p(t | c_i) + (1 - sum_i lambda_i) log p(t).
///
/// A term's c_i is a set of sources, so that the three readings of the paper are all values of this type: each source apart
/// (`independent`), all of them together (one term), or one inside the other.
public struct SourceGuidance: Sendable, Equatable {
    public struct Term: Sendable, Equatable {
        public var sources: Set<StemSource>
        /// lambda
        public var weight: Double

        public init(_ sources: Set<StemSource>, weight: Double) {
            self.sources = sources
            self.weight = weight
        }
    }

    /// Of the terms of more than no weight.
    public let terms: [Term]
    /// What the unconditional term is told, too: nothing, or what is not guided.
    public let base: Set<StemSource>

    /// - Parameter base: sources that every pass is told.
    public init(_ terms: [Term], base: Set<StemSource> = []) {
        self.terms = terms.filter { $0.weight != 0 }
        self.base = base
    }

    /// The paper's: the mix and the instrument apart, each with weight 3.
    public static let paper = SourceGuidance([Term([.mix], weight: 3), Term([.instrument], weight: 3)])

    /// All terms' share of the sum.
    private var sum: Double { terms.reduce(0) { $0 + $1.weight } }

    /// Whether a pass without the terms' sources takes part.
    private var hasBase: Bool { terms.isEmpty || abs(1 - sum) > 1e-9 }

    /// What each pass of a step is told; all passes go through the model as one batch.
    public var passes: [Set<StemSource>] { terms.map { $0.sources.union(base) } + (hasBase ? [base] : []) }

    /// Logits of all passes one after another, (passes B, T, K) -> guided log probabilities (B, T, K), not normalised.
    public func callAsFunction(_ logits: Tensor) -> Tensor {
        let parts = logits.logSoftmax().split(passes.count, dimension: 0)
        let weights = terms.map(\.weight) + (hasBase ? [1 - sum] : [])
        return zip(parts, weights).dropFirst().reduce(parts[0] * weights[0]) { $0 + $1.0 * $1.1 }
    }
}
