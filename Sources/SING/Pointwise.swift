import Tensors

/// A convolution with a kernel of 1, under the published shape of its weights, on (..., C): a linear layer.
struct Pointwise: Sendable {
    let weight: Tensor
    let bias: Tensor

    init(_ scope: Scope, _ inputs: Int, _ outputs: Int) {
        weight = scope.parameter("weight", [outputs, inputs, 1], .fanIn(inputs))
        bias = scope.parameter("bias", [outputs], .fanIn(inputs))
    }

    func callAsFunction(_ x: Tensor) -> Tensor { x.linear(weight.squeezed(-1), bias) }
}
