/// What a person sets on one mixer strip.
public struct StripSettings: Codable, Sendable, Equatable {
    /// dB.
    public var gain: Double
    /// -1 left, 0 both at unity, 1 right: a balance of constant power, so a side gains up to 3 dB.
    public var pan: Double
    public var isMuted: Bool
    public var isSoloed: Bool

    public init(gain: Double = 0, pan: Double = 0, isMuted: Bool = false, isSoloed: Bool = false) {
        self.gain = gain
        self.pan = pan
        self.isMuted = isMuted
        self.isSoloed = isSoloed
    }

    /// dB that a strip can be set to.
    public static let gainRange = -60.0...12.0
}
