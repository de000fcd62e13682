import Codecs
import Foundation
import Listener
import MeLoDy
import Music
import Signal
import Tensors

/// MeLoDy's translation of `Given`: tokens and latents of sound that there is, and the angle from which each chunk starts.
struct KnownBand {
    let tokens: [Int]
    /// Standardised, `[latent * D + number]`.
    let latents: [Float]
    /// A chunk each: 0 stays, pi / 2 is free.
    let angles: [Double]
    /// Who is heard in what stays; empty where too little does.
    let players: Set<InstrumentFamily>
    /// The end of what stays, as the prompts' audio tower hears it; nil likewise.
    let clip: [Float]?

    /// - Parameters:
    ///   - band: samples of the band.
    ///   - strengths: of the Mel frames, how far each changes, 0...1.
    init(_ band: [Float], strengths: [Double], _ generator: MeLoDyGenerator) throws {
        let frames = strengths.count
        let count = frames * MeLoDyGenerator.timebase.hop
        let padded = StemLevel.levelled(
            Array(band.prefix(count)) + [Float](repeating: 0, count: max(count - band.count, 0)))
        let total = frames / MeLoDyGenerator.tokenFrames
        let posteriors = try generator.encoder.posteriors(of: padded)
        let heard = try generator.tokenizer.tokens(of: posteriors)
        let kept = Self.kept(strengths, tokens: posteriors.tokens)
        clip = kept.isEmpty ? nil : ClipFeatures.values(of: posteriors, tokens: kept)
        players = Self.players(posteriors, in: kept)
        tokens = Array(heard.prefix(total)) + [Int](repeating: 0, count: max(total - heard.count, 0))
        let mel = MelFrontEnd().logMel(padded)
        latents = try Engine.withGradients(false) {
            try generator.diffusion.standardised(
                generator.codec.encode(
                    Tensor(Array(mel.values.prefix(frames * mel.bands)), shape: [1, frames, mel.bands]))
            ).floats()
        }
        let unit = MeLoDyGenerator.chunkTokens * MeLoDyGenerator.tokenFrames
        angles = stride(from: 0, to: frames, by: unit).map { first in
            (strengths[first..<min(first + unit, frames)].max() ?? 1) * .pi / 2
        }
    }
}

extension KnownBand {
    /// Seconds of what stays under which it tells nothing of the band.
    private static let least = 4.0

    /// The listener's tokens of the last stretch that stays, as many as a clip has; empty where it is short.
    private static func kept(_ strengths: [Double], tokens: Int) -> Range<Int> {
        let stays = (0..<tokens).map { token in
            let frame = token * VariationalCodec.stride
            return frame < strengths.count && strengths[frame] <= 0
        }
        guard let last = stays.lastIndex(of: true) else { return 0..<0 }
        let first = (stays[...last].lastIndex(of: false) ?? -1) + 1
        let kept = max(first, last + 1 - Int(ClipFeatures.seconds * Posteriors.rate))..<(last + 1)
        return kept.count < Int(least * Posteriors.rate) ? 0..<0 : kept
    }

    /// Families that are more likely heard than not, through a share of the time.
    private static func players(_ posteriors: Posteriors, in tokens: Range<Int>) -> Set<InstrumentFamily> {
        guard !tokens.isEmpty else { return [] }
        // the voice comes first
        return Set(
            InstrumentFamily.allCases.enumerated().filter { index, _ in
                let sounding = tokens.count { posteriors.activity[$0 * Posteriors.families + 1 + index] > 0.5 }
                return Double(sounding) > playing * Double(tokens.count)
            }.map(\.element))
    }

    private static let playing = 0.25
}
