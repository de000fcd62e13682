import CTorchLoader

extension Tensor {
    private func reduced(_ reduction: CTorchReduction, _ dimensions: [Int]?, _ keep: Bool, _ name: String) -> Tensor {
        let over = dimensions ?? Array(0..<rank)
        return over.withSizes { sizes, count in apply(name) { $0.reduce(reduction, $1, sizes, count, keep ? 1 : 0) } }
    }

    public func sum(_ dimensions: [Int]? = nil, keep: Bool = false) -> Tensor {
        reduced(CTORCH_SUM, dimensions, keep, "sum")
    }
    public func mean(_ dimensions: [Int]? = nil, keep: Bool = false) -> Tensor {
        reduced(CTORCH_MEAN, dimensions, keep, "mean")
    }
    public func maximum(_ dimensions: [Int]? = nil, keep: Bool = false) -> Tensor {
        reduced(CTORCH_AMAX, dimensions, keep, "maximum")
    }
    public func minimum(_ dimensions: [Int]? = nil, keep: Bool = false) -> Tensor {
        reduced(CTORCH_AMIN, dimensions, keep, "minimum")
    }

    /// The index of the greatest element, int64.
    public func argmax(_ dimension: Int) -> Tensor { apply("argmax") { $0.argmax($1, Int64(dimension)) } }
    public func softmax(_ dimension: Int = -1) -> Tensor { apply("softmax") { $0.softmax($1, Int64(dimension), 0) } }
    public func logSoftmax(_ dimension: Int = -1) -> Tensor {
        apply("log softmax") { $0.softmax($1, Int64(dimension), 1) }
    }
    public func cumulativeSum(_ dimension: Int) -> Tensor {
        apply("cumulative sum") { $0.cumulative_sum($1, Int64(dimension)) }
    }

    /// Mean squared difference of equal shapes.
    public func meanSquaredError(_ other: Tensor) -> Tensor {
        if !state.isFailure, !other.state.isFailure, shape != other.shape {
            return .mismatch("mean squared error", "\(shape) and \(other.shape) differ")
        }
        return (self - other).squared().mean()
    }

    /// logits (..., classes), targets (...) int64, negative ones left out -> mean over the rest; 0 when none is left
    public func crossEntropy(_ targets: Tensor) -> Tensor {
        if !state.isFailure, !targets.state.isFailure {
            guard rank >= 1, targets.shape == shape.dropLast() else {
                return .mismatch("cross entropy", "logits \(shape) and targets \(targets.shape) do not fit")
            }
        }
        return apply("cross entropy", targets) { $0.cross_entropy($1, $2) }
    }

    /// Mean over all elements, each times its weight where weights are given.
    public func binaryCrossEntropy(_ targets: Tensor, weights: Tensor? = nil) -> Tensor {
        if !state.isFailure, !targets.state.isFailure, shape != targets.shape {
            return .mismatch("binary cross entropy", "logits \(shape) and targets \(targets.shape) differ")
        }
        return apply("binary cross entropy", targets, weights) { api, logits, targets, weights in
            api.binary_cross_entropy(logits, targets, weights)
        }
    }
}
