import Tensors

/// Classifier-free guidance (Ho & Salimans 2022), on the estimates of a denoiser.
public struct Guidance: Sendable, Equatable {
    /// 1 follows the conditions as they are.
    public var scale: Double
    /// The noise levels between which it acts; nil acts everywhere.
    public var interval: ClosedRange<Double>?
    /// Share of the result that is brought back to the spread of the estimate with conditions, 0...1
    /// (Lin et al. 2024, section 3.4).
    public var rescale: Double

    public init(scale: Double, interval: ClosedRange<Double>? = nil, rescale: Double = 0) {
        self.scale = scale
        self.interval = interval
        self.rescale = rescale
    }

    public func acts(at sigma: Double) -> Bool { scale != 1 && interval?.contains(sigma) != false }

    /// D = D_nothing + scale (D_given - D_nothing), each (B, ..., ...).
    public func callAsFunction(given: Tensor, nothing: Tensor) -> Tensor {
        let guided = nothing + (given - nothing) * scale
        guard rescale > 0 else { return guided }
        // the number of values is the same above and below, so no matter whether the deviation is corrected for it
        func deviation(_ x: Tensor) -> Tensor {
            (x - x.mean([1, 2], keep: true)).squared().mean([1, 2], keep: true).sqrt()
        }
        return guided * (deviation(given) / deviation(guided)) * rescale + guided * (1 - rescale)
    }
}
