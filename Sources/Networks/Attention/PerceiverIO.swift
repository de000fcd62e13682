import Tensors

/// Perceiver IO (Jaegle et al. 2022, arXiv 2107.14795) as FastSAG's public code has it
/// (chenjianyi/fastsag, sde_diffusion/perceiver_io.py): (B, N, C) -> (B, queries, outputs).
///
/// A few latents hear the input, think over it in `depth` layers and are heard by learned queries. The queries are
/// parameters, whatever the caller would ask. The dropout of whole places while training is left out.
public struct PerceiverIO: Module {
    public struct Sizes: Sendable, Equatable {
        /// Of the input.
        public var width: Int
        public var queries: Int
        public var queryWidth: Int
        /// Of the output.
        public var outputWidth: Int
        public var latents: Int
        public var latentWidth: Int
        /// Of all attentions.
        public var heads: Int
        public var headSize: Int
        public var depth: Int
        /// Whether the queries go through a feed-forward part after hearing the latents.
        public var hasDecoderForward: Bool

        public init(
            width: Int, queries: Int, queryWidth: Int, outputWidth: Int, latents: Int, latentWidth: Int, heads: Int,
            headSize: Int, depth: Int, hasDecoderForward: Bool = false
        ) {
            self.width = width
            self.queries = queries
            self.queryWidth = queryWidth
            self.outputWidth = outputWidth
            self.latents = latents
            self.latentWidth = latentWidth
            self.heads = heads
            self.headSize = headSize
            self.depth = depth
            self.hasDecoderForward = hasDecoderForward
        }
    }

    let latents: Tensor  // (latents, latent width)
    let queries: Tensor  // (queries, query width)
    let encoder: CrossAttention
    let encoderForward: GatedFeedForward
    let layers: [(attention: CrossAttention, forward: GatedFeedForward)]
    let decoder: CrossAttention
    let decoderForward: GatedFeedForward?
    let output: Linear

    public init(_ scope: Scope, _ sizes: Sizes) {
        func attention(_ scope: Scope, _ width: Int, _ contextWidth: Int?) -> CrossAttention {
            CrossAttention(
                scope, width: width, contextWidth: contextWidth, heads: sizes.heads, headSize: sizes.headSize)
        }
        latents = scope.parameter("latents", [sizes.latents, sizes.latentWidth], .normal(1))
        queries = scope.parameter("queries", [sizes.queries, sizes.queryWidth], .normal(1))
        encoder = attention(scope["cross_attend_blocks.0"], sizes.latentWidth, sizes.width)
        encoderForward = GatedFeedForward(scope["cross_attend_blocks.1"], width: sizes.latentWidth)
        layers = (0..<sizes.depth).map {
            (
                attention(scope["layers"][$0]["0"], sizes.latentWidth, nil),
                GatedFeedForward(scope["layers"][$0]["1"], width: sizes.latentWidth)
            )
        }
        decoder = attention(scope["decoder_cross_attn"], sizes.queryWidth, sizes.latentWidth)
        decoderForward =
            sizes.hasDecoderForward ? GatedFeedForward(scope["decoder_ff"], width: sizes.queryWidth) : nil
        output = Linear(scope["to_logits"], sizes.queryWidth, sizes.outputWidth)
    }

    public func callAsFunction(_ x: Tensor) -> Tensor { self(x, mask: nil) }

    /// - Parameters:
    ///   - mask: (B, N), 1 keeps a place of the input, 0 hides it.
    ///   - observer: is shown the latents after the "cross_attend_blocks" and after the "layers".
    public func callAsFunction(_ x: Tensor, mask: Tensor?, observer: Observer = { _, _ in }) -> Tensor {
        func batched(_ table: Tensor) -> Tensor { table.unsqueezed(0).expanded([x.size(0)] + table.shape) }
        var state = batched(latents)
        state = state + encoder(state, context: x, mask: mask)
        state = state + encoderForward(state)
        observer("cross_attend_blocks", state)
        for layer in layers {
            state = state + layer.attention(state)
            state = state + layer.forward(state)
        }
        observer("layers", state)
        // the queries keep nothing of themselves: no residual here
        var answers = decoder(batched(queries), context: state)
        if let decoderForward { answers = answers + decoderForward(answers) }
        return output(answers)
    }
}
