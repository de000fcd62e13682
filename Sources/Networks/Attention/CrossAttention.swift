import Tensors

/// Multi-head attention of a sequence to another one or to itself, both normalised first, without positions, under the
/// keys of lucidrains' PreNorm(Attention): x (B, N, C), context (B, M, K) -> (B, N, C). There is no residual.
public struct CrossAttention: Sendable {
    let norm: LayerNorm
    /// nil where the sequence attends to itself.
    let contextNorm: LayerNorm?
    let queries: Linear
    let keysAndValues: Linear
    let output: Linear
    let heads: Int
    let headSize: Int

    /// - Parameter contextWidth: nil for attention to itself.
    public init(_ scope: Scope, width: Int, contextWidth: Int?, heads: Int, headSize: Int) {
        self.heads = heads
        self.headSize = headSize
        let inner = heads * headSize
        queries = Linear(scope["fn.to_q"], width, inner, bias: false)
        keysAndValues = Linear(scope["fn.to_kv"], contextWidth ?? width, 2 * inner, bias: false)
        output = Linear(scope["fn.to_out"], inner, width)
        norm = LayerNorm(scope["norm"], width)
        contextNorm = contextWidth.map { LayerNorm(scope["norm_context"], $0) }
    }

    /// - Parameters:
    ///   - context: what is attended to; x itself where there is none.
    ///   - mask: (B, M), 1 keeps a place of the context, 0 hides it.
    public func callAsFunction(_ x: Tensor, context: Tensor? = nil, mask: Tensor? = nil) -> Tensor {
        let x = norm(x)
        let context = context.map { contextNorm?($0) ?? $0 } ?? x
        // (B, N, heads size) -> (B, heads, N, size)
        func split(_ x: Tensor) -> Tensor {
            x.reshaped([x.size(0), x.size(1), heads, headSize]).permuted([0, 2, 1, 3])
        }
        let pair = keysAndValues(context).split(2, dimension: -1)
        var logits = split(queries(x)).matmul(split(pair[0]).transposed()) * (1 / Double(headSize).squareRoot())
        if let mask {
            let hidden = (1 - mask).isGreater(than: 0.5).reshaped([mask.size(0), 1, 1, mask.size(1)])
            logits = logits.replaced(by: .full([], -Double(Float.greatestFiniteMagnitude)), where: hidden)
        }
        let heard = logits.softmax().matmul(split(pair[1]))
        return output(heard.permuted([0, 2, 1, 3]).reshaped([x.size(0), x.size(1), heads * headSize]))
    }
}
