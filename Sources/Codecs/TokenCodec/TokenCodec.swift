import Foundation
import Networks
import Signal
import Tensors

/// The compact token codec, in EnCodec's role: Mel -> ConvNeXt blocks, two frames to one -> residual vector quantiser ->
/// mirrored decoder -> Mel for the shared vocoder. B batch, T Mel frames (even), 2 frames a token.
public struct TokenCodec: Sendable {
    public let sizes: TokenCodecSizes
    public let quantizer: ResidualVectorQuantizer
    /// Mean and deviation of each band of the natural-log Mel over the training songs, (bands).
    let melMean: Tensor
    let melDeviation: Tensor
    let encoder: Encoder
    let decoder: Decoder

    /// Mel frames in a token.
    public static let stride = 2

    public init(_ scope: Scope, _ sizes: TokenCodecSizes, mel: FeatureMoments? = nil) {
        self.sizes = sizes
        melMean = scope.constant("mel.mean", [sizes.bands], mel.map { .values($0.mean) } ?? .zeros)
        melDeviation = scope.constant("mel.deviation", [sizes.bands], mel.map { .values($0.deviation) } ?? .ones)
        encoder = Encoder(scope["encoder"], sizes)
        quantizer = ResidualVectorQuantizer(scope["quantizer"], sizes.quantizer)
        decoder = Decoder(scope["decoder"], sizes)
    }

    /// Natural-log Mel -> what the codec works on; quieter than the floor is the floor.
    public func standardised(_ logMel: Tensor) -> Tensor {
        (logMel.clamped(min: Double(MelFrontEnd.logFloor)) - melMean) / melDeviation
    }

    /// Back to a natural-log Mel.
    public func logMel(_ standardised: Tensor) -> Tensor { standardised * melDeviation + melMean }

    /// Standardised Mel (B, T, bands) -> latents (B, T / 2, D).
    public func latents(_ standardised: Tensor) -> Tensor { encoder(standardised) }

    /// Latents, or what the quantiser made of them, (B, T / 2, D) -> standardised Mel (B, T, bands), and for every token
    /// the log odds of each of `sizes.pitches` to sound, (B, T / 2, pitches); nil where the codec knows of none.
    /// - Parameter conditions: what is told beside, (B, T / 2, sizes.conditions); zeros are nothing told.
    public func decoded(_ latents: Tensor, conditions: Tensor? = nil) -> (mel: Tensor, pitches: Tensor?) {
        decoder(latents, conditions: conditions)
    }

    /// Natural-log Mel (B, T, bands) -> codes of every level, (B, T / 2) int64 each.
    public func encode(_ logMel: Tensor) -> [Tensor] { quantizer.encode(latents(standardised(logMel))) }

    /// Codes of the first levels, (B, T / 2) each -> natural-log Mel (B, T, bands).
    public func decode(_ codes: [Tensor]) -> Tensor { logMel(decoded(quantizer.decode(codes)).mel) }

    /// Codes with what is told beside them -> natural-log Mel (B, T, bands) and the odds of pitches, see `decoded`.
    public func decode(_ codes: [Tensor], conditions: Tensor?) -> (mel: Tensor, pitches: Tensor?) {
        let (mel, pitches) = decoded(quantizer.decode(codes), conditions: conditions)
        return (logMel(mel), pitches)
    }

    struct Encoder: Module {
        let input: Convolution1d
        let outer: [ConvNeXtBlock]
        let down: Linear
        let inner: [ConvNeXtBlock]
        let norm: LayerNorm
        let output: Linear

        init(_ scope: Scope, _ sizes: TokenCodecSizes) {
            input = Convolution1d(scope["input"], sizes.bands, sizes.width, kernel: 3)
            outer = TokenCodec.blocks(scope["outer"], sizes.outerBlocks, sizes)
            down = Linear(scope["down"], TokenCodec.stride * sizes.width, sizes.width)
            inner = TokenCodec.blocks(scope["inner"], sizes.innerBlocks, sizes)
            norm = LayerNorm(scope["norm"], sizes.width)
            output = Linear(scope["output"], sizes.width, sizes.quantizer.width)
        }

        func callAsFunction(_ mel: Tensor) -> Tensor {
            // (B, T, bands) -> (B, bands, T) -> (B, T, C): convolutions run over the last dimension
            var x = input(mel.transposed()).transposed()
            for block in outer { x = block(x) }
            // two frames side by side: a convolution of kernel 2 and stride 2
            x = down(x.reshaped([x.size(0), x.size(1) / TokenCodec.stride, TokenCodec.stride * x.size(2)]))
            for block in inner { x = block(x) }
            return output(norm(x))
        }
    }

    struct Decoder: Sendable {
        let input: Convolution1d
        /// Of what is told beside the codes.
        let condition: Linear?
        let inner: [ConvNeXtBlock]
        /// Hears which pitches sound, and colours what follows with them.
        let pitches: Linear?
        let voicing: Linear?
        let up: Linear
        let outer: [ConvNeXtBlock]
        let norm: LayerNorm
        let output: Linear
        let width: Int

        init(_ scope: Scope, _ sizes: TokenCodecSizes) {
            width = sizes.width
            input = Convolution1d(scope["input"], sizes.quantizer.width, sizes.width, kernel: 3)
            // zeros: a decoder that was trained without goes on as it was
            condition = sizes.conditions.map { Linear(scope["condition"], $0, sizes.width, bias: false, zero: true) }
            inner = TokenCodec.blocks(scope["inner"], sizes.innerBlocks, sizes)
            pitches = sizes.pitches.map { Linear(scope["pitches"], sizes.width, $0.count) }
            voicing = sizes.pitches.map { Linear(scope["voicing"], $0.count, sizes.width, bias: false, zero: true) }
            up = Linear(scope["up"], sizes.width, TokenCodec.stride * sizes.width)
            outer = TokenCodec.blocks(scope["outer"], sizes.outerBlocks, sizes)
            norm = LayerNorm(scope["norm"], sizes.width)
            output = Linear(scope["output"], sizes.width, sizes.bands)
        }

        func callAsFunction(_ latents: Tensor, conditions: Tensor?) -> (mel: Tensor, pitches: Tensor?) {
            var x = input(latents.transposed()).transposed()
            if let condition, let conditions { x = x + condition(conditions) }
            for block in inner { x = block(x) }
            let odds = pitches?(x)
            if let voicing, let odds { x = x + voicing(odds.sigmoid()) }
            x = up(x).reshaped([x.size(0), x.size(1) * TokenCodec.stride, width])
            for block in outer { x = block(x) }
            return (output(norm(x)), odds)
        }
    }

    private static func blocks(_ scope: Scope, _ count: Int, _ sizes: TokenCodecSizes) -> [ConvNeXtBlock] {
        let all = 2 * (sizes.outerBlocks + sizes.innerBlocks)
        return (0..<count).map {
            ConvNeXtBlock(
                scope[$0], width: sizes.width, hidden: sizes.hidden, initialScale: 1 / Float(max(all, 1)).squareRoot())
        }
    }
}
