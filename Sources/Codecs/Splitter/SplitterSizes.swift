/// Sizes of the splitter; stored beside its weights.
public struct SplitterSizes: Codable, Sendable, Equatable {
    /// Mel bands.
    public var bands: Int
    public var width: Int
    /// Of each block's convolution over three frames, in frames.
    public var dilations: [Int]

    public init(bands: Int, width: Int, dilations: [Int]) {
        self.bands = bands
        self.width = width
        self.dilations = dilations
    }

    /// Frames on either side of a frame that decide its shares.
    public var reach: Int { 1 + dilations.reduce(0, +) }

    /// What is wrong with the numbers; nil when nothing is.
    public var problem: String? {
        if bands < 1 || width < 1 { return "bands and width are \(bands) and \(width), not 1 or more" }
        return dilations.allSatisfy { $0 > 0 } ? nil : "dilations is \(dilations), not numbers from 1 on"
    }
}
