import Networks
import Tensors

/// StemGen as published (Parker et al. 2024, arXiv 2312.08723, section 2.2): the levels' embeddings of context and of target
/// are summed with tables that both share, an instrument's embedding is added, both lie side by side on the feature axis,
/// and a LLaMA-type transformer without causal mask reads the sequence. B batch, T tokens, K codes.
public struct PublishedStemGen: StemTransformer {
    /// Embedded context with the instrument's embedding, (B, T, W / 2), and the latter alone, (B, 1, W / 2).
    public struct Context: Sendable {
        let heard: Tensor
        let condition: Tensor
    }

    public let sizes: PublishedStemGenSizes
    /// A table a level; its last row stands for what is masked.
    let tables: [Embedding]
    let instrument: Linear
    let blocks: [LlamaBlock]
    let norm: RMSNorm
    let heads: [Linear]

    public var levels: Int { sizes.quantizer.levels }
    public var codes: Int { sizes.quantizer.codes }

    public init(_ scope: Scope, _ sizes: PublishedStemGenSizes) {
        self.sizes = sizes
        let half = sizes.width / 2
        tables = (0..<sizes.quantizer.levels).map {
            Embedding(scope["embeddings"][$0], sizes.quantizer.codes + 1, half, deviation: 0.02)
        }
        instrument = Linear(scope["instrument"], sizes.instruments, half, bias: false)
        blocks = (0..<sizes.layers).map { LlamaBlock(scope["layers"][$0], width: sizes.width, heads: sizes.heads) }
        norm = RMSNorm(scope["norm"], sizes.width)
        heads = (0..<sizes.quantizer.levels).map {
            Linear(scope["heads"][$0], sizes.width, sizes.quantizer.codes, bias: false)
        }
    }

    /// Hears codes and the instrument, one hot (B, instruments), each where it is given; the paper has no sheet.
    public func context(_ input: StemInput) -> Context {
        let condition = instrument(input.instrument).unsqueezed(1) * input.flag(.instrument)
        let shown = input.contextCodes.map { _ in
            input.flag(.mix).expanded([input.given.size(0), input.context.size(1), 1])
        }
        return Context(heard: embedded(input.contextCodes, visible: shown) + condition, condition: condition)
    }

    public func logits(level: Int, target: [Tensor], visible: [Tensor], context: Context) -> Tensor {
        let made = embedded(target, visible: visible) + context.condition
        var x = Tensor.concatenated([context.heard, made], dimension: -1)
        let positions = RotaryEmbedding(length: x.size(1), size: sizes.width / sizes.heads, device: x.device)
        for block in blocks { x = block(x, positions: positions) }
        return heads[level](norm(x))
    }

    /// Codes of every level, (B, T) each, and where they are seen, (B, T, 1) -> (B, T, W / 2).
    private func embedded(_ codes: [Tensor], visible: [Tensor]) -> Tensor {
        let vectors = zip(tables, zip(codes, visible)).map { table, seen in
            let mask = table.weight.narrowed(0, from: sizes.quantizer.codes, length: 1)
            return table(seen.0) * seen.1 + mask * (1 - seen.1)
        }
        return vectors.dropFirst().reduce(vectors[0], +)
    }
}
