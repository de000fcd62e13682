import Evaluation
import Foundation
import Generation
import Listener
import Music
import Recipes

/// Takes for validation songs with one wish at a time, and whether they follow it.
package struct ControlSuite {
    let system: MeasuredSystem
    let encoder: Listener.Encoder
    let watch: TakeWatcher

    package init(system: MeasuredSystem, encoder: Listener.Encoder, watch: @escaping TakeWatcher = { _, _ in }) {
        self.system = system
        self.encoder = encoder
        self.watch = watch
    }

    /// Deviations that density, brightness and level are asked to lie from what is usual.
    private static let amount = 1.5
    /// Shares of a take that are compared where its plan changes in the middle.
    private static let halves = (0.05..<0.4, 0.6..<0.95)
    private static let bands: [[InstrumentFamily]] = [
        [.drums], [.bass, .keys], InstrumentFamily.allCases.filter { $0 != .drums },
    ]
    private static let progression = "I V vi IV (i VI III VII in minor)"
    /// Seconds by which a beat may be missed.
    private static let tolerance = 0.07

    /// - Parameters:
    ///   - count: of songs, at most.
    ///   - seconds: of each song; nil for all of it.
    /// - Throws: `SuiteError.fewerThanTwoSongs`; what reading and generating throw.
    package func run(on corpus: URL, count: Int, seconds: Double?) throws -> ControlReport {
        let all = try ValidationSongs.all(of: corpus).prefix(count)
        let songs = try all.map { try SuiteSong($0, seconds: seconds) }
        let spread = deviations(of: songs.map { ControlSound($0.render.mono()) })
        var tally = ControlTally()
        for (number, song) in songs.enumerated() {
            let label = "\(song.name), \(number + 1) of \(songs.count)"
            defer { watch(label, nil) }
            /// A take with the annotated lead sheet and style, and a wish.
            func take(_ change: (inout Recipe) -> Void = { _ in }) throws -> ControlSound {
                var recipe = system.recipe
                recipe.leadSheet = song.sheet
                recipe.style = song.style
                recipe.seed &+= UInt64(number)
                change(&recipe)
                return ControlSound(
                    try system.take(of: song.vocal, recipe: recipe) { watch(label, $0) }.audio.mono())
            }
            let plain = try take()
            try measureCurves(take, spread, &tally)
            try measureBand(take, plain, &tally)
            try measurePlan(take, song, spread, &tally)
            try measureHarmony(take, plain, song, &tally)
            try measureTime(take, plain, song, &tally)
        }
        return ControlReport(
            system: system.generator.description.title, songs: songs.count,
            seconds: songs.reduce(0) { $0 + $1.vocal.duration }, rows: tally.rows)
    }

    private typealias Take = ((inout Recipe) -> Void) throws -> ControlSound

    /// Of the real renders' curves, over all frames.
    private func deviations(of renders: [ControlSound]) -> [ControlSound.Curve: Double] {
        var found: [ControlSound.Curve: Double] = [:]
        for curve in ControlSound.Curve.allCases {
            let values = renders.flatMap { $0.values(curve).map(Double.init) }
            let mean = values.reduce(0, +) / Double(max(values.count, 1))
            let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(values.count, 1))
            found[curve] = max(square.squareRoot(), .leastNonzeroMagnitude)
        }
        return found
    }

    private func measureCurves(
        _ take: Take, _ spread: [ControlSound.Curve: Double], _ tally: inout ControlTally
    ) throws {
        let curves: [(ControlSound.Curve, WritableKeyPath<ArrangementControls, Double?>)] = [
            (.density, \.density), (.brightness, \.brightness),
        ]
        for (curve, path) in curves {
            func mean(_ value: Double) throws -> Double {
                try take { recipe in
                    var arrangement = ArrangementControls()
                    arrangement[keyPath: path] = value
                    recipe.arrangement = arrangement
                }.mean(curve) / (spread[curve] ?? 1)
            }
            let (low, high) = (try mean(-Self.amount), try mean(Self.amount))
            tally.add(
                "\(curve.rawValue) \(Self.amount) against -\(Self.amount)", "deviations apart", asked: high - low,
                compared: 0, real: 2 * Self.amount)
        }
    }

    private func measureBand(_ take: Take, _ plain: ControlSound, _ tally: inout ControlTally) throws {
        let usual = try plain.families(encoder)
        for band in Self.bands {
            let heard = try take { $0.arrangement = ArrangementControls(families: band) }.families(encoder)
            func mean(_ heard: [InstrumentFamily: Double], _ families: [InstrumentFamily]) -> Double {
                families.reduce(0) { $0 + (heard[$1] ?? 0) } / Double(max(families.count, 1))
            }
            let name = "band: " + band.map(\.rawValue).joined(separator: ", ")
            let others = InstrumentFamily.allCases.filter { !band.contains($0) }
            tally.add(
                name, "probability that they are heard", asked: mean(heard, band), compared: mean(usual, band))
            tally.add(
                name, "probability that others are heard", asked: mean(heard, others), compared: mean(usual, others))
        }
    }

    /// The first half sparse, soft and without drums, the second one full.
    private func measurePlan(
        _ take: Take, _ song: SuiteSong, _ spread: [ControlSound.Curve: Double], _ tally: inout ControlTally
    ) throws {
        let bars = max(song.sheet.downbeats.count / 2, 1)
        let quiet = ArrangementControls(
            families: InstrumentFamily.allCases.filter { $0 != .drums }, density: -Self.amount, level: -Self.amount)
        let full = ArrangementControls(
            families: InstrumentFamily.allCases, density: Self.amount, level: Self.amount)
        let planned = try take {
            $0.plan = [PlannedSection(bars: bars, controls: quiet), PlannedSection(bars: bars, controls: full)]
        }
        let contrary = try take {
            $0.plan = [PlannedSection(bars: bars, controls: full), PlannedSection(bars: bars, controls: quiet)]
        }
        for curve in [ControlSound.Curve.density, .level] {
            func rise(_ sound: ControlSound) -> Double {
                (sound.mean(curve, over: Self.halves.1) - sound.mean(curve, over: Self.halves.0)) / (spread[curve] ?? 1)
            }
            tally.add(
                "plan: quiet, then full", "rise of \(curve.rawValue), deviations; compared with full, then quiet",
                asked: rise(planned), compared: rise(contrary))
        }
    }

    private func measureHarmony(
        _ take: Take, _ plain: ControlSound, _ song: SuiteSong, _ tally: inout ControlTally
    ) throws {
        func tones(_ sound: ControlSound, _ sheet: LeadSheet) -> Double? {
            HarmonyJudge.chordToneEnergy(accompaniment: sound.samples, leadSheet: sheet)
        }
        let real = ControlSound(song.render.mono())
        let chart = Self.chart(in: song.sheet.key)
        let played = Self.sheet(song.sheet, playing: chart)
        let charted = try take { recipe in
            recipe.leadSheet = nil
            recipe.constraints.beats = song.sheet.beats
            recipe.constraints.meter = song.sheet.meter
            recipe.constraints.firstDownbeat = song.sheet.downbeats.first.map { song.sheet.beats[$0] }
            recipe.constraints.chart = ChordChart(bars: chart.map { [$0] })
        }
        tally.add(
            "chords: \(Self.progression) in the song's key", "chord-tone energy on that chart",
            asked: tones(charted, played), compared: tones(plain, played), real: tones(real, song.sheet))
        let (loose, tight) = (try take { $0.chordGuidance = 1 }, try take { $0.chordGuidance = 8 })
        tally.add(
            "chord guidance 8 against 1", "chord-tone energy", asked: tones(tight, song.sheet),
            compared: tones(loose, song.sheet), real: tones(real, song.sheet))
        let other = Style.allCases[((Style.allCases.firstIndex(of: song.style) ?? 0) + 1) % Style.allCases.count]
        let restyled = try take { $0.style = other }
        func roots(_ sound: ControlSound) -> Double? {
            HarmonyJudge.rootAccuracy(accompaniment: sound.samples, leadSheet: song.sheet)
        }
        tally.add(
            "another style, the same seed", "chord roots kept", asked: roots(restyled), compared: roots(plain),
            real: roots(real))
    }

    private func measureTime(
        _ take: Take, _ plain: ControlSound, _ song: SuiteSong, _ tally: inout ControlTally
    ) throws {
        let beats = song.sheet.beats
        let swing = 2.0 / 3
        let swung = try take { $0.swing = swing }
        tally.add(
            "swing 0.667", "ln of onsets at 0.667 of the beat over those at 0.5",
            asked: swung.onsets(at: swing, over: 0.5, beats: beats),
            compared: plain.onsets(at: swing, over: 0.5, beats: beats))
        let alone = try take { $0.leadSheet = nil }
        let withMetre = try take { recipe in
            recipe.leadSheet = nil
            recipe.constraints.tempo = song.sheet.tempo
            recipe.constraints.meter = song.sheet.meter
            recipe.constraints.firstDownbeat = song.sheet.downbeats.first.map { beats[$0] }
        }
        let measures: [(name: String, value: ([Double], [Double], Double) -> Double)] = [
            ("", RhythmJudge.beatF), (", at any level", RhythmJudge.beatFAtAnyLevel),
        ]
        for measure in measures {
            func beatF(_ sound: ControlSound) -> Double {
                measure.value(AccompanimentBeatTracker().track(sound.samples).beats, beats, Self.tolerance)
            }
            tally.add(
                "tempo, metre and first downbeat", "F of the beats heard in the take\(measure.name)",
                asked: beatF(withMetre),
                compared: beatF(alone), real: beatF(ControlSound(song.render.mono())))
        }
    }

    /// I V vi IV, in minor i VI III VII: the chords of the relative major from vi on.
    private static func chart(in key: Key) -> [Chord] {
        let steps: [(Int, ChordQuality)] =
            key.mode == .major
            ? [(0, .major), (7, .major), (9, .minor), (5, .major)]
            : [(0, .minor), (8, .major), (3, .major), (10, .major)]
        return steps.map { Chord(root: key.tonic.transposed(by: $0.0), quality: $0.1) }
    }

    /// A chord a bar from the first downbeat on.
    private static func sheet(_ sheet: LeadSheet, playing chart: [Chord]) -> LeadSheet {
        let bars = sheet.downbeatTimes
        var played = sheet
        played.chords = zip(bars, bars.dropFirst()).enumerated().map { index, bar in
            LeadSheet.Span(start: bar.0, end: bar.1, chord: chart[index % chart.count])
        }
        return played
    }
}
