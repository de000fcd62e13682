import Networks
import Tensors

/// Standardised Mel (B, T, bands) -> ConvNeXt blocks, two frames to one -> (B, T / 2, outputs).
struct MelEncoder: Module {
    let input: Convolution1d
    let outer: [ConvNeXtBlock]
    let down: Linear
    let inner: [ConvNeXtBlock]
    let norm: LayerNorm
    let output: Linear

    init(_ scope: Scope, _ sizes: MelCoderSizes, outputs: Int) {
        input = Convolution1d(scope["input"], sizes.bands, sizes.width, kernel: 3)
        outer = sizes.blocks(scope["outer"], sizes.outerBlocks)
        down = Linear(scope["down"], MelCoderSizes.stride * sizes.width, sizes.width)
        inner = sizes.blocks(scope["inner"], sizes.innerBlocks)
        norm = LayerNorm(scope["norm"], sizes.width)
        output = Linear(scope["output"], sizes.width, outputs)
    }

    func callAsFunction(_ mel: Tensor) -> Tensor {
        // (B, T, bands) -> (B, bands, T) -> (B, T, C): convolutions run over the last dimension
        var x = input(mel.transposed()).transposed()
        for block in outer { x = block(x) }
        // two frames side by side: a convolution of kernel 2 and stride 2
        x = down(x.reshaped([x.size(0), x.size(1) / MelCoderSizes.stride, MelCoderSizes.stride * x.size(2)]))
        for block in inner { x = block(x) }
        return output(norm(x))
    }
}

extension MelCoderSizes {
    /// Blocks of an encoder or decoder whose residuals add up to a signal no larger than what comes in.
    func blocks(_ scope: Scope, _ count: Int) -> [ConvNeXtBlock] {
        let all = 2 * (outerBlocks + innerBlocks)
        return (0..<count).map {
            ConvNeXtBlock(scope[$0], width: width, hidden: hidden, initialScale: 1 / Float(max(all, 1)).squareRoot())
        }
    }
}
