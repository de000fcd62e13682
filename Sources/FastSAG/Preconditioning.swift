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
}
