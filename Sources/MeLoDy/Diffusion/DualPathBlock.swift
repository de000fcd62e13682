import Networks
import Tensors

/// A block of the compact dual-path diffusion (after Lam et al. 2023, section 4.2). The coarse path sums each segment to one
/// vector, lets segments attend to each other and to the tokens, and repeats what it says over the segment; the fine path
/// mixes neighbours within reach of a convolution, scaled and shifted by the angle (FiLM).
///
/// Against the paper: the fine path is convolutions instead of a recurrent network, which runs step by step on a CPU, and its
/// segments need not overlap, since convolutions cross their borders.
struct DualPathBlock: Sendable {
    let summing: Tensor  // (K): weights of a segment's latents
    let coarseNorm: RMSNorm
    let attention: SelfAttention
    let crossing: CrossAttention
    let coarseForward: FeedForward
    let coarseForwardNorm: RMSNorm
    let spreading: Linear
    let modulation: Linear
    let convolution: DepthwiseConvolution
    let told: Linear
    let fineForward: FeedForward
    let forwardNorm: RMSNorm
    let segment: Int

    init(_ scope: Scope, _ sizes: CompactDualPathSizes) {
        let (width, heads) = (sizes.width, sizes.width / sizes.headSize)
        segment = sizes.segment
        summing = scope.parameter(
            "summing", [segment], .values([Float](repeating: 1 / Float(segment).squareRoot(), count: segment)))
        coarseNorm = RMSNorm(scope["coarse.norm"], width)
        attention = SelfAttention(scope["coarse.attention"], width: width, heads: heads)
        crossing = CrossAttention(
            scope["coarse.cross"], width: width, contextWidth: width, heads: heads, headSize: sizes.headSize)
        coarseForwardNorm = RMSNorm(scope["coarse.forward.norm"], width)
        coarseForward = FeedForward(scope["coarse.forward"], width: width, expansion: sizes.expansion)
        spreading = Linear(scope["coarse.out"], width, width, zero: true)
        modulation = Linear(scope["fine.modulation"], width, 2 * width, zero: true)
        convolution = DepthwiseConvolution(scope["fine.convolution"], width: width, kernel: sizes.kernel)
        told = Linear(scope["fine.told"], width, width, bias: false)
        forwardNorm = RMSNorm(scope["fine.norm"], width)
        fineForward = FeedForward(scope["fine.forward"], width: width, expansion: sizes.expansion)
    }

    /// - Parameters:
    ///   - x: (B, L, C), L a multiple of the segment.
    ///   - angles: embedded, (B, M, C).
    ///   - context: what is given at each latent, (B, L, C), and at each segment, (B, S, C).
    ///   - positions: of segments.
    func callAsFunction(
        _ input: Tensor, angles: Tensor, context: (fine: Tensor, coarse: Tensor), positions: RotaryEmbedding
    ) -> Tensor {
        let (batch, length, width) = (input.size(0), input.size(1), input.size(2))
        let segments = length / segment
        // (B, L, C) -> (B, S, K, C) -> (B, S, C)
        var coarse =
            (coarseNorm(input).reshaped([batch, segments, segment, width]) * summing.unsqueezed(1)).sum([2])
        coarse = coarse + attention(coarse.layerNorm(), positions: positions)
        coarse = coarse + crossing(coarse, context: context.coarse)
        coarse = coarse + coarseForward(coarseForwardNorm(coarse))
        let repeated = spreading(coarse).unsqueezed(2).expanded([batch, segments, segment, width])
            .reshaped([batch, length, width])
        let x = input + repeated
        // FiLM: (B, M, 2C) for every latent of a chunk
        let chunks = angles.size(1)
        let film = modulation(angles).unsqueezed(2).expanded([batch, chunks, length / chunks, 2 * width])
            .reshaped([batch, length, 2 * width]).split(2, dimension: -1)
        let mixed = convolution(x.layerNorm() * (film[0] + 1) + film[1]) + told(context.fine)
        let fine = x + mixed
        return fine + fineForward(forwardNorm(fine))
    }
}
