import Tensors

/// The "WaveNet" of FastSAG's public code (chenjianyi/fastsag, sde_diffusion/wavenet.py): (B, C, T) -> (B, C, T).
///
/// It is wired unlike the WaveNet of the literature. Nothing is causal: every convolution pads both sides alike. The
/// blocks of a stack do not follow one another; block i of a stack hears block i of the stack before, so there are
/// `layers` columns of constant dilation 2^i, side by side, and all begin at the same input. Only the skips of the last
/// stack are added up.
public struct WaveNet: Module {
    public struct Sizes: Sendable, Equatable {
        /// Channels.
        public var width: Int
        /// Blocks of a stack; block i has the dilation 2^i.
        public var layers: Int
        public var stacks: Int
        /// Taps of the first convolution and of the blocks'.
        public var kernel: Int

        public init(width: Int, layers: Int, stacks: Int, kernel: Int = 3) {
            self.width = width
            self.layers = layers
            self.stacks = stacks
            self.kernel = kernel
        }
    }

    let input: Convolution1d
    let stacks: [[Block]]
    let output: Convolution1d

    public init(_ scope: Scope, _ sizes: Sizes) {
        input = Convolution1d(scope["init_conv"], sizes.width, sizes.width, kernel: sizes.kernel)
        stacks = (0..<sizes.stacks).map { stack in
            (0..<sizes.layers).map { layer in
                Block(
                    scope["stacks"][stack]["blocks"][layer], sizes, dilation: 1 << layer,
                    hasSkip: stack == sizes.stacks - 1)
            }
        }
        output = Convolution1d(scope["final_conv"], sizes.width, sizes.width, kernel: 1)
    }

    public func callAsFunction(_ x: Tensor) -> Tensor { self(x, observer: { _, _ in }) }

    /// - Parameter observer: is shown "init_conv", every "stacks.N" but the last, and "skips" of the last; stacks as
    ///   (layers, B, C, T).
    public func callAsFunction(_ x: Tensor, observer: Observer) -> Tensor {
        let first = input(x)
        observer("init_conv", first)
        var columns = Array(repeating: first, count: stacks.first?.count ?? 0)
        for (index, stack) in stacks.enumerated() {
            columns = zip(stack, columns).map { block, x in block(x) }
            if index + 1 < stacks.count { observer("stacks.\(index)", .stacked(columns)) }
        }
        let skips = zip(stacks.last ?? [], columns).compactMap { block, x in block.skip?(x) }
        observer("skips", .stacked(skips))
        return output(skips.dropFirst().reduce(skips.first ?? first) { $0 + $1 })
    }

    /// Gate and residual: (B, C, T) -> (B, C, T).
    struct Block: Module {
        let convolution: Convolution1d
        let residual: Convolution1d
        /// Reads what the block gives; only blocks of the last stack have one.
        let skip: Convolution1d?

        init(_ scope: Scope, _ sizes: Sizes, dilation: Int, hasSkip: Bool) {
            convolution = Convolution1d(
                scope["conv"], sizes.width, sizes.width, kernel: sizes.kernel, dilation: dilation)
            residual = Convolution1d(scope["res_conv"], sizes.width, sizes.width, kernel: 1)
            skip = hasSkip ? Convolution1d(scope["skip_conv"], sizes.width, sizes.width, kernel: 1) : nil
        }

        func callAsFunction(_ x: Tensor) -> Tensor {
            // both halves of the gate hear the same channels
            let heard = convolution(x)
            return heard.tanh() * heard.sigmoid() + residual(x)
        }
    }
}
