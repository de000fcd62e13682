import Networks
import Tensors

/// The denoiser's body over tokens of a few Mel frames: noisy Mel, mu and conditions in, two planes of Mel out.
struct Trunk: Sendable {
    let input: Linear
    let blocks: [AdaptiveMixingBlock]
    let modulation: Linear
    let output: Linear
    let sizes: CompactSizes

    init(_ scope: Scope, _ sizes: CompactSizes) {
        self.sizes = sizes
        let patched = sizes.patch * sizes.bands
        input = Linear(scope["input"], 2 * patched + sizes.conditionWidth, sizes.trunkWidth)
        blocks = (0..<sizes.trunkBlocks).map {
            AdaptiveMixingBlock(
                scope["blocks"][$0], width: sizes.trunkWidth, heads: sizes.trunkWidth / sizes.headSize,
                kernel: sizes.kernel)
        }
        modulation = Linear(scope["modulation"], sizes.trunkWidth, 2 * sizes.trunkWidth, zero: true)
        output = Linear(scope["output"], sizes.trunkWidth, 2 * patched)
    }

    /// - Parameters:
    ///   - noisy: c_in x, (B, T, bands).
    ///   - mu: (B, T, bands).
    ///   - hidden: (B, T / patch, C).
    ///   - level: embedded noise level, (B, W).
    /// - Returns: (B, 2, T, bands).
    func callAsFunction(_ noisy: Tensor, mu: Tensor, hidden: Tensor, level: Tensor) -> Tensor {
        let (batch, frames) = (noisy.size(0), noisy.size(1))
        let tokens = frames / sizes.patch
        let patched = [batch, tokens, sizes.patch * sizes.bands]
        let positions = RotaryEmbedding(length: tokens, size: sizes.headSize, device: noisy.device)
        var x = input(.concatenated([noisy.reshaped(patched), mu.reshaped(patched), hidden], dimension: -1))
        for block in blocks { x = block(x, condition: level, positions: positions) }
        let parts = modulation(level.silu()).unsqueezed(1).split(2, dimension: -1)
        let planes = output(x.layerNorm() * (parts[0] + 1) + parts[1])
        // (B, T / p, p * 2 * bands) -> (B, T, 2, bands) -> (B, 2, T, bands)
        return planes.reshaped([batch, frames, 2, sizes.bands]).permuted([0, 2, 1, 3])
    }
}
