import Networks
import Tensors

/// Hears tokens: (B, T, EncoderFrontEnd.count) -> features (B, T, width) and logits of every head.
///
/// Convolutions over time and log frequency see each pitch with its harmonics (after HCQT; Bittner et al. 2017, "Deep
/// salience representations for F0 estimation in polyphonic music"). A trunk of convolution and attention at half the
/// token rate hears bars and phrases; its result is added to the full rate again.
public struct EncoderNetwork: Sendable {
    public struct Output: Sendable {
        /// (B, T, width)
        public let features: Tensor
        private let logits: [Tensor]

        /// - Parameter logits: of all heads in their order.
        fileprivate init(features: Tensor, logits: [Tensor]) {
            self.features = features
            self.logits = logits
        }

        /// (B, T, size of the head)
        public subscript(_ head: EncoderHead) -> Tensor { logits[head.index] }
    }

    /// Semitones from a pitch to its lower octave and its harmonics.
    private static let harmonics = [-12.0, 0, 12, 19, 24, 28, 31]
    /// Heads that one layer computes from the features alone: all but pitch.
    private static let plain = EncoderHead.allCases.filter { $0 != .pitch }

    let sizes: EncoderConfiguration
    let stem: [Convolution2d]
    let tones: Linear
    let bands: Linear
    let entry: LayerNorm
    let before: ConvNeXtBlock
    let down: Linear
    let trunk: [MixingBlock]
    let middle: LayerNorm
    let up: Linear
    let after: [ConvNeXtBlock]
    let norm: LayerNorm
    let heads: Linear
    let pitch: Linear

    public init(_ scope: Scope, _ sizes: EncoderConfiguration) {
        self.sizes = sizes
        let (width, channels) = (sizes.width, sizes.channels)
        stem = [
            Convolution2d(scope["stem"][0], Self.harmonics.count, channels, kernel: (3, 5)),
            Convolution2d(scope["stem"][1], channels, channels, kernel: (3, 3)),
        ]
        tones = Linear(scope["tones"], channels * EncoderFrontEnd.pitchBins, width)
        bands = Linear(scope["bands"], 2 * EncoderFrontEnd.melFrames * EncoderFrontEnd.melBands, width)
        entry = LayerNorm(scope["entry"], width)
        func block(_ scope: Scope) -> ConvNeXtBlock {
            ConvNeXtBlock(scope, width: width, hidden: 2 * width, initialScale: 0.3)
        }
        before = block(scope["before"])
        down = Linear(scope["down"], 2 * width, width)
        trunk = (0..<sizes.blocks).map {
            MixingBlock(
                scope["trunk"][$0], width: width, heads: width / sizes.headSize, kernel: sizes.kernel,
                expansion: sizes.expansion)
        }
        middle = LayerNorm(scope["middle"], width)
        up = Linear(scope["up"], width, 2 * width)
        after = (0..<2).map { block(scope["after"][$0]) }
        norm = LayerNorm(scope["norm"], width)
        heads = Linear(scope["heads"], width, Self.plain.reduce(0) { $0 + $1.size })
        pitch = Linear(scope["pitch"], width + EncoderFrontEnd.pitchBins, EncoderHead.pitch.size)
    }

    /// - Parameter input: `EncoderFrontEnd.features`, (B, T, count), T even.
    public func callAsFunction(_ input: Tensor) -> Output {
        let (batch, length, width) = (input.size(0), input.size(1), sizes.width)
        let spectrum = input.narrowed(-1, from: 0, length: EncoderFrontEnd.pitchBins)
        let mel = input.narrowed(
            -1, from: EncoderFrontEnd.pitchBins, length: EncoderFrontEnd.melFrames * EncoderFrontEnd.melBands)
        // (B, T, F) -> (B, C, T, F) -> (B, T, C, F)
        var detail = Self.harmonicStack(spectrum)
        // Not GELU: libtorch 1.13's gradient of it is garbage when what follows permutes the dimensions.
        for convolution in stem { detail = convolution(detail).silu() }
        // the first channel also goes straight to the pitch
        let salience = detail.narrowed(1, from: 0, length: 1).squeezed(1)
        detail = detail.permuted([0, 2, 1, 3])
        var x =
            tones(detail.reshaped([batch, length, -1])) + bands(.concatenated([mel, Self.rise(mel)], dimension: -1))
        x = before(entry(x))
        // (B, T, C) -> (B, T / 2, C) -> (B, T, C)
        var half = down(x.reshaped([batch, length / 2, 2 * width]))
        let positions = RotaryEmbedding(length: length / 2, size: sizes.headSize, device: input.device)
        for block in trunk { half = block(half, positions: positions) }
        x = x + up(middle(half)).reshaped([batch, length, width])
        for block in after { x = block(x) }
        x = norm(x)
        let joint = heads(x)
        var place = 0
        let logits = EncoderHead.allCases.map { head in
            if head == .pitch { return pitch(.concatenated([x, salience], dimension: -1)) }
            defer { place += head.size }
            return joint.narrowed(-1, from: place, length: head.size)
        }
        return Output(features: x, logits: logits)
    }

    /// (B, T, F) -> (B, harmonics, T, F): channel h holds at each pitch what sounds at its harmonic h.
    private static func harmonicStack(_ spectrum: Tensor) -> Tensor {
        let bins = spectrum.size(-1)
        let silence = -Double(EncoderFrontEnd.range - 20) / 20
        return .stacked(
            harmonics.map { semitones in
                let shift = Int((semitones * Double(EncoderFrontEnd.binsPerSemitone)).rounded())
                guard shift != 0 else { return spectrum }
                let kept = spectrum.narrowed(-1, from: max(shift, 0), length: bins - abs(shift))
                // silence beyond the ends
                return (kept - silence).padded(max(-shift, 0), max(shift, 0)) + silence
            }, dimension: 1)
    }

    /// (B, T, C) -> what each token has more than the one before.
    private static func rise(_ mel: Tensor) -> Tensor {
        let length = mel.size(1)
        let earlier = Tensor.concatenated(
            [mel.narrowed(1, from: 0, length: 1), mel.narrowed(1, from: 0, length: length - 1)], dimension: 1)
        return mel - earlier
    }
}
