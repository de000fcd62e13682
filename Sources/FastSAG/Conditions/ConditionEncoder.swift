import Conditions
import Networks
import Tensors

/// Hears the conditions: (B, T, ConditionLayout.count) on the Mel grid -> (B, T / patch, C).
struct ConditionEncoder: Sendable {
    let input: Linear
    let blocks: [MixingBlock]
    let norm: LayerNorm
    let patch: Int
    let headSize: Int

    init(_ scope: Scope, _ sizes: CompactSizes) {
        patch = sizes.patch
        headSize = sizes.headSize
        input = Linear(scope["input"], ConditionLayout.count * sizes.patch, sizes.conditionWidth)
        blocks = (0..<sizes.conditionBlocks).map {
            MixingBlock(
                scope["blocks"][$0], width: sizes.conditionWidth, heads: sizes.conditionWidth / sizes.headSize,
                kernel: 15, expansion: 3)
        }
        norm = LayerNorm(scope["norm"], sizes.conditionWidth)
    }

    func callAsFunction(_ features: Tensor) -> Tensor {
        let (batch, tokens) = (features.size(0), features.size(1) / patch)
        let positions = RotaryEmbedding(length: tokens, size: headSize, device: features.device)
        var x = input(features.reshaped([batch, tokens, patch * ConditionLayout.count]))
        for block in blocks { x = block(x, positions: positions) }
        return norm(x)
    }
}
