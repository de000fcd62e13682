/// Sizes of the encoder.
public struct EncoderConfiguration: Codable, Sendable, Equatable {
    /// Features of a token, also the semantic space's.
    public var width = 192
    /// Channels of the convolutions over time and log frequency.
    public var channels = 12
    /// Mixing blocks at half the token rate.
    public var blocks = 5
    public var headSize = 48
    /// Of the mixing blocks, in half tokens.
    public var kernel = 15
    public var expansion = 3
    /// Tokens that it hears at once, as in training; even.
    public var window = 1024

    public init() {}

    /// What is wrong with its numbers; nil when nothing is.
    public var problem: String? {
        let counts = [
            ("width", width), ("channels", channels), ("blocks", blocks), ("headSize", headSize), ("kernel", kernel),
            ("expansion", expansion), ("window", window),
        ]
        if let (name, value) = counts.first(where: { $0.1 < 1 }) { return "model.\(name) is \(value), not 1 or more" }
        if width % headSize != 0 || headSize % 2 != 0 {
            return "model.headSize is \(headSize), no even part of model.width, \(width)"
        }
        if kernel % 2 == 0 { return "model.kernel is \(kernel), not odd" }
        return window % 2 == 0 ? nil : "model.window is \(window), not even"
    }
}
