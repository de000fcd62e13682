import Tensors

/// Convolution 3 x 3, group norm of 8 groups and Mish of a masked image: (B, I, F, T) -> (B, O, F, T).
struct NormalisedBlock2d: Sendable {
    let convolution: Convolution2d
    let norm: GroupNorm

    init(_ scope: Scope, _ inputs: Int, _ outputs: Int) {
        convolution = Convolution2d(scope["block.0"], inputs, outputs, kernel: 3)
        norm = GroupNorm(scope["block.1"], outputs, groups: 8)
    }

    /// - Parameter mask: (B, 1, 1, T).
    func callAsFunction(_ x: Tensor, mask: Tensor) -> Tensor { norm(convolution(x * mask)).mish() * mask }
}

/// Two such blocks, told the time between them, around a shortcut: (B, I, F, T) -> (B, O, F, T).
struct ResidualBlock2d: Sendable {
    let first: NormalisedBlock2d
    let second: NormalisedBlock2d
    let time: Linear
    /// nil where the number of channels stays.
    let shortcut: Convolution2d?

    init(_ scope: Scope, _ inputs: Int, _ outputs: Int, time width: Int) {
        time = Linear(scope["mlp.1"], width, outputs)
        first = NormalisedBlock2d(scope["block1"], inputs, outputs)
        second = NormalisedBlock2d(scope["block2"], outputs, outputs)
        shortcut = inputs == outputs ? nil : Convolution2d(scope["res_conv"], inputs, outputs, kernel: 1)
    }

    /// - Parameters:
    ///   - mask: (B, 1, 1, T).
    ///   - time: (B, C) or (1, C).
    func callAsFunction(_ x: Tensor, mask: Tensor, time embedded: Tensor) -> Tensor {
        // Mish comes before the layer; what it adds reaches masked places too
        let bias = time(embedded.mish()).unsqueezed(-1).unsqueezed(-1)
        let body = second(first(x, mask: mask) + bias, mask: mask)
        let masked = x * mask
        return body + (shortcut?(masked) ?? masked)
    }
}
