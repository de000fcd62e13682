/// Sizes of a Mel's encoder and decoder. B batch, T Mel frames (even), two frames a latent.
public struct MelCoderSizes: Sendable, Equatable {
    /// Mel bands.
    public var bands: Int
    public var width: Int
    /// Of the blocks' inner layers.
    public var hidden: Int
    /// Blocks at the Mel's rate, in encoder and decoder each.
    public var outerBlocks: Int
    /// Blocks at the latents' rate, in encoder and decoder each.
    public var innerBlocks: Int

    /// Mel frames in a latent.
    public static let stride = 2

    /// What is wrong with the numbers; nil when nothing is.
    var problem: String? {
        if bands < 1 || width < 1 || hidden < 1 {
            return "bands, width and hidden are \(bands), \(width) and \(hidden), not 1 or more"
        }
        if outerBlocks < 0 || innerBlocks < 1 {
            return "outerBlocks and innerBlocks are \(outerBlocks) and \(innerBlocks), not 0 and 1 or more"
        }
        return nil
    }
}
