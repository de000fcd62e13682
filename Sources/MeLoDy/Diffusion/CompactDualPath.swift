import Conditions
import Networks
import Signal
import Tensors

/// The dual-path diffusion in the compact form that we train, over latents of `VariationalCodec` divided by their deviation.
///
/// Against the paper (section 4.2): beats, chords, style and players are given beside the tokens; what is given is added at
/// every latent and attended to by segments, since our tokens lie at known times. A prior expects the latents from what is
/// given alone, as FastSAG's does, and the diffusion hears it: a dense loss on it teaches listening within minutes.
public struct CompactDualPath: DualPathDiffusion {
    public struct Context: Sendable {
        let fine: Tensor  // (B, L, C)
        let coarse: Tensor  // (B, S, C)
        /// Latents that are expected, (B, L, D).
        public let expected: Tensor
    }

    public let sizes: CompactDualPathSizes
    /// Deviation of the codec's latents, (D).
    let deviation: Tensor
    let embedding: Embedding
    let conditions: Linear
    let contextBlocks: [ConvNeXtBlock]
    let contextNorm: LayerNorm
    let prior: Linear
    let angleStart: Tensor
    let angleEnd: Tensor
    let angle: FeedForward
    let input: Linear
    let blocks: [DualPathBlock]
    let norm: RMSNorm
    let output: Linear

    public var width: Int { sizes.latent }

    /// Blocks that prepare what is given.
    private static let contexts = 2

    /// - Parameter deviation: of the codec's latents; nil where weights bring it.
    public init(_ scope: Scope, _ sizes: CompactDualPathSizes, deviation: [Float]? = nil) {
        self.sizes = sizes
        let width = sizes.width
        self.deviation = scope.constant("latent.deviation", [sizes.latent], deviation.map { .values($0) } ?? .ones)
        embedding = Embedding(scope["tokens"], sizes.codes, width)
        conditions = Linear(scope["conditions"], MelodyConditions.count, width)
        contextBlocks = (0..<Self.contexts).map {
            ConvNeXtBlock(
                scope["context"][$0], width: width, hidden: sizes.expansion * width, kernel: sizes.kernel,
                initialScale: 0.5)
        }
        contextNorm = LayerNorm(scope["context.norm"], width)
        prior = Linear(scope["prior"], width, sizes.latent)
        angleStart = scope.parameter("angle.start", [width], .normal(1))
        angleEnd = scope.parameter("angle.end", [width], .normal(1))
        angle = FeedForward(scope["angle"], width: width, expansion: 2)
        input = Linear(scope["input"], 2 * sizes.latent, width)
        blocks = (0..<sizes.blocks).map { DualPathBlock(scope["blocks"][$0], sizes) }
        norm = RMSNorm(scope["norm"], width)
        output = Linear(scope["output"], width, sizes.latent, zero: true)
    }

    /// Latents of the codec -> what is diffused, and back.
    public func standardised(_ latents: Tensor) -> Tensor { latents / deviation }
    public func latents(_ standardised: Tensor) -> Tensor {
        (standardised * deviation).clamped(min: -1).clamped(max: 1)
    }

    public func context(tokens: Tensor, _ given: MelodyConditions) -> Context {
        let (batch, count) = (tokens.size(0), tokens.size(1))
        let length = count * SemanticTokenizer.latents
        let heard = (embedding(tokens) * given.flag(.tokens)).unsqueezed(2)
            .expanded([batch, count, SemanticTokenizer.latents, sizes.width]).reshaped([batch, length, sizes.width])
        var x = heard + conditions(given.features)
        for block in contextBlocks { x = block(x) }
        let fine = contextNorm(x)
        let segments = length / sizes.segment
        return Context(
            fine: fine, coarse: fine.reshaped([batch, segments, sizes.segment, sizes.width]).mean([2]),
            expected: prior(fine))
    }

    public func velocity(_ latents: Tensor, angles: Tensor, context: Context) -> Tensor {
        let length = latents.size(1)
        // (B, M) -> (B, M, C)
        let places = angles.unsqueezed(2)
        let embedded = angle(places.cos() * angleStart + places.sin() * angleEnd)
        let positions = RotaryEmbedding(
            length: length / sizes.segment, size: sizes.headSize, device: latents.device)
        // the expectation is the prior's own task: the diffusion's loss doesn't bend it
        var x = input(.concatenated([latents, context.expected.detached()], dimension: -1)) + context.fine
        for block in blocks {
            x = block(x, angles: embedded, context: (context.fine, context.coarse), positions: positions)
        }
        return output(norm(x))
    }
}
