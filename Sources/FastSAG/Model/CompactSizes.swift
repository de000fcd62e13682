/// Sizes of our networks; stored beside their weights. A new value has those of `FastSAGConfiguration.compact`.
public struct CompactSizes: FastSAGSizes, Codable {
    /// Mel bands.
    public var bands: Int
    /// Of the listener's features that the semantic projection aims at.
    public var semanticWidth: Int
    /// Mel frames in one token of trunk and condition encoder.
    public var patch: Int
    public var conditionWidth: Int
    public var conditionBlocks: Int
    public var trunkWidth: Int
    public var trunkBlocks: Int
    /// Size of one attention head.
    public var headSize: Int
    public var kernel: Int
    public var refinerChannels: Int
    /// Standard deviation of the standardised Mel.
    public var sigmaData: Double

    public init() { self = FastSAGConfiguration.compact.sizes }

    init(
        bands: Int, semanticWidth: Int, patch: Int, conditionWidth: Int, conditionBlocks: Int, trunkWidth: Int,
        trunkBlocks: Int,
        headSize: Int, kernel: Int, refinerChannels: Int, sigmaData: Double
    ) {
        self.bands = bands
        self.semanticWidth = semanticWidth
        self.patch = patch
        self.conditionWidth = conditionWidth
        self.conditionBlocks = conditionBlocks
        self.trunkWidth = trunkWidth
        self.trunkBlocks = trunkBlocks
        self.headSize = headSize
        self.kernel = kernel
        self.refinerChannels = refinerChannels
        self.sigmaData = sigmaData
    }
}
