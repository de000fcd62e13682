import Codecs
import Conditions
import Music
import Tensors

/// What the codec's decoder is told of a stem beside its tokens: the chord, and who plays. A token's 21 ms leave open
/// between which bands a tone lies; the chord often settles it.
public enum StemVoicing {
    /// Numbers a token.
    public static let count = TokenSheet.chords.count + InstrumentFamily.allCases.count
    /// MIDI pitches that stems have, from a bass's lowest string on.
    public static let pitches = 24..<96

    /// (B, T, count); what isn't given is zeros.
    /// - Parameters:
    ///   - sheet: `TokenSheet`'s features, (B, T, TokenSheet.count).
    ///   - instruments: a family for each of the batch.
    ///   - given: the sources that each of the batch is told.
    public static func conditions(
        sheet: Tensor, instruments: [InstrumentFamily], given: [Set<StemSource>]
    ) -> Tensor {
        // there is no mix in it
        conditions(StemInput(context: sheet, sheet: sheet, instruments: instruments, given: given))
    }

    /// The same of what the model is given.
    public static func conditions(_ input: StemInput) -> Tensor {
        let tokens = input.sheet.size(1)
        let chords = input.sheet.narrowed(-1, from: TokenSheet.chords.lowerBound, length: TokenSheet.chords.count)
        let player = (input.instrument.unsqueezed(1) * input.flag(.instrument))
            .expanded([input.sheet.size(0), tokens, input.instrument.size(1)])
        return Tensor.concatenated([chords * input.flag(.chords), player], dimension: -1)
    }

    /// How the pitches of a family's tokens are read; nil for drums, which have none, and for a codec that tells none.
    public static func reading(of family: InstrumentFamily, by codec: TokenCodecSizes) -> SoundingPitches? {
        guard family != .drums else { return nil }
        return codec.pitches.map { SoundingPitches($0, isMonophonic: family == .bass || family == .lead) }
    }
}
