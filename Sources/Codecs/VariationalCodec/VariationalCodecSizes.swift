/// Sizes of the compact variational codec; stored beside its weights.
public struct VariationalCodecSizes: Codable, Sendable, Equatable {
    /// Mel bands.
    public var bands: Int
    public var width: Int
    /// Of the blocks' inner layers.
    public var hidden: Int
    /// Blocks at the Mel's rate, in encoder and decoder each.
    public var outerBlocks: Int
    /// Blocks at the latents' rate, in encoder and decoder each.
    public var innerBlocks: Int
    /// Numbers in a latent.
    public var latent: Int
    /// MIDI pitches of which the decoder says whether they sound; nil for one that doesn't.
    public var pitches: Range<Int>?

    public init(
        bands: Int, width: Int, hidden: Int, outerBlocks: Int, innerBlocks: Int, latent: Int,
        pitches: Range<Int>? = nil
    ) {
        self.bands = bands
        self.width = width
        self.hidden = hidden
        self.outerBlocks = outerBlocks
        self.innerBlocks = innerBlocks
        self.latent = latent
        self.pitches = pitches
    }

    /// What is wrong with the numbers; nil when nothing is.
    public var problem: String? {
        if let problem = coder.problem { return problem }
        if let pitches, pitches.isEmpty || pitches.lowerBound < 0 || pitches.upperBound > 128 {
            return "pitches are \(pitches), not within 0..<128"
        }
        return latent < 1 ? "latent is \(latent), not 1 or more" : nil
    }

    var coder: MelCoderSizes {
        MelCoderSizes(
            bands: bands, width: width, hidden: hidden, outerBlocks: outerBlocks, innerBlocks: innerBlocks)
    }
}
