import Tensors

/// A layer of LLaMA (Touvron et al. 2023, arXiv 2302.13971, section 2.2): attention with rotary
/// positions and a SwiGLU of two thirds of four widths, both normalised first by their root mean square.
public struct LlamaBlock: Sendable {
    let attentionNorm: RMSNorm
    let attention: SelfAttention
    let forwardNorm: RMSNorm
    let gate: Linear
    let widen: Linear
    let narrow: Linear

    public init(_ scope: Scope, width: Int, heads: Int) {
        let inner = 8 * width / 3
        attentionNorm = RMSNorm(scope["attention_norm"], width)
        attention = SelfAttention(scope["attention"], width: width, heads: heads)
        forwardNorm = RMSNorm(scope["ffn_norm"], width)
        gate = Linear(scope["feed_forward"]["w1"], width, inner, bias: false)
        widen = Linear(scope["feed_forward"]["w3"], width, inner, bias: false)
        narrow = Linear(scope["feed_forward"]["w2"], inner, width, bias: false)
    }

    /// (B, T, C) -> (B, T, C)
    /// - Parameters:
    ///   - mask: what is added to the logits of attention, (T, T) with `SelfAttention.causalMask`; nil hears everything.
    ///   - cache: gets keys and values.
    public func callAsFunction(
        _ input: Tensor, positions: RotaryEmbedding, mask: Tensor? = nil, cache: KeyValueCache? = nil
    ) throws -> Tensor {
        forwards(
            input + (try attention(attentionNorm(input), positions: positions, mask: mask, cache: cache)))
    }

    /// Everything is heard.
    public func callAsFunction(_ input: Tensor, positions: RotaryEmbedding) -> Tensor {
        forwards(input + attention(attentionNorm(input), positions: positions))
    }

    private func forwards(_ x: Tensor) -> Tensor {
        let normed = forwardNorm(x)
        return x + narrow(gate(normed).silu() * widen(normed))
    }
}
