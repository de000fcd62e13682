import Networks

/// Sizes of an EnCodec.
public struct EnCodecSizes: Sendable, Equatable {
    /// Hertz.
    public var sampleRate: Double
    /// Channels of the outermost convolution; every strided one doubles them.
    public var filters: Int
    /// Strides of the decoder, outermost last; the encoder has them backwards.
    public var ratios: [Int]
    public var lstmLayers: Int
    public var quantizer: ResidualVectorQuantizer.Sizes

    /// Samples in a frame.
    public var hop: Int { ratios.reduce(1, *) }

    /// EnCodec at 32 kHz as MusicGen and StemGen use it (Copet et al. 2023, arXiv 2306.05284, section 3.1; the
    /// configuration of facebook/encodec_32khz): 50 frames a second, four levels of 2048.
    public static let paper = EnCodecSizes(
        sampleRate: 32_000, filters: 64, ratios: [8, 5, 4, 4], lstmLayers: 2,
        quantizer: ResidualVectorQuantizer.Sizes(levels: 4, codes: 2048, width: 128))

    public init(
        sampleRate: Double, filters: Int, ratios: [Int], lstmLayers: Int, quantizer: ResidualVectorQuantizer.Sizes
    ) {
        self.sampleRate = sampleRate
        self.filters = filters
        self.ratios = ratios
        self.lstmLayers = lstmLayers
        self.quantizer = quantizer
    }
}
