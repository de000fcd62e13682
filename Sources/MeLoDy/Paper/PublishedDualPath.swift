import Networks
import Tensors

/// The published dual-path diffusion (Lam et al. 2023, section 4.2): latents in segments of K with half overlap, S of them; a
/// coarse path over segments, a fine path within them. Tokens alone guide it. B batch, L latents, N tokens, C width.
public struct PublishedDualPath: DualPathDiffusion {
    public struct Context: Sendable {
        let tokens: Tensor  // (B, N, C), embedded
        let isGiven: Tensor  // (B, 1, 1)
    }

    public let sizes: PublishedDualPathSizes
    let embedding: Embedding
    let angleStart: Tensor
    let angleEnd: Tensor
    let angle: FeedForward
    let input: Linear
    let blocks: [Block]
    let output: Linear

    public var width: Int { sizes.latent }

    public init(_ scope: Scope, _ sizes: PublishedDualPathSizes) {
        self.sizes = sizes
        let width = sizes.width
        embedding = Embedding(scope["tokens"], sizes.codes, width)
        angleStart = scope.parameter("angle.start", [width], .normal(1))
        angleEnd = scope.parameter("angle.end", [width], .normal(1))
        angle = FeedForward(scope["angle"], width: width, expansion: 4)
        input = Linear(scope["input"], sizes.latent, width)
        blocks = (0..<sizes.blocks).map { Block(scope["blocks"][$0], sizes) }
        output = Linear(scope["output"], width, sizes.latent)
    }

    public func context(tokens: Tensor, _ conditions: MelodyConditions) -> Context {
        Context(tokens: embedding(tokens), isGiven: conditions.flag(.tokens))
    }

    public func velocity(_ latents: Tensor, angles: Tensor, context: Context) -> Tensor {
        let (batch, length) = (latents.size(0), latents.size(1))
        let half = sizes.segment / 2
        // half a segment before and enough after, so that every latent lies in two segments
        let segments = (length + half - 1) / half + 1
        let after = (segments + 1) * half - length - half
        func padded(_ x: Tensor) -> Tensor { x.transposed().padded(half, after).transposed() }
        let spread = Self.spread(angles, over: length)
        let places = angle(spread.cos() * angleStart + spread.sin() * angleEnd)
        // (B, L, C) -> (B, S, C, K) -> (B, S, K, C)
        func segmented(_ x: Tensor) -> Tensor {
            padded(x).unfolded(1, size: sizes.segment, step: half).permuted([0, 1, 3, 2])
        }
        var x = segmented(input(latents))
        let embedded = segmented(places)
        for block in blocks { x = block(x, angles: embedded, context: context) }
        // every latent from the two segments that hold it
        let halves = x.reshaped([batch, segments, 2, half, sizes.width])
        func part(_ which: Int, from first: Int) -> Tensor {
            halves.narrowed(2, from: which, length: 1).squeezed(2).narrowed(1, from: first, length: segments - 1)
        }
        let joined = (part(1, from: 0) + part(0, from: 1)).reshaped([batch, (segments - 1) * half, sizes.width])
        return output(joined.narrowed(1, from: 0, length: length))
    }

    struct Block: Sendable {
        let summing: Tensor
        let norms: [RMSNorm]
        let attention: SelfAttention
        let crossing: CrossAttention
        let forward: FeedForward
        let spreading: Linear
        let units: [SimpleRecurrentUnit]
        let modulation: Linear
        let heads: Int

        init(_ scope: Scope, _ sizes: PublishedDualPathSizes) {
            let width = sizes.width
            heads = sizes.heads
            summing = scope.parameter("summing", [sizes.segment], .fanIn(sizes.segment))
            norms = (0..<3).map { RMSNorm(scope["norms"][$0], width) }
            attention = SelfAttention(scope["attention"], width: width, heads: heads)
            crossing = CrossAttention(
                scope["cross"], width: width, contextWidth: width, heads: heads, headSize: width / heads)
            forward = FeedForward(scope["forward"], width: width)
            spreading = Linear(scope["spreading"], width, width)
            units = (0..<2).map { SimpleRecurrentUnit(scope["units"][$0], width: width) }
            modulation = Linear(scope["modulation"], 2 * width, 2 * width)
        }

        /// - Parameters:
        ///   - x: (B, S, K, C).
        ///   - angles: embedded, (B, S, K, C).
        func callAsFunction(_ input: Tensor, angles: Tensor, context: Context) -> Tensor {
            let (batch, segments, length, width) = (input.size(0), input.size(1), input.size(2), input.size(3))
            var coarse = (norms[0](input) * summing.unsqueezed(1)).sum([2])
            let positions = RotaryEmbedding(length: segments, size: width / heads, device: input.device)
            coarse = coarse + attention(coarse, positions: positions)
            // guidance: attention to the tokens becomes attention to itself where they are withheld (section 4.3)
            let given = crossing(coarse, context: context.tokens)
            let own = crossing(coarse, context: coarse)
            coarse = coarse + given * context.isGiven + own * (1 - context.isGiven)
            coarse = coarse + forward(norms[1](coarse))
            let x = input + spreading(coarse).unsqueezed(2).expanded([batch, segments, length, width])
            var fine = norms[2](x).reshaped([batch * segments, length, width])
            for unit in units { fine = unit(fine) }
            // FiLM by the angle and the mean embedding of the tokens (section 4.2)
            let mean = (context.tokens.mean([1]).unsqueezed(1) * context.isGiven).unsqueezed(1)
                .expanded([batch, segments, length, width])
            let film = modulation(.concatenated([angles, mean], dimension: -1)).split(2, dimension: -1)
            return x + fine.reshaped([batch, segments, length, width]) * (film[0] + 1) + film[1]
        }
    }
}
