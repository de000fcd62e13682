import Tensors

/// `MixingBlock` whose four parts are scaled, shifted and gated by a vector, zero at the start
/// (adaLN-Zero; Peebles & Xie 2023, section 3.2).
public struct AdaptiveMixingBlock: Sendable {
    let modulation: Linear
    let convolution: DepthwiseConvolution
    let attention: SelfAttention
    let forwards: [FeedForward]
    let width: Int

    /// How much wider the feed-forward parts are unless said otherwise.
    public static let expansion = 4

    public init(_ scope: Scope, width: Int, heads: Int, kernel: Int, expansion: Int = Self.expansion) {
        modulation = Linear(scope["modulation"], width, 12 * width, zero: true)
        convolution = DepthwiseConvolution(scope["convolution"], width: width, kernel: kernel)
        attention = SelfAttention(scope["attention"], width: width, heads: heads)
        forwards = (0..<2).map { FeedForward(scope["forwards"][$0], width: width, expansion: expansion) }
        self.width = width
    }

    /// - Parameters:
    ///   - input: (B, T, C)
    ///   - condition: (B, C), for instance the embedded noise level.
    public func callAsFunction(_ input: Tensor, condition: Tensor, positions: RotaryEmbedding) -> Tensor {
        // (B, 12C) -> twelve of (B, 1, C): shift, scale and gate of each part
        let parts = modulation(condition.silu()).unsqueezed(1).split(12, dimension: -1)
        var x = input
        func adapted(_ part: Int, _ body: (Tensor) -> Tensor) {
            let (shift, scale, gate) = (parts[3 * part], parts[3 * part + 1], parts[3 * part + 2])
            x = x + gate * body(x.layerNorm() * (scale + 1) + shift)
        }
        adapted(0) { convolution($0) }
        adapted(1) { forwards[0]($0) }
        adapted(2) { attention($0, positions: positions) }
        adapted(3) { forwards[1]($0) }
        return x
    }
}
