import Networks

/// Sizes of the published StemGen.
public struct PublishedStemGenSizes: Sendable, Equatable {
    public var quantizer: ResidualVectorQuantizer.Sizes
    public var width: Int
    public var heads: Int
    public var layers: Int
    /// Instrument categories that can be asked for.
    public var instruments: Int

    /// Parker et al. 2024, section 3.1, on EnCodec's tokens at 32 kHz: about 250 M parameters.
    public static let paper = PublishedStemGenSizes(
        quantizer: ResidualVectorQuantizer.Sizes(levels: 4, codes: 2048, width: 128), width: 1024, heads: 16,
        layers: 20, instruments: 18)

    public init(
        quantizer: ResidualVectorQuantizer.Sizes, width: Int, heads: Int, layers: Int, instruments: Int
    ) {
        self.quantizer = quantizer
        self.width = width
        self.heads = heads
        self.layers = layers
        self.instruments = instruments
    }
}
