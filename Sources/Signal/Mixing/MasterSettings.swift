/// What a person sets on the sum of all strips.
public struct MasterSettings: Codable, Sendable, Equatable {
    /// dB.
    public var gain: Double
    /// dBTP that the true-peak limiter holds; nil leaves it off.
    public var limiterCeiling: Double?

    public init(gain: Double = 0, limiterCeiling: Double? = nil) {
        self.gain = gain
        self.limiterCeiling = limiterCeiling
    }

    /// dBTP of a limiter that is switched on without a word about its ceiling.
    public static let usualCeiling = -1.0
}
