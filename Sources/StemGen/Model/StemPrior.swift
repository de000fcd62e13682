import Conditions
import Music
import Networks
import Tensors

/// What the target's latents are expected to be from mix, beats, chords, style and instrument alone, before any token is
/// known: FastSAG's prior mu in the codec's space. A dense loss on it teaches listening before tokens do.
struct StemPrior: Sendable {
    let input: Linear
    let blocks: [MixingBlock]
    let norm: LayerNorm
    let output: Linear
    let headSize: Int

    init(_ scope: Scope, _ sizes: CompactStemGenSizes) {
        headSize = sizes.headSize
        let features =
            sizes.quantizer.width + TokenSheet.count + InstrumentFamily.allCases.count + StemSource.allCases.count
        input = Linear(scope["input"], features, sizes.priorWidth)
        blocks = (0..<sizes.priorBlocks).map {
            MixingBlock(
                scope["blocks"][$0], width: sizes.priorWidth, heads: sizes.priorWidth / sizes.headSize, kernel: 15,
                expansion: sizes.expansion)
        }
        norm = LayerNorm(scope["norm"], sizes.priorWidth)
        output = Linear(scope["output"], sizes.priorWidth, sizes.quantizer.width)
    }

    /// - Parameter features: what is given side by side, (B, T, features).
    /// - Returns: hidden (B, T, C) and standardised latents mu (B, T, D).
    func callAsFunction(_ features: Tensor) -> (hidden: Tensor, mu: Tensor) {
        let positions = RotaryEmbedding(length: features.size(1), size: headSize, device: features.device)
        var x = input(features)
        for block in blocks { x = block(x, positions: positions) }
        let hidden = norm(x)
        return (hidden, output(hidden))
    }
}
