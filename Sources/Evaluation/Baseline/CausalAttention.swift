import Tensors

/// Multi-head self attention that hears nothing of what lies ahead, without biases and without scaling, as T5's.
/// T tokens, C width, H heads, D size of a head.
struct CausalAttention: Sendable {
    let projection: Linear  // queries, keys and values at once
    let output: Linear
    let heads: Int
    let headSize: Int

    init(_ scope: Scope, _ sizes: TokenDecoderSizes) {
        projection = Linear(scope["qkv"], sizes.width, 3 * sizes.width, bias: false)
        output = Linear(scope["out"], sizes.width, sizes.width, bias: false)
        heads = sizes.heads
        headSize = sizes.headSize
    }

    /// Many tokens at once, the first of their sequence: (T, C) -> (T, C).
    /// - Parameters:
    ///   - positions: (H, T, T), with the mask.
    ///   - cache: is told the keys and values.
    func callAsFunction(_ x: Tensor, positions: Tensor, cache: KeyValueCache?) throws -> Tensor {
        let length = x.size(0)
        // (T, 3C) -> (3H, T, D)
        let parts = projection(x).reshaped([length, 3 * heads, headSize]).permuted([1, 0, 2])
        func part(_ index: Int) -> Tensor { parts.narrowed(0, from: index * heads, length: heads) }
        try cache?.write(parts.narrowed(0, from: heads, length: 2 * heads), at: 0)
        let weights = (part(0).matmul(part(1).transposed()) + positions).softmax()
        return output(weights.matmul(part(2)).permuted([1, 0, 2]).reshaped([length, heads * headSize]))
    }

    /// The newest token alone: (C) -> (C). Matrix times vector throughout, head by head: at a batch of one that is faster
    /// than products of matrices, which copy what is kept before they multiply.
    /// - Parameters:
    ///   - count: tokens with this one.
    ///   - positions: (H, count).
    func step(_ x: Tensor, count: Int, positions: Tensor, cache: KeyValueCache) throws -> Tensor {
        let parts = projection.weight.times(vector: x).reshaped([3 * heads, headSize])
        try cache.write(
            parts.narrowed(0, from: heads, length: 2 * heads).reshaped([2 * heads, 1, headSize]), at: count - 1)
        func row(_ rows: Tensor, _ index: Int) -> Tensor { rows.narrowed(0, from: index, length: 1).reshaped([-1]) }
        let logits = (0..<heads).map { head in
            cache.keys[head].narrowed(0, from: 0, length: count).times(vector: row(parts, head))
        }
        let weights = (Tensor.concatenated(logits, dimension: 0).reshaped([heads, count]) + positions).softmax()
        let heard = (0..<heads).map { head in
            cache.values[head].narrowed(0, from: 0, length: count).transposed().times(vector: row(weights, head))
        }
        return output.weight.times(vector: .concatenated(heard, dimension: 0))
    }
}
