import Foundation

/// Noise levels from loud to quiet (Karras et al. 2022, equation 5).
public struct NoiseSchedule: Sendable, Equatable {
    public var sigmaMin: Double
    public var sigmaMax: Double
    public var rho: Double
    /// Whether the levels are computed in single precision, as the published code does: the first is then 79.99998.
    public var isSinglePrecision: Bool

    public init(sigmaMin: Double = 0.002, sigmaMax: Double = 80, rho: Double = 7, isSinglePrecision: Bool = false) {
        self.sigmaMin = sigmaMin
        self.sigmaMax = sigmaMax
        self.rho = rho
        self.isSinglePrecision = isSinglePrecision
    }

    /// `count` levels, sigmaMax first and sigmaMin last; a single level is sigmaMax.
    public func levels(_ count: Int) -> [Double] {
        let (low, high) = (pow(sigmaMin, 1 / rho), pow(sigmaMax, 1 / rho))
        let last = max(count - 1, 1)
        if isSinglePrecision {
            return (0..<count).map {
                Double(powf(Float(high) + Float($0) / Float(last) * Float(low - high), Float(rho)))
            }
        }
        return (0..<count).map { pow(high + Double($0) / Double(last) * (low - high), rho) }
    }

    /// How much of the way from sigmaMax to sigmaMin is left at a level, 0...1.
    public func share(from sigma: Double) -> Double {
        let (low, high) = (pow(sigmaMin, 1 / rho), pow(sigmaMax, 1 / rho))
        return min(max((pow(sigma, 1 / rho) - low) / (high - low), 0), 1)
    }
}
