import Conditions
import Foundation
import Tensors

/// The three losses of FastSAG (section 3.4), each with weight 1:
/// MSE(S(s_x), s_y) + 1/2 [(y - mu)^2 + ln 2 pi] + (s^2 + sd^2) / (s sd)^2 (D - y)^2.
public struct FastSAGLoss {
    public let semantic: Tensor
    public let prior: Tensor
    public let diffusion: Tensor

    public var total: Tensor { semantic + prior + diffusion }

    /// - Parameters:
    ///   - features: (B, T, ConditionLayout.count).
    ///   - mel: standardised, (B, T, bands).
    ///   - heard: of the accompaniment, standardised, (B, T / patch, semanticWidth).
    ///   - sigmas: a noise level for each of the batch.
    ///   - noise: standard normal, as the Mel.
    public init(_ model: FastSAGModel, features: Tensor, mel: Tensor, heard: Tensor, sigmas: [Double], noise: Tensor) {
        let context = model.context(features)
        semantic = context.semantic.meanSquaredError(heard)
        prior = (mel - context.mu).squared().mean() * 0.5 + log(2 * Double.pi) / 2
        func column(_ values: [Double]) -> Tensor {
            Tensor(values.map(Float.init), shape: [values.count, 1, 1], device: mel.device)
        }
        let estimate = model.denoise(mel + noise * column(sigmas), sigmas: sigmas, context: context)
        diffusion = ((estimate - mel).squared() * column(sigmas.map(model.preconditioning.weight))).mean()
    }
}
