import Networks
import Tensors

/// A layer of LLaMA (Touvron et al. 2023, arXiv 2302.13971, section 2.2) without a causal mask: attention with rotary
/// positions and a SwiGLU of two thirds of four widths, both normalised first by their root mean square.
struct LlamaBlock: Sendable {
    let attentionNorm: RMSNorm
    let attention: SelfAttention
    let forwardNorm: RMSNorm
    let gate: Linear
    let widen: Linear
    let narrow: Linear

    init(_ scope: Scope, width: Int, heads: Int) {
        let inner = 8 * width / 3
        attentionNorm = RMSNorm(scope["attention_norm"], width)
        attention = SelfAttention(scope["attention"], width: width, heads: heads)
        forwardNorm = RMSNorm(scope["ffn_norm"], width)
        gate = Linear(scope["feed_forward"]["w1"], width, inner, bias: false)
        widen = Linear(scope["feed_forward"]["w3"], width, inner, bias: false)
        narrow = Linear(scope["feed_forward"]["w2"], inner, width, bias: false)
    }

    /// (B, T, C) -> (B, T, C)
    func callAsFunction(_ input: Tensor, positions: RotaryEmbedding) -> Tensor {
        let x = input + attention(attentionNorm(input), positions: positions)
        let normed = forwardNorm(x)
        return x + narrow(gate(normed).silu() * widen(normed))
    }
}

/// (..., C) over its root mean square, times a weight (Zhang & Sennrich 2019).
struct RMSNorm: Module {
    let weight: Tensor

    init(_ scope: Scope, _ size: Int) { weight = scope.parameter("weight", [size], .ones) }

    func callAsFunction(_ x: Tensor) -> Tensor {
        x * (x.squared().mean([x.rank - 1], keep: true) + 1e-5).rsqrt() * weight
    }
}
