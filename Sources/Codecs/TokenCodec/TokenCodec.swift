import Foundation
import Networks
import Signal
import Tensors

/// The compact token codec, in EnCodec's role: Mel -> ConvNeXt blocks, two frames to one -> residual vector quantiser ->
/// mirrored decoder -> Mel for the shared vocoder. B batch, T Mel frames (even), 2 frames a token.
public struct TokenCodec: Sendable {
    public let sizes: TokenCodecSizes
    public let quantizer: ResidualVectorQuantizer
    let scale: MelScale
    let encoder: MelEncoder
    let decoder: MelDecoder

    /// Mel frames in a token.
    public static let stride = MelCoderSizes.stride

    public init(_ scope: Scope, _ sizes: TokenCodecSizes, mel: FeatureMoments? = nil) {
        self.sizes = sizes
        scale = MelScale(scope, bands: sizes.bands, mel)
        encoder = MelEncoder(scope["encoder"], sizes.coder, outputs: sizes.quantizer.width)
        quantizer = ResidualVectorQuantizer(scope["quantizer"], sizes.quantizer)
        decoder = MelDecoder(
            scope["decoder"], sizes.coder, inputs: sizes.quantizer.width, conditions: sizes.conditions,
            pitches: sizes.pitches)
    }

    /// Natural-log Mel -> what the codec works on; quieter than the floor is the floor.
    public func standardised(_ logMel: Tensor) -> Tensor { scale.standardised(logMel) }

    /// Back to a natural-log Mel.
    public func logMel(_ standardised: Tensor) -> Tensor { scale.logMel(standardised) }

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
}
