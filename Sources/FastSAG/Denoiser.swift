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
}

/// The conditions of a sampler's batch, and the same once more with a batch of no conditions behind them, so that both
/// branches of guidance go through the networks at once.
public struct GuidedContext<Context: Sendable>: Sendable {
    public let given: Context
    public let both: Context

    public init(given: Context, both: Context) {
        self.given = given
        self.both = both
    }
}

extension Denoiser {
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
        let pair = denoise(.concatenated([x, x], dimension: 0), sigmas: sigmas + sigmas, context: context.both)
            .split(2, dimension: 0)
        return guidance(given: pair[0], nothing: pair[1])
    }
}
