import Music
import Signal
import Tensors

/// Hears in a band's Mel who plays what: a convolutional network over frames that gives every group of instruments its
/// share of each frame and band. It sees `SplitterSizes.reach` frames on either side and no more. B batch, T Mel frames.
public struct StemSplitter: Sendable {
    public let configuration: SplitterSizes
    /// Mean and deviation of each band of the natural-log Mel over the training songs, (bands).
    let melMean: Tensor
    let melDeviation: Tensor
    let input: Convolution1d
    let blocks: [SplitterBlock]
    let norm: LayerNorm
    let output: Linear

    /// Groups in the order of the shares.
    public static let groups = StemGroup.allCases

    public init(_ scope: Scope, _ configuration: SplitterSizes, mel: FeatureMoments? = nil) {
        self.configuration = configuration
        let (bands, width) = (configuration.bands, configuration.width)
        melMean = scope.constant("mel.mean", [bands], mel.map { .values($0.mean) } ?? .zeros)
        melDeviation = scope.constant("mel.deviation", [bands], mel.map { .values($0.deviation) } ?? .ones)
        input = Convolution1d(scope["input"], bands, width, kernel: 3)
        blocks = configuration.dilations.enumerated().map {
            SplitterBlock(scope["blocks"][$0.offset], width: width, dilation: $0.element)
        }
        norm = LayerNorm(scope["norm"], width)
        output = Linear(scope["output"], width, Self.groups.count * bands)
    }

    /// Natural-log Mel (B, T, bands) -> shares (B, T, groups, bands), each in 0...1 and together 1.
    public func callAsFunction(_ logMel: Tensor) -> Tensor {
        let standardised = (logMel.clamped(min: Double(MelFrontEnd.logFloor)) - melMean) / melDeviation
        // convolutions run over the last dimension
        var x = input(standardised.transposed()).transposed()
        for block in blocks { x = block(x) }
        return output(norm(x))
            .reshaped([logMel.size(0), logMel.size(1), Self.groups.count, configuration.bands]).softmax(2)
    }
}
