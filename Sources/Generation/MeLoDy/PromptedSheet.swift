import Foundation
import MeLoDy
import Music
import Recipes
import Signal

extension Prompt {
    /// Beats a minute where a prompt says none.
    private static let usualTempo = 110.0

    /// An order for so many seconds of a band that nobody sings to: steady beats in the prompt's tempo, metre and key, and the
    /// chords that are typed; without any, chords are drawn as songs have them.
    /// - Parameters:
    ///   - seconds: so many bars are played as hold them.
    ///   - recipe: what it says of tempo, metre, key and chords counts more than the prompt; its lead sheet is set.
    /// - Throws: errors of reading the weights that come with the program.
    public func order(seconds: Double, recipe: Recipe) throws -> TakeOrder {
        let constraints = recipe.constraints
        let tempo = constraints.tempo ?? facts.tempo ?? facts.askedTempo ?? Self.usualTempo
        let meter = constraints.meter ?? facts.meter ?? 4
        let beat = 60 / tempo
        let count = Int((seconds / beat / Double(meter)).rounded(.up)) * meter
        let beats = (0...count).map { Double($0) * beat }
        let key = constraints.key ?? facts.key ?? usualKey
        var sheet = LeadSheet(
            beats: beats, downbeats: Array(stride(from: 0, to: beats.count, by: meter)), meter: meter,
            division: constraints.division ?? 2, key: key, chords: [])
        let end = Double(count) * beat
        if let chart = constraints.chart {
            sheet.chords = chart.spans(over: sheet, until: end)
        } else {
            sheet.chords = try ProgressionModel.bundled()
                .draw(bars: count / meter, in: key, seed: recipe.seed &+ own).enumerated().map { bar, chord in
                    let start = Double(bar * meter) * beat
                    return LeadSheet.Span(start: start, end: start + Double(meter) * beat, chord: chord)
                }
        }
        var recipe = recipe
        recipe.leadSheet = sheet
        let rate = MeLoDyGenerator.timebase.rate
        let silence = AudioBuffer(sampleRate: rate, mono: .init(repeating: 0, count: Int(end * rate)))
        return TakeOrder(vocal: silence, recipe: recipe)
    }

    /// Of the words: another prompt has other chords.
    private var own: UInt64 { words.reduce(0) { $0 &* 31 &+ UInt64($1 + 1) } }

    /// Where a prompt names none.
    private var usualKey: Key {
        switch facts.askedMood {
        case .sad, .driving: Key(tonic: PitchClass(9), mode: .minor)
        case .happy, .calm, nil: Key(tonic: PitchClass(0), mode: .major)
        }
    }
}
