import FastSAG
import Tensors
import Testing

@Suite struct CompactCostTests {
    /// Every weight is multiplied once a token, a place or a noise level; attention multiplies all pairs of tokens.
    @Test func isCountedFromTheWeights() throws {
        var sizes = CompactSizes()
        (sizes.trunkWidth, sizes.trunkBlocks, sizes.headSize, sizes.refinerChannels) = (48, 3, 16, 8)
        let frames = 40
        let tokens = frames / sizes.patch
        let store = try ParameterStore.outline()
        _ = FastSAGModel(store.root, sizes)
        var count = 2 * tokens * tokens * sizes.trunkWidth * sizes.trunkBlocks
        for (name, tensor) in store.entries where name.hasSuffix("weight") && tensor.rank > 1 {
            if name.contains("modulation") || name.contains("films") || name.hasPrefix("noise") {
                count += tensor.count
            } else if name.hasPrefix("trunk") {
                count += tensor.count * tokens
            } else if name.hasPrefix("refiner") {
                count += tensor.count * frames * sizes.bands / 2
            }
        }
        #expect(sizes.denoiserMultiplyAccumulates(frames: frames) == count)
    }
}
