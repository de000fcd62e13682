import Foundation

/// Noise levels of training: ln sigma ~ N(mean, deviation^2) (Karras et al. 2022, table 1).
public struct NoiseDistribution: Sendable, Equatable {
    public var mean: Double
    public var deviation: Double

    public init(mean: Double, deviation: Double) {
        self.mean = mean
        self.deviation = deviation
    }

    /// The level that belongs to a standard normal number.
    public func sigma(_ normal: Double) -> Double { exp(mean + deviation * normal) }
}
