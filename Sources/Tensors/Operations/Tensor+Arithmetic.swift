import CTorchLoader

extension Tensor {
    func unary(_ operation: CTorchUnary, _ name: String) -> Tensor { apply(name) { $0.unary(operation, $1) } }

    func scalar(_ operation: CTorchScalar, _ value: Double, _ name: String) -> Tensor {
        apply(name) { $0.scalar(operation, $1, value) }
    }

    /// Element by element, lengths of 1 stretched to fit.
    func binary(_ operation: CTorchBinary, _ other: Tensor, _ name: String) -> Tensor {
        if !state.isFailure, !other.state.isFailure {
            let mine = shape.reversed(), theirs = other.shape.reversed()
            guard zip(mine, theirs).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) else {
                return .mismatch(name, "\(shape) and \(other.shape) do not fit")
            }
        }
        return apply(name, other) { $0.binary(operation, $1, $2) }
    }

    public static func + (a: Tensor, b: Tensor) -> Tensor { a.binary(CTORCH_ADD, b, "add") }
    public static func - (a: Tensor, b: Tensor) -> Tensor { a.binary(CTORCH_SUB, b, "subtract") }
    public static func * (a: Tensor, b: Tensor) -> Tensor { a.binary(CTORCH_MUL, b, "multiply") }
    public static func / (a: Tensor, b: Tensor) -> Tensor { a.binary(CTORCH_DIV, b, "divide") }
    public static func + (a: Tensor, b: Double) -> Tensor { a.scalar(CTORCH_SCALAR_ADD, b, "add") }
    public static func + (a: Double, b: Tensor) -> Tensor { b + a }
    public static func - (a: Tensor, b: Double) -> Tensor { a.scalar(CTORCH_SCALAR_ADD, -b, "subtract") }
    public static func - (a: Double, b: Tensor) -> Tensor { -b + a }
    public static func * (a: Tensor, b: Double) -> Tensor { a.scalar(CTORCH_SCALAR_MUL, b, "multiply") }
    public static func * (a: Double, b: Tensor) -> Tensor { b * a }
    public static func / (a: Tensor, b: Double) -> Tensor { a.scalar(CTORCH_SCALAR_MUL, 1 / b, "divide") }
    public static prefix func - (a: Tensor) -> Tensor { a.unary(CTORCH_NEG, "negate") }

    public func exp() -> Tensor { unary(CTORCH_EXP, "exp") }
    public func log() -> Tensor { unary(CTORCH_LOG, "log") }
    public func sqrt() -> Tensor { unary(CTORCH_SQRT, "sqrt") }
    public func rsqrt() -> Tensor { unary(CTORCH_RSQRT, "rsqrt") }
    public func squared() -> Tensor { unary(CTORCH_SQUARE, "square") }
    public func abs() -> Tensor { unary(CTORCH_ABS, "abs") }
    public func sin() -> Tensor { unary(CTORCH_SIN, "sin") }
    public func cos() -> Tensor { unary(CTORCH_COS, "cos") }
    public func tanh() -> Tensor { unary(CTORCH_TANH, "tanh") }
    public func sigmoid() -> Tensor { unary(CTORCH_SIGMOID, "sigmoid") }
    public func relu() -> Tensor { unary(CTORCH_RELU, "relu") }
    public func silu() -> Tensor { unary(CTORCH_SILU, "silu") }
    public func gelu() -> Tensor { unary(CTORCH_GELU, "gelu") }
    public func mish() -> Tensor { unary(CTORCH_MISH, "mish") }
    public func softplus() -> Tensor { unary(CTORCH_SOFTPLUS, "softplus") }
    public func leakyRelu(_ slope: Double) -> Tensor { scalar(CTORCH_LEAKY_RELU, slope, "leaky relu") }
    public func power(_ exponent: Double) -> Tensor { scalar(CTORCH_SCALAR_POW, exponent, "power") }
    public func clamped(min: Double) -> Tensor { scalar(CTORCH_CLAMP_MIN, min, "clamp") }
    public func clamped(max: Double) -> Tensor { scalar(CTORCH_CLAMP_MAX, max, "clamp") }
    /// True where greater, as a bool tensor.
    public func isGreater(than value: Double) -> Tensor { scalar(CTORCH_SCALAR_GT, value, "greater") }
    public func maximum(_ other: Tensor) -> Tensor { binary(CTORCH_MAXIMUM, other, "maximum") }
    public func minimum(_ other: Tensor) -> Tensor { binary(CTORCH_MINIMUM, other, "minimum") }

    /// The other where the condition holds, else `self`.
    public func replaced(by other: Tensor, where condition: Tensor) -> Tensor {
        condition.apply("where", other, self) { api, condition, other, kept in api.where(condition, other, kept) }
    }

    /// (..., M, K) x (..., K, N) -> (..., M, N)
    public func matmul(_ other: Tensor) -> Tensor {
        if !state.isFailure, !other.state.isFailure {
            guard rank >= 2, other.rank >= 2, size(-1) == other.size(-2) else {
                return .mismatch("matmul", "\(shape) and \(other.shape) do not fit")
            }
        }
        return apply("matmul", other) { $0.binary(CTORCH_MATMUL, $1, $2) }
    }

    /// A matrix (M, K) times a vector (K) -> (M). The matrix is read once where it lies; a product of matrices would copy
    /// it first, which costs three times as much.
    public func times(vector: Tensor) -> Tensor {
        if !state.isFailure, !vector.state.isFailure {
            guard rank == 2, vector.rank == 1, size(1) == vector.size(0) else {
                return .mismatch("matrix times vector", "\(shape) and \(vector.shape) do not fit")
            }
        }
        return apply("matrix times vector", vector) { $0.binary(CTORCH_MATMUL, $1, $2) }
    }

    /// x (..., I), weight (O, I), bias (O) -> (..., O)
    public func linear(_ weight: Tensor, _ bias: Tensor? = nil) -> Tensor {
        if !state.isFailure, !weight.state.isFailure {
            guard weight.rank == 2, size(-1) == weight.size(1) else {
                return .mismatch("linear", "input \(shape) and weight \(weight.shape) do not fit")
            }
        }
        return apply("linear", weight, bias) { api, x, weight, bias in api.linear(x, weight, bias) }
    }

    /// x (B, I, spatial...), weight (O, I / groups, kernel...) -> (B, O, spatial...); with `transposed`,
    /// weight is (I, O / groups, kernel...).
    public func convolution(
        _ weight: Tensor, _ bias: Tensor? = nil, stride: Int = 1, padding: Int = 0, dilation: Int = 1,
        groups: Int = 1, transposed: Bool = false, outputPadding: Int = 0
    ) -> Tensor {
        func all(_ value: Int) -> [Int] { Array(repeating: value, count: max(rank - 2, 1)) }
        return convolution(
            weight, bias, strides: all(stride), paddings: all(padding), dilation: dilation, groups: groups,
            transposed: transposed, outputPadding: outputPadding)
    }

    /// The same with a stride and a padding for each spatial dimension.
    public func convolution(
        _ weight: Tensor, _ bias: Tensor? = nil, strides: [Int], paddings: [Int], dilation: Int = 1, groups: Int = 1,
        transposed: Bool = false, outputPadding: Int = 0
    ) -> Tensor {
        let spatial = rank - 2
        func listed(_ sizes: [Int]) -> String { sizes.map(String.init).joined(separator: " x ") }
        if !state.isFailure, !weight.state.isFailure {
            guard strides.allSatisfy({ $0 > 0 }), dilation > 0, groups > 0, paddings.allSatisfy({ $0 >= 0 }),
                outputPadding >= 0, strides.count == max(spatial, 1), paddings.count == strides.count
            else {
                return .mismatch(
                    "convolution",
                    "no stride \(listed(strides)), dilation \(dilation), groups \(groups), padding \(listed(paddings)) "
                        + "and output padding \(outputPadding)")
            }
            let inputs =
                transposed ? weight.size(0) : weight.size(1).multipliedReportingOverflow(by: groups).partialValue
            guard spatial >= 1, weight.rank == rank, size(1) == inputs else {
                return .mismatch(
                    "convolution", "input \(shape) and weight \(weight.shape) with \(groups) groups do not fit")
            }
        }
        func all(_ value: Int) -> [Int] { Array(repeating: value, count: max(spatial, 1)) }
        return apply("convolution", weight, bias) { api, x, weight, bias in
            strides.withSizes { stride, count in
                paddings.withSizes { padding, _ in
                    all(dilation).withSizes { dilation, _ in
                        all(outputPadding).withSizes { outputPadding, _ in
                            api.convolution(
                                x, weight, bias, stride, padding, dilation, count, transposed ? 1 : 0, outputPadding,
                                Int64(groups))
                        }
                    }
                }
            }
        }
    }

    /// Normalises the last dimension.
    public func layerNorm(_ weight: Tensor? = nil, _ bias: Tensor? = nil, epsilon: Double = 1e-5) -> Tensor {
        let size = Int64(size(-1))
        return apply("layer norm", weight, bias) { api, x, weight, bias in
            api.layer_norm(x, size, weight, bias, epsilon)
        }
    }

    /// Normalises groups of channels of (B, C, ...).
    public func groupNorm(_ groups: Int, _ weight: Tensor? = nil, _ bias: Tensor? = nil, epsilon: Double = 1e-5)
        -> Tensor
    {
        if !state.isFailure {
            guard rank >= 2, groups > 0, size(1) % groups == 0 else {
                return .mismatch("group norm", "\(shape) has no \(groups) equal groups of channels")
            }
        }
        return apply("group norm", weight, bias) { api, x, weight, bias in
            api.group_norm(x, Int64(groups), weight, bias, epsilon)
        }
    }

    /// Rows of a table (N, D): indices (...) -> (..., D)
    public func rows(_ indices: Tensor) -> Tensor { apply("embedding", indices) { $0.embedding($1, $2) } }
}
