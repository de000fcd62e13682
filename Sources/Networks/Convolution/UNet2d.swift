import Tensors

/// The score network of Grad-TTS (Popov et al. 2021, arXiv 2105.06337) as FastSAG's public code has it
/// (chenjianyi/fastsag, sde_diffusion/diffusion.py, GradLogPEstimator2d): a U-Net over a noisy Mel and mu, seen as an
/// image of two channels, with residual blocks and linear attention. B batch, F bands, T frames.
public struct UNet2d: Sendable {
    public struct Sizes: Sendable, Equatable {
        /// Channels of the first level, a multiple of 8.
        public var width: Int
        /// Channels of each level in widths; every level after the first has half the bands and frames.
        public var multipliers: [Int]
        /// What noise levels are multiplied with before they are embedded.
        public var timeScale: Double

        public init(width: Int, multipliers: [Int] = [1, 2, 4], timeScale: Double = 1000) {
            self.width = width
            self.multipliers = multipliers
            self.timeScale = timeScale
        }
    }

    /// One resolution of the way down or up.
    struct Level: Sendable {
        let first: ResidualBlock2d
        let second: ResidualBlock2d
        let attention: LinearAttention2d
        /// Halves the resolution on the way down, doubles it on the way up; the lowest level stays.
        let resize: Resize2d?
    }

    let embedding: SinusoidalEmbedding
    let mlp: (first: Linear, second: Linear)
    let downs: [Level]
    let middle: (first: ResidualBlock2d, attention: LinearAttention2d, second: ResidualBlock2d)
    let ups: [Level]
    let last: NormalisedBlock2d
    let output: Convolution2d

    public init(_ scope: Scope, _ sizes: Sizes) {
        let width = sizes.width
        let widths = sizes.multipliers.map { width * $0 }
        func level(_ scope: Scope, _ inputs: Int, _ outputs: Int, resize: Resize2d.Direction?) -> Level {
            Level(
                first: ResidualBlock2d(scope["0"], inputs, outputs, time: width),
                second: ResidualBlock2d(scope["1"], outputs, outputs, time: width),
                attention: LinearAttention2d(scope["2"], width: outputs),
                resize: resize.map { Resize2d(scope["3"]["conv"], width: outputs, $0) })
        }
        embedding = SinusoidalEmbedding(width: width, scale: sizes.timeScale, device: scope.device)
        mlp = (Linear(scope["mlp.0"], width, 4 * width), Linear(scope["mlp.2"], 4 * width, width))
        let inputs = [2] + widths.dropLast()
        downs = widths.indices.map {
            level(scope["downs"][$0], inputs[$0], widths[$0], resize: $0 + 1 < widths.count ? .down : nil)
        }
        let bottom = widths.last ?? width
        middle = (
            ResidualBlock2d(scope["mid_block1"], bottom, bottom, time: width),
            LinearAttention2d(scope["mid_attn"], width: bottom),
            ResidualBlock2d(scope["mid_block2"], bottom, bottom, time: width)
        )
        // from the lowest level up; the first has no partner, its way ends at full resolution
        ups = widths.indices.dropFirst().reversed().enumerated().map { place, index in
            level(scope["ups"][place], 2 * widths[index], inputs[index], resize: .up)
        }
        last = NormalisedBlock2d(scope["final_block"], width, width)
        output = Convolution2d(scope["final_conv"], width, 1, kernel: 1)
    }

    /// - Parameters:
    ///   - x: noisy Mel, (B, F, T); F and T can be halved as often as there are levels after the first.
    ///   - mask: (B, 1, T), 1 where there is music, 0 where there is padding. Attention hears padding all the same.
    ///   - mu: (B, F, T).
    ///   - time: noise level as the network is told, (B) or (1).
    ///   - observer: is shown parts by their published keys.
    /// - Returns: (B, F, T), 0 where the mask is.
    public func callAsFunction(
        _ x: Tensor, mask: Tensor, mu: Tensor, time: Tensor, observer: Observer = { _, _ in }
    ) -> Tensor {
        func shown(_ part: String, _ tensor: Tensor) -> Tensor {
            observer(part, tensor)
            return tensor
        }
        let embedded = shown("time_pos_emb", embedding(time))
        let time = shown("mlp", mlp.second(mlp.first(embedded).mish()))
        let mask = mask.unsqueezed(1)  // (B, 1, 1, T)
        var image = Tensor.stacked([mu, x], dimension: 1)  // (B, 2, F, T)
        var masks = [mask]
        var passed: [Tensor] = []
        for (index, level) in downs.enumerated() {
            let mask = masks[masks.count - 1]
            image = shown("downs.\(index).0", level.first(image, mask: mask, time: time))
            image = level.second(image, mask: mask, time: time)
            image = shown("downs.\(index).2", level.attention(image))
            passed.append(image)
            image = image * mask
            if let resize = level.resize {
                image = shown("downs.\(index).3", resize(image))
                // (B, 1, 1, T) -> every second of T
                let halved = mask.reshaped([mask.size(0), 1, 1, mask.size(-1) / 2, 2])
                masks.append(halved.narrowed(-1, from: 0, length: 1).squeezed(-1))
            }
        }
        let lowest = masks[masks.count - 1]
        image = middle.first(image, mask: lowest, time: time)
        image = middle.attention(image)
        image = shown("mid_block2", middle.second(image, mask: lowest, time: time))
        for (index, level) in ups.enumerated() {
            let (mask, skip) = (masks[masks.count - 1 - index], passed[passed.count - 1 - index])
            image = level.first(.concatenated([image, skip], dimension: 1), mask: mask, time: time)
            image = level.second(image, mask: mask, time: time)
            image = level.attention(image) * mask
            if let resize = level.resize { image = shown("ups.\(index).3", resize(image)) }
        }
        image = shown("final_block", last(image, mask: mask))
        return (output(image * mask) * mask).squeezed(1)
    }
}
