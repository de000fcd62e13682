import Foundation
import Tensors

/// Multi-head self attention with rotary positions over (B, T, C).
public struct SelfAttention: Sendable {
    let projection: Linear  // queries, keys and values at once
    let output: Linear
    let heads: Int

    public init(_ scope: Scope, width: Int, heads: Int) {
        projection = Linear(scope["qkv"], width, 3 * width)
        output = Linear(scope["out"], width, width)
        self.heads = heads
    }

    public func callAsFunction(_ x: Tensor, positions: RotaryEmbedding) -> Tensor {
        let (queries, keys, values) = parts(x, positions)
        return heard(queries, keys, values, mask: nil)
    }

    /// - Parameters:
    ///   - positions: of these tokens.
    ///   - mask: added to the logits, (T, all tokens); nil hears everything.
    ///   - cache: gets these tokens' keys and values; those before are heard with them.
    /// - Throws: errors of writing into the cache.
    public func callAsFunction(
        _ x: Tensor, positions: RotaryEmbedding, mask: Tensor?, cache: KeyValueCache?
    ) throws -> Tensor {
        let (queries, keys, values) = parts(x, positions)
        guard let cache else { return heard(queries, keys, values, mask: mask) }
        let all = try cache.append(keys, values)
        return heard(queries, all.keys, all.values, mask: mask)
    }

    /// (T, T) of 0 for what a token may hear, itself and those before, and a very large negative number for the rest.
    public static func causalMask(_ length: Int, device: Device) -> Tensor {
        let values = (0..<length).flatMap { row in (0..<length).map { $0 <= row ? Float(0) : -1e9 } }
        return Tensor(values, shape: [length, length], device: device)
    }

    /// (B, T, C) -> (B, H, T, D) each; queries are scaled.
    private func parts(_ x: Tensor, _ positions: RotaryEmbedding) -> (Tensor, Tensor, Tensor) {
        let (batch, length, width) = (x.size(0), x.size(1), x.size(2))
        let size = width / heads
        // (B, T, 3C) -> (3, B, H, T, D)
        let parts = projection(x).reshaped([batch, length, 3, heads, size]).permuted([2, 0, 3, 1, 4])
        func part(_ index: Int) -> Tensor { parts.narrowed(0, from: index, length: 1).squeezed(0) }
        return (positions(part(0)) * (1 / Double(size).squareRoot()), positions(part(1)), part(2))
    }

    private func heard(_ queries: Tensor, _ keys: Tensor, _ values: Tensor, mask: Tensor?) -> Tensor {
        var logits = queries.matmul(keys.transposed())
        if let mask { logits = logits + mask }
        let (batch, length) = (queries.size(0), queries.size(2))
        // (B, H, T, D) -> (B, T, C)
        return output(
            logits.softmax().matmul(values).permuted([0, 2, 1, 3]).reshaped([batch, length, heads * queries.size(3)]))
    }
}
