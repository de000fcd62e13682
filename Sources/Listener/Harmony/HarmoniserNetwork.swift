import Networks
import Tensors

/// Sizes of the harmoniser.
public struct HarmoniserConfiguration: Codable, Sendable, Equatable {
    public var width = 160
    public var blocks = 4
    public var headSize = 40
    public var kernel = 9
    /// Half beats that it hears at once, as in training; nil is 128.
    public var window: Int?

    public init() {}
}

/// Puts chords under a sung line: (B, T, HarmonyCells.features) over half beats -> logits for every cell.
public struct HarmoniserNetwork: Sendable {
    public struct Logits: Sendable {
        public let chord: Tensor  // (B, T, ChordVocabulary.count)
        public let bass: Tensor  // (B, T, 12)
        public let position: Tensor  // (B, T, 8): half beat in a bar of four
        public let key: Tensor  // (B, T, 24)
    }

    let input: Linear
    let blocks: [MixingBlock]
    let norm: LayerNorm
    let heads: [Linear]
    let sizes: HarmoniserConfiguration

    public init(_ scope: Scope, _ sizes: HarmoniserConfiguration) {
        self.sizes = sizes
        input = Linear(scope["input"], HarmonyCells.features, sizes.width)
        blocks = (0..<sizes.blocks).map {
            MixingBlock(
                scope["blocks"][$0], width: sizes.width, heads: sizes.width / sizes.headSize, kernel: sizes.kernel,
                expansion: 3)
        }
        norm = LayerNorm(scope["norm"], sizes.width)
        let outputs = [("chord", ChordVocabulary.count), ("bass", 12), ("position", 8), ("key", 24)]
        heads = outputs.map { Linear(scope[$0.0], sizes.width, $0.1) }
    }

    public func callAsFunction(_ cells: Tensor) -> Logits {
        let positions = RotaryEmbedding(length: cells.size(1), size: sizes.headSize, device: cells.device)
        var x = input(cells)
        for block in blocks { x = block(x, positions: positions) }
        x = norm(x)
        return Logits(chord: heads[0](x), bass: heads[1](x), position: heads[2](x), key: heads[3](x))
    }
}
