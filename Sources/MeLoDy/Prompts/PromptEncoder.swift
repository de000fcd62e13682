import Foundation
import Networks
import Signal
import Tensors

/// Two towers into one space, in MuLan's role (Huang et al. 2022, arXiv 2208.12415): a clip of sound and a text about it lie close
/// together. The space is quantised into the tokens that lead the language model. B batch, W words, D numbers of the space.
public struct PromptEncoder: Sendable {
    public let sizes: PromptEncoderSizes
    public let quantizer: ResidualVectorQuantizer
    /// (clip)
    let mean: Tensor
    let deviation: Tensor
    let clipLayers: [Linear]
    let words: Embedding
    let wordBlock: MixingBlock
    let textLayers: [Linear]
    /// A tenth of ln of how much the dot products count.
    let scale: Tensor

    private static let initialScale = 10.0
    private static let scaleRate = 10.0
    private static let headSize = 32

    public init(_ scope: Scope, _ sizes: PromptEncoderSizes, clips: FeatureMoments? = nil) {
        self.sizes = sizes
        mean = scope.constant("clip.mean", [sizes.clip], clips.map { .values($0.mean) } ?? .zeros)
        deviation = scope.constant("clip.deviation", [sizes.clip], clips.map { .values($0.deviation) } ?? .ones)
        clipLayers = [
            Linear(scope["clip"][0], sizes.clip, sizes.hidden), Linear(scope["clip"][1], sizes.hidden, sizes.width),
        ]
        words = Embedding(scope["words"], sizes.words, sizes.hidden, deviation: 0.1)
        let heads = max(sizes.hidden / Self.headSize, 1)
        wordBlock = MixingBlock(scope["text.block"], width: sizes.hidden, heads: heads, kernel: 3, expansion: 2)
        textLayers = [
            Linear(scope["text"][0], sizes.hidden, sizes.hidden), Linear(scope["text"][1], sizes.hidden, sizes.width),
        ]
        quantizer = ResidualVectorQuantizer(scope["quantizer"], sizes.quantizer)
        scale = scope.parameter("scale", [1], .values([Float(log(Self.initialScale) / Self.scaleRate)]))
    }

    /// `ClipFeatures`, (B, clip) -> (B, D) of length 1.
    public func embedded(clips: Tensor) -> Tensor {
        let x = (clips - mean) / deviation
        return Self.unit(clipLayers[1](clipLayers[0](x).gelu()))
    }

    /// Words, (B, W) int64, and which of them are there, (B, W, 1) -> (B, D) of length 1.
    public func embedded(words codes: Tensor, present: Tensor) -> Tensor {
        let positions = RotaryEmbedding(
            length: codes.size(1), size: min(Self.headSize, sizes.hidden), device: codes.device)
        let x = wordBlock(words(codes) * present, positions: positions)
        let mean = (x * present).sum([1]) / present.sum([1]).clamped(min: 1)
        return Self.unit(textLayers[1](textLayers[0](mean).gelu()))
    }

    /// Of a prompt.
    public func embedded(_ prompt: Prompt) -> Tensor {
        let count = prompt.words.count
        return embedded(words: Tensor(prompt.words, shape: [1, count]), present: .ones([1, count, 1]))
    }

    /// Tokens of a point of the space, (1, D), a code of each level.
    public func tokens(_ point: Tensor) throws -> [Int] {
        try Engine.withGradients(false) { try quantizer.encode(point).flatMap { try $0.integers() } }
    }

    /// How close every clip, (B, D), lies to every text, (B, D), for the loss: (B, B).
    public func closeness(clips: Tensor, texts: Tensor) -> Tensor {
        clips.matmul(texts.transposed()) * (scale * Self.scaleRate).exp()
    }

    private static func unit(_ x: Tensor) -> Tensor {
        x * (x.squared().sum([1], keep: true) + 1e-8).rsqrt()
    }
}
