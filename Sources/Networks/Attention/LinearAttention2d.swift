import Tensors

/// Attention over all places of an image at linear cost (Shen et al. 2021), behind a learned weight that starts at 0
/// (ReZero; Bachlechner et al. 2021) and around a shortcut: (B, C, F, T) -> (B, C, F, T). Only the keys are
/// normalised; there is no mask.
struct LinearAttention2d: Module {
    static let heads = 4
    static let headSize = 32

    let gain: Tensor
    let projection: Convolution2d
    let output: Convolution2d

    init(_ scope: Scope, width: Int) {
        let inner = Self.heads * Self.headSize
        gain = scope.parameter("fn.g", [1], .zeros)
        projection = Convolution2d(scope["fn.fn.to_qkv"], width, 3 * inner, kernel: 1, bias: false)
        output = Convolution2d(scope["fn.fn.to_out"], inner, width, kernel: 1)
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        let (batch, height, width) = (x.size(0), x.size(2), x.size(3))
        // (B, 3 heads D, F, T) -> three of (B, heads, D, F T)
        let parts = projection(x).reshaped([batch, 3, Self.heads, Self.headSize, height * width])
            .split(3, dimension: 1).map { $0.squeezed(1) }
        // what is kept of all places, (B, heads, D of keys, D of values)
        let kept = parts[1].softmax().matmul(parts[2].transposed())
        let heard = kept.transposed().matmul(parts[0])
        return x + output(heard.reshaped([batch, -1, height, width])) * gain
    }
}
