import Networks

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

extension CompactSizes {
    /// Multiply-accumulates of the denoiser for one Mel (a batch of one): linear layers, convolutions and the products of
    /// attention. Norms, activations, positions and everything else that goes element by element is not counted, nor is
    /// what happens once a take (conditions) or outside the networks.
    /// - Parameter frames: Mel frames, a multiple of `patch`.
    public func denoiserMultiplyAccumulates(frames: Int) -> Int {
        let tokens = frames / patch
        return tokens * trunkCostOfToken(tokens: tokens) + frames * bands / Refiner.fold * refinerCostOfPlace
            + embeddingCost
    }

    private func trunkCostOfToken(tokens: Int) -> Int {
        let (w, patched) = (trunkWidth, patch * bands)
        let ends = (2 * patched + conditionWidth) * w + w * 2 * patched
        let forwards = 2 * 2 * AdaptiveMixingBlock.expansion * w * w
        // queries, keys, values and output; then logits and weighted sums over all tokens
        let attention = 4 * w * w + 2 * tokens * w
        return ends + trunkBlocks * (kernel * w + forwards + attention)
    }

    private var refinerCostOfPlace: Int {
        let c = refinerChannels
        return 9 * (Refiner.planes * Refiner.fold * c + 2 * c * c + c * Refiner.fold)
    }

    /// What is computed once for the noise level: its embedding, and the scales and shifts made of it.
    private var embeddingCost: Int {
        let w = trunkWidth
        let embedding = 2 * FourierEmbedding.count * w + w * w
        return embedding + trunkBlocks * 12 * w * w + 2 * w * w + 3 * w * 2 * refinerChannels
    }
}
