import Tensors

/// Causal attention and a feed-forward part with ReLU, both normalised first, without biases (T5).
struct DecoderLayer: Sendable {
    let attentionNorm: LayerNorm
    let attention: CausalAttention
    let forwardNorm: LayerNorm
    let widen: Linear
    let narrow: Linear

    init(_ scope: Scope, _ sizes: TokenDecoderSizes) {
        let hidden = sizes.expansion * sizes.width
        attentionNorm = LayerNorm(scope["attention_norm"], sizes.width)
        attention = CausalAttention(scope["attention"], sizes)
        forwardNorm = LayerNorm(scope["forward_norm"], sizes.width)
        widen = Linear(scope["widen"], sizes.width, hidden, bias: false)
        narrow = Linear(scope["narrow"], hidden, sizes.width, bias: false)
    }

    /// (T, C) -> (T, C), see `CausalAttention`.
    func callAsFunction(_ input: Tensor, positions: Tensor, cache: KeyValueCache?) throws -> Tensor {
        let x = input + (try attention(attentionNorm(input), positions: positions, cache: cache))
        return x + narrow(widen(forwardNorm(x)).relu())
    }

    /// (C) -> (C), see `CausalAttention`.
    func step(_ input: Tensor, count: Int, positions: Tensor, cache: KeyValueCache) throws -> Tensor {
        let x = input + (try attention.step(attentionNorm(input), count: count, positions: positions, cache: cache))
        return x + narrow.weight.times(vector: widen.weight.times(vector: forwardNorm(x)).relu())
    }
}
