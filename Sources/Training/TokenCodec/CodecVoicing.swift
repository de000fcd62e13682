import Codecs
import Conditions
import Corpus
import Music
import Signal
import StemGen
import Tensors

/// What the codec's decoder is told of a batch beside its tokens, and which pitches it has to tell. T tokens.
struct CodecVoicing {
    /// `StemVoicing.conditions`, (B, T, StemVoicing.count); zeros where nothing is told.
    let conditions: Tensor
    let pitches: PitchTargets

    init(
        _ examples: [CodecExample], _ recipe: TokenCodecRun.Voicing, frames: Int, device: Device,
        _ generator: inout SeededGenerator
    ) {
        let (tokens, wanted) = (frames / TokenCodec.stride, StemVoicing.pitches)
        var sheet: [Float] = []
        var given: [Set<StemSource>] = []
        var rolls: [[Float]?] = []
        for example in examples {
            let (withholdsChords, withholdsPlayer) = (
                generator.uniform() < recipe.withholdChords, generator.uniform() < recipe.withholdPlayer
            )
            var features = ConditionFeatures(frameCount: frames)
            var sources: Set<StemSource> = []
            var roll: [Float]?
            if let (family, song, start) = example.player {
                let seconds = Double(start) / RenderedSong.sampleRate
                features.setChords(song.entry.symbols.leadSheet.shifted(by: -seconds).chords)
                if !withholdsChords { sources.insert(.chords) }
                if !withholdsPlayer { sources.insert(.instrument) }
                if family != .drums, let notes = song.notes[family] {
                    roll = PianoRoll(notes, frameCount: frames, from: seconds)
                        .activity(of: wanted, stride: TokenCodec.stride)
                }
            }
            sheet += TokenSheet.values(of: features)
            given.append(sources)
            rolls.append(roll)
        }
        let count = examples.count
        conditions = StemVoicing.conditions(
            sheet: Tensor(sheet, shape: [count, tokens, TokenSheet.count], device: device),
            instruments: examples.map { $0.player?.family ?? .lead }, given: given)
        pitches = PitchTargets(rolls, tokens: tokens, device: device)
    }

    /// Codes of which some examples have a share of another example's, the same places at every level: what a model makes up
    /// is no codec's own tokens.
    static func noisy(
        _ codes: [Tensor], _ recipe: TokenCodecRun.Voicing, _ generator: inout SeededGenerator
    ) -> [Tensor] {
        let (count, tokens) = (codes[0].size(0), codes[0].size(1))
        let flags = (0..<count).flatMap { _ -> [Float] in
            let share = generator.uniform() < recipe.noisy ? recipe.noise : 0
            return (0..<tokens).map { _ in generator.uniform() < share ? 1 : 0 }
        }
        let places = Tensor(flags, shape: [count, tokens], device: codes[0].device).isGreater(than: 0.5)
        let order = Tensor((0..<count).map { ($0 + 1) % count }, shape: [count], device: codes[0].device)
        return codes.map { $0.replaced(by: $0.selecting(order, dimension: 0), where: places) }
    }
}
