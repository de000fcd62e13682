import Tensors

/// What the sampler needs of a model, published or compact.
public protocol Denoiser<Context>: Sendable {
    /// The conditions of a batch.
    associatedtype Context: Sendable

    /// D(x; sigma)
    /// - Parameters:
    ///   - x: noisy Mels, a batch first.
    ///   - sigmas: a noise level for each of the batch.
    func denoise(_ x: Tensor, sigmas: [Double], context: Context) -> Tensor

    /// The same for the branches of guidance, which a model may take side by side.
    func denoise(branches x: Tensor, sigmas: [Double], context: Context) -> Tensor
}

/// The conditions of a sampler's batch, and the batches of all branches of guidance one behind the other, so that they go
/// through the networks at once.
public struct GuidedContext<Context: Sendable>: Sendable {
    public let given: Context
    /// The batch with all conditions first.
    public let branches: Context
    /// Of each branch, in sum 1; nil for two branches, all conditions and none, which the guidance weighs by its scale.
    public let weights: [Double]?

    public init(given: Context, branches: Context, weights: [Double]? = nil) {
        self.given = given
        self.branches = branches
        self.weights = weights
    }
}

extension Denoiser {
    public func denoise(branches x: Tensor, sigmas: [Double], context: Context) -> Tensor {
        denoise(x, sigmas: sigmas, context: context)
    }

    /// The guided estimate of a batch, (B, ..., ...), at one noise level.
    public func denoise(_ x: Tensor, sigma: Double, context: GuidedContext<Context>, guidance: Guidance) -> Tensor {
        denoise(x, sigmas: Array(repeating: sigma, count: x.size(0)), context: context, guidance: guidance)
    }

    /// The same with a noise level for each of the batch; guidance acts by the first.
    public func denoise(
        _ x: Tensor, sigmas: [Double], context: GuidedContext<Context>, guidance: Guidance
    ) -> Tensor {
        guard let first = sigmas.first, guidance.acts(at: first) else {
            return denoise(x, sigmas: sigmas, context: context.given)
        }
        let weights = context.weights ?? [guidance.scale, 1 - guidance.scale]
        let count = weights.count
        let estimates = denoise(
            branches: .concatenated(Array(repeating: x, count: count), dimension: 0),
            sigmas: Array(repeatElement(sigmas, count: count).joined()), context: context.branches
        ).split(count, dimension: 0)
        return guidance(estimates, weights: weights)
    }
}
