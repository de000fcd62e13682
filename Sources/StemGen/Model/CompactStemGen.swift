import Conditions
import Foundation
import Music
import Networks
import Signal
import Tensors

/// StemGen (Parker et al. 2024, arXiv 2312.08723, section 2) in the compact form that we train. B batch, T tokens, D numbers
/// in a latent, K codes.
///
/// Against the paper: codes come in as their codebook vectors; the mix is heard as the encoder's latents; a prior expects
/// the target's latents from the mix and the sheet, the trunk mends the expectation, and the distance of codebook vectors
/// from it is a part of the logits. Dense losses on both teach it to listen within hours of two cores.
public struct CompactStemGen: StemTransformer {
    /// The conditions, taken in once for all steps of decoding.
    public struct Context: Sendable {
        let hidden: Tensor  // (B, T, C)
        /// Standardised latents that are expected, (B, T, D).
        public let mu: Tensor
        let heard: Tensor  // standardised latents of the mix, (B, T, D)
    }

    /// What the trunk says of a sequence.
    public struct Output: Sendable {
        let hidden: Tensor  // (B, T, C)
        /// Standardised latents of the target, (B, T, D).
        public let latents: Tensor

        /// So many of the batch.
        public func narrowed(from first: Int, length: Int) -> Output {
            Output(
                hidden: hidden.narrowed(0, from: first, length: length),
                latents: latents.narrowed(0, from: first, length: length))
        }
    }

    public let sizes: CompactStemGenSizes
    let quantizer: ResidualVectorQuantizer
    /// Mean and deviation of the codec's latents of stems, (D).
    let latentMean: Tensor
    let latentDeviation: Tensor
    /// Root mean square of each level's vectors, (levels).
    let levelScale: Tensor
    let prior: StemPrior
    let input: Linear
    let blocks: [MixingBlock]
    let norm: LayerNorm
    let refinement: Linear
    let heads: [Linear]
    /// A tenth of ln how sure each number of an expected latent is, (levels, D); see `closeness`.
    let certainty: Tensor

    public var levels: Int { sizes.quantizer.levels }
    public var codes: Int { sizes.quantizer.codes }

    /// - Parameters:
    ///   - quantizer: the codec's; not stored with this model.
    ///   - statistics: of the codec's latents, and the levels' scales; nil where weights bring them.
    public init(
        _ scope: Scope, _ sizes: CompactStemGenSizes, quantizer: ResidualVectorQuantizer,
        statistics: LatentStatistics? = nil
    ) {
        precondition(quantizer.sizes == sizes.quantizer, "a codec of another form")
        self.sizes = sizes
        self.quantizer = quantizer
        let (levels, latent) = (sizes.quantizer.levels, sizes.quantizer.width)
        latentMean = scope.constant("latent.mean", [latent], statistics.map { .values($0.latent.mean) } ?? .zeros)
        latentDeviation = scope.constant(
            "latent.deviation", [latent], statistics.map { .values($0.latent.deviation) } ?? .ones)
        levelScale = scope.constant("latent.levels", [levels], statistics.map { .values($0.levels) } ?? .ones)
        prior = StemPrior(scope["prior"], sizes)
        // target's vectors and what is visible of them, the mix, what is expected and why
        input = Linear(scope["input"], levels * latent + levels + latent + latent + sizes.priorWidth, sizes.width)
        blocks = (0..<sizes.blocks).map {
            MixingBlock(
                scope["blocks"][$0], width: sizes.width, heads: sizes.width / sizes.headSize, kernel: sizes.kernel,
                expansion: sizes.expansion)
        }
        norm = LayerNorm(scope["norm"], sizes.width)
        refinement = Linear(scope["refinement"], sizes.width, latent, zero: true)
        heads = (0..<levels).map { Linear(scope["heads"][$0], sizes.width, sizes.quantizer.codes, zero: true) }
        certainty = scope.parameter(
            "certainty", [levels, latent],
            .values([Float](repeating: Float(log(Self.initialCertainty) / Self.certaintyRate), count: levels * latent)))
    }

    private static let initialCertainty = 0.25
    /// A step of the optimizer moves a certainty by so many times its rate.
    private static let certaintyRate = 10.0

    /// Latents of the codec -> what the model works on.
    public func standardised(_ latents: Tensor) -> Tensor { (latents - latentMean) / latentDeviation }

    public func context(_ input: StemInput) -> Context {
        let tokens = input.context.size(1)
        let flags = input.given.unsqueezed(1).expanded([input.given.size(0), tokens, StemSource.allCases.count])
        let instrument = (input.instrument.unsqueezed(1) * input.flag(.instrument))
            .expanded([input.instrument.size(0), tokens, InstrumentFamily.allCases.count])
        let heard = standardised(input.context) * input.flag(.mix)
        let sheet = [StemSource.beats, .chords, .style].compactMap { source in
            source.sheetRange.map {
                input.sheet.narrowed(2, from: $0.lowerBound, length: $0.count) * input.flag(source)
            }
        }
        let (hidden, mu) = prior(.concatenated([heard] + sheet + [instrument, flags], dimension: -1))
        return Context(hidden: hidden, mu: mu, heard: heard)
    }

    /// - Parameters:
    ///   - target: codes of every level, (B, T) each.
    ///   - visible: a level each, (B, T, 1).
    public func output(target: [Tensor], visible: [Tensor], context: Context) -> Output {
        let vectors = target.enumerated().map { level, codes in
            quantizer.vectors(codes, level: level) / scale(level) * visible[level]
        }
        // the expectation is the prior's own task: the trunk's losses don't bend it
        let mu = context.mu.detached()
        var x = input(.concatenated(vectors + visible + [context.heard, mu, context.hidden], dimension: -1))
        let positions = RotaryEmbedding(length: x.size(1), size: sizes.headSize, device: x.device)
        for block in blocks { x = block(x, positions: positions) }
        let hidden = norm(x)
        return Output(hidden: hidden, latents: mu + refinement(hidden))
    }

    /// Logits of one level, (N, T, K), from what the trunk says and the codes of the coarser levels.
    public func logits(level: Int, target: [Tensor], _ output: Output) -> Tensor {
        heads[level](output.hidden) + closeness(level: level, target: target, output.latents)
    }

    public func logits(level: Int, target: [Tensor], visible: [Tensor], context: Context) -> Tensor {
        logits(level: level, target: target, output(target: target, visible: visible, context: context))
    }

    private func scale(_ level: Int) -> Tensor { levelScale.narrowed(0, from: level, length: 1) }

    /// How close each of a level's vectors e comes to what the coarser levels leave of the expected latent x: minus half the
    /// sum over D of p (x - e)^2 / s^2, with a learned certainty p of each number; without x^2, which is the same for all
    /// vectors. The scale s is the first level's for all: how far off the expectation is doesn't shrink with the levels,
    /// whose own scales differ a hundredfold.
    private func closeness(level: Int, target: [Tensor], _ latents: Tensor) -> Tensor {
        let expected = latents * latentDeviation + latentMean
        let left = level == 0 ? expected : expected - quantizer.decode(Array(target.prefix(level)))
        let weights = (certainty.narrowed(0, from: level, length: 1) * Self.certaintyRate).exp() / scale(0).squared()
        let book = quantizer.codebooks[level]
        return (left * weights).linear(book) - (book.squared() * weights).sum([1]) / 2
    }
}
