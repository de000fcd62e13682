import Foundation
import Tensors

/// EDM preconditioning (Karras et al. 2022, table 1) as FastSAG's code has it: with sigma - sigma_min in c_skip, c_out.
public struct Preconditioning: Sendable {
    public let sigmaData: Double
    public let sigmaMin: Double

    public init(sigmaData: Double, sigmaMin: Double = 0.002) {
        self.sigmaData = sigmaData
        self.sigmaMin = sigmaMin
    }

    public func skip(_ sigma: Double) -> Double {
        let shifted = sigma - sigmaMin
        return sigmaData * sigmaData / (shifted * shifted + sigmaData * sigmaData)
    }

    public func out(_ sigma: Double) -> Double {
        (sigma - sigmaMin) * sigmaData / (sigma * sigma + sigmaData * sigmaData).squareRoot()
    }

    public func input(_ sigma: Double) -> Double { 1 / (sigma * sigma + sigmaData * sigmaData).squareRoot() }
    public func noise(_ sigma: Double) -> Double { log(sigma) / 4 }

    /// Weight of (D - y)^2 in the loss.
    public func weight(_ sigma: Double) -> Double {
        (sigma * sigma + sigmaData * sigmaData) / (sigma * sigmaData * sigma * sigmaData)
    }

    /// D(x; sigma) = c_skip x + c_out F(c_in x, c_noise)
    /// - Parameters:
    ///   - x: a batch of noisy Mels, (B, ..., ...).
    ///   - sigmas: a noise level for each of the batch.
    ///   - network: F of the scaled x and the levels as it is told them, (B).
    public func callAsFunction(_ x: Tensor, sigmas: [Double], _ network: (Tensor, Tensor) -> Tensor) -> Tensor {
        func column(_ value: (Double) -> Double) -> Tensor {
            Tensor(sigmas.map { Float(value($0)) }, shape: [sigmas.count, 1, 1], device: x.device)
        }
        let f = network(x * column(input), column(noise).reshaped([sigmas.count]))
        return x * column(skip) + f * column(out)
    }
}
