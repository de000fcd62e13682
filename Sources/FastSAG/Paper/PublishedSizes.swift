import Networks

/// Sizes of the published networks.
public struct PublishedSizes: FastSAGSizes {
    /// How semantic features come onto the Mel grid.
    public enum MelGrid: Sendable {
        /// Both axes resized as if the features were an image: what the public code does.
        case bilinear
        /// Learned queries, one a Mel frame: what the paper describes. The public checkpoint holds it, unused.
        case perceiver
    }

    /// Mel bands.
    public var bands: Int
    /// Mel frames that every clip is padded to; convolutions and attention hear the padding.
    public var frames: Int
    public var melGrid: MelGrid
    public var semanticProjection: WaveNet.Sizes
    public var perceiver: PerceiverIO.Sizes
    public var priorProjection: WaveNet.Sizes
    public var denoiser: UNet2d.Sizes
    /// Standard deviation of the normalised Mel.
    public var sigmaData: Double

    public init(
        bands: Int, frames: Int, melGrid: MelGrid, semanticProjection: WaveNet.Sizes, perceiver: PerceiverIO.Sizes,
        priorProjection: WaveNet.Sizes, denoiser: UNet2d.Sizes, sigmaData: Double
    ) {
        self.bands = bands
        self.frames = frames
        self.melGrid = melGrid
        self.semanticProjection = semanticProjection
        self.perceiver = perceiver
        self.priorProjection = priorProjection
        self.denoiser = denoiser
        self.sigmaData = sigmaData
    }
}
