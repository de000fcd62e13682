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

    /// A stem's own setting on a strip that holds several: gains and pans add up, muted is what either mutes, and the
    /// strip's solo is that of all its stems unless some are soloed by themselves.
    /// - Parameter isSoleSolo: whether one of the strip's stems is soloed by itself.
    public func holding(_ stem: StripSettings, isSoleSolo: Bool) -> StripSettings {
        StripSettings(
            gain: gain + stem.gain, pan: min(max(pan + stem.pan, -1), 1), isMuted: isMuted || stem.isMuted,
            isSoloed: stem.isSoloed || isSoloed && !isSoleSolo)
    }
}
