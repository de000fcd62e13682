import Tensors

/// A convolution with weight norm (Salimans & Kingma 2016) under EnCodec's keys, padded by reflection on both sides:
/// (B, I, T) -> (B, O, ceil(T / stride)).
struct EnCodecConvolution: Module {
    let weight: Tensor
    let bias: Tensor
    let kernel: Int
    let stride: Int

    init(_ scope: Scope, _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int = 1) {
        weight = Self.weight(scope["conv"], [outputs, inputs, kernel])
        bias = scope["conv"].parameter("bias", [outputs], .zeros)
        self.kernel = kernel
        self.stride = stride
    }

    /// g v / |v|, a norm for each place of the first dimension.
    static func weight(_ scope: Scope, _ shape: [Int]) -> Tensor {
        let gain = scope.parameter("weight_g", [shape[0], 1, 1], .ones)
        let direction = scope.parameter("weight_v", shape, .fanIn(shape[1] * shape[2]))
        return direction * (gain / direction.squared().sum([1, 2], keep: true).sqrt())
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        let total = kernel - stride
        let right = total / 2
        let length = x.size(-1)
        // the last window is filled up
        let windows = (length - kernel + total + stride - 1) / stride + 1
        let extra = max((windows - 1) * stride + kernel - total - length, 0)
        return Self.reflected(x, total - right, right + extra).convolution(weight, bias, stride: stride)
    }

    /// Reflection of a signal that may be shorter than what is reflected: zeros make it long enough and are cut off again
    /// (transformers, EncodecConv1d._pad1d).
    private static func reflected(_ x: Tensor, _ left: Int, _ right: Int) -> Tensor {
        let missing = max(max(left, right) - x.size(-1) + 1, 0)
        let padded = (missing > 0 ? x.padded(0, missing) : x).padded(left, right, .reflect)
        return padded.narrowed(-1, from: 0, length: padded.size(-1) - missing)
    }
}

/// The same transposed: (B, I, T) -> (B, O, T stride); the kernel is twice the stride.
struct EnCodecUpsampling: Module {
    let weight: Tensor
    let bias: Tensor
    let stride: Int

    init(_ scope: Scope, _ inputs: Int, _ outputs: Int, stride: Int) {
        weight = EnCodecConvolution.weight(scope["conv"], [inputs, outputs, 2 * stride])
        bias = scope["conv"].parameter("bias", [outputs], .zeros)
        self.stride = stride
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        let made = x.convolution(weight, bias, stride: stride, transposed: true)
        let right = stride / 2
        return made.narrowed(-1, from: stride - right, length: made.size(-1) - stride)
    }
}
