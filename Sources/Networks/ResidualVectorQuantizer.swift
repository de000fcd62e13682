import Tensors

/// Residual vector quantiser (Zeghidour et al. 2021, SoundStream, arXiv 2107.03312, section III-C) under EnCodec's keys:
/// every level quantises what the levels before it left. D numbers a position, codes 0..<K a level.
///
/// Codebooks are buffers: no gradient reaches them, they follow what is quantised (`learn`).
public struct ResidualVectorQuantizer: Sendable {
    public struct Sizes: Codable, Sendable, Equatable {
        public var levels: Int
        /// Vectors in a codebook.
        public var codes: Int
        /// Numbers in a vector.
        public var width: Int

        public init(levels: Int, codes: Int, width: Int) {
            self.levels = levels
            self.codes = codes
            self.width = width
        }

        /// What is wrong with the numbers; nil when nothing is.
        public var problem: String? {
            levels > 0 && codes > 1 && width > 0
                ? nil : "levels, codes and width are \(levels), \(codes) and \(width), not 1, 2 and 1 or more"
        }
    }

    public let sizes: Sizes
    /// A codebook a level, (K, D).
    public let codebooks: [Tensor]
    /// Moving averages of how often each vector was nearest, (K), and of the sums of what it was nearest to, (K, D).
    let uses: [Tensor]
    let sums: [Tensor]
    /// 1 once the codebooks were filled from a batch, (1).
    let isFilled: [Tensor]

    public init(_ scope: Scope, _ sizes: Sizes) {
        self.sizes = sizes
        let books = (0..<sizes.levels).map { scope["layers"][$0]["codebook"] }
        isFilled = books.map { $0.constant("inited", [1], .zeros) }
        uses = books.map { $0.constant("cluster_size", [sizes.codes], .zeros) }
        codebooks = books.map { $0.constant("embed", [sizes.codes, sizes.width], .normal(1)) }
        sums = books.map { $0.constant("embed_avg", [sizes.codes, sizes.width], .zeros) }
    }

    /// The nearest vectors' codes at one level: (..., D) -> (...) int64.
    public func nearest(_ x: Tensor, level: Int) -> Tensor {
        let book = codebooks[level]
        // |x - e|^2 = |x|^2 - 2 x e + |e|^2, of which the first is the same for all e
        let rows = x.reshaped([-1, sizes.width])
        let closeness = rows.matmul(book.transposed()) * 2 - book.squared().sum([1])
        return closeness.argmax(-1).reshaped(Array(x.shape.dropLast()))
    }

    /// The vectors of codes at one level: (...) int64 -> (..., D).
    public func vectors(_ codes: Tensor, level: Int) -> Tensor { codebooks[level].rows(codes) }

    /// (..., D) -> a level's codes each, (...) int64, coarse to fine.
    public func encode(_ latents: Tensor) -> [Tensor] {
        var residual = latents.detached()
        return (0..<sizes.levels).map { level in
            let codes = nearest(residual, level: level)
            residual = residual - vectors(codes, level: level)
            return codes
        }
    }

    /// The sum of the levels' vectors: codes of the first levels, (...) each -> (..., D).
    public func decode(_ codes: [Tensor]) -> Tensor {
        precondition(!codes.isEmpty && codes.count <= sizes.levels, "codes of one to \(sizes.levels) levels")
        return codes.enumerated().dropFirst().reduce(vectors(codes[0], level: 0)) {
            $0 + vectors($1.element, level: $1.offset)
        }
    }
}
