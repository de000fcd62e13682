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
        let (batch, length, width) = (x.size(0), x.size(1), x.size(2))
        let size = width / heads
        // (B, T, 3C) -> (3, B, H, T, D)
        let parts = projection(x).reshaped([batch, length, 3, heads, size]).permuted([2, 0, 3, 1, 4])
        func part(_ index: Int) -> Tensor { parts.narrowed(0, from: index, length: 1).squeezed(0) }
        let queries = positions(part(0)) * (1 / Double(size).squareRoot())
        let keys = positions(part(1))
        let weights = queries.matmul(keys.transposed()).softmax()
        // (B, H, T, D) -> (B, T, C)
        return output(weights.matmul(part(2)).permuted([0, 2, 1, 3]).reshaped([batch, length, width]))
    }
}
