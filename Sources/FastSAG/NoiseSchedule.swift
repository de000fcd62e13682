import Foundation

/// Noise levels from loud to quiet (Karras et al. 2022, equation 5).
public struct NoiseSchedule: Codable, Sendable, Equatable {
    public var sigmaMin: Double
    public var sigmaMax: Double
    public var rho: Double

    public init(sigmaMin: Double = 0.002, sigmaMax: Double = 80, rho: Double = 7) {
        self.sigmaMin = sigmaMin
        self.sigmaMax = sigmaMax
        self.rho = rho
    }

    /// `count` levels, sigmaMax first and sigmaMin last; a single level is sigmaMax.
    public func levels(_ count: Int) -> [Double] {
        let (low, high) = (pow(sigmaMin, 1 / rho), pow(sigmaMax, 1 / rho))
        return (0..<count).map { pow(high + Double($0) / Double(max(count - 1, 1)) * (low - high), rho) }
    }

    /// How much of the way from sigmaMax to sigmaMin is left at a level, 0...1.
    public func share(from sigma: Double) -> Double {
        let (low, high) = (pow(sigmaMin, 1 / rho), pow(sigmaMax, 1 / rho))
        return min(max((pow(sigma, 1 / rho) - low) / (high - low), 0), 1)
    }
}
