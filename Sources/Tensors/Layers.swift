/// (..., I) -> (..., O)
public struct Linear: Module {
    public let weight: Tensor
    public let bias: Tensor?

    public init(_ scope: Scope, _ inputs: Int, _ outputs: Int, bias: Bool = true, zero: Bool = false) {
        weight = scope.parameter("weight", [outputs, inputs], zero ? .zeros : .fanIn(inputs))
        self.bias = bias ? scope.parameter("bias", [outputs], zero ? .zeros : .fanIn(inputs)) : nil
    }

    public func callAsFunction(_ x: Tensor) -> Tensor { x.linear(weight, bias) }
}

/// (B, I, T) -> (B, O, T'), as PyTorch's Conv1d.
public struct Convolution1d: Module {
    public let weight: Tensor
    public let bias: Tensor?
    let stride: Int
    let padding: Int
    let dilation: Int
    let groups: Int

    /// `padding` nil keeps the length (kernel odd, stride 1).
    public init(
        _ scope: Scope, _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int = 1, padding: Int? = nil,
        dilation: Int = 1, groups: Int = 1, bias: Bool = true, zero: Bool = false
    ) {
        let fanIn = inputs / groups * kernel
        weight = scope.parameter("weight", [outputs, inputs / groups, kernel], zero ? .zeros : .fanIn(fanIn))
        self.bias = bias ? scope.parameter("bias", [outputs], zero ? .zeros : .fanIn(fanIn)) : nil
        self.stride = stride
        self.padding = padding ?? (kernel - 1) * dilation / 2
        self.dilation = dilation
        self.groups = groups
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        x.convolution(weight, bias, stride: stride, padding: padding, dilation: dilation, groups: groups)
    }
}

/// (B, I, H, W) -> (B, O, H', W'), as PyTorch's Conv2d, padded so that a stride of 1 keeps the lengths (kernels odd).
public struct Convolution2d: Module {
    public let weight: Tensor
    public let bias: Tensor?
    let strides: [Int]
    let paddings: [Int]

    /// A square kernel.
    public init(_ scope: Scope, _ inputs: Int, _ outputs: Int, kernel: Int, bias: Bool = true, zero: Bool = false) {
        self.init(scope, inputs, outputs, kernel: (kernel, kernel), bias: bias, zero: zero)
    }

    /// Kernel and stride by (height, width).
    public init(
        _ scope: Scope, _ inputs: Int, _ outputs: Int, kernel: (Int, Int), stride: (Int, Int) = (1, 1),
        bias: Bool = true, zero: Bool = false
    ) {
        let fanIn = inputs * kernel.0 * kernel.1
        weight = scope.parameter("weight", [outputs, inputs, kernel.0, kernel.1], zero ? .zeros : .fanIn(fanIn))
        self.bias = bias ? scope.parameter("bias", [outputs], zero ? .zeros : .fanIn(fanIn)) : nil
        strides = [stride.0, stride.1]
        paddings = [(kernel.0 - 1) / 2, (kernel.1 - 1) / 2]
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        x.convolution(weight, bias, strides: strides, paddings: paddings)
    }
}

/// Normalises the last dimension of (..., C).
public struct LayerNorm: Module {
    public let weight: Tensor
    public let bias: Tensor

    public init(_ scope: Scope, _ size: Int) {
        weight = scope.parameter("weight", [size], .ones)
        bias = scope.parameter("bias", [size], .zeros)
    }

    public func callAsFunction(_ x: Tensor) -> Tensor { x.layerNorm(weight, bias) }
}

/// Normalises groups of channels of (B, C, ...).
public struct GroupNorm: Module {
    public let weight: Tensor
    public let bias: Tensor
    let groups: Int

    public init(_ scope: Scope, _ size: Int, groups: Int) {
        weight = scope.parameter("weight", [size], .ones)
        bias = scope.parameter("bias", [size], .zeros)
        self.groups = groups
    }

    public func callAsFunction(_ x: Tensor) -> Tensor { x.groupNorm(groups, weight, bias) }
}

/// Indices (...) -> (..., D)
public struct Embedding: Module {
    public let weight: Tensor

    public init(_ scope: Scope, _ count: Int, _ size: Int, deviation: Double = 1) {
        weight = scope.parameter("weight", [count, size], .normal(deviation))
    }

    public func callAsFunction(_ indices: Tensor) -> Tensor { weight.rows(indices) }
}
