/// Sizes of the compact FastSAG.
public struct FastSAGConfiguration: Codable, Sendable, Equatable {
    /// Mel bands.
    public var bands = 100
    /// Mel frames in one token of trunk and condition encoder.
    public var patch = 4
    public var conditionWidth = 192
    public var conditionBlocks = 2
    public var trunkWidth = 256
    public var trunkBlocks = 4
    /// Size of one attention head.
    public var headSize = 64
    public var kernel = 9
    public var refinerChannels = 32
    /// Standard deviation of the standardised Mel.
    public var sigmaData = 1.0

    public init() {}
}
