import Foundation
import Music
import Signal

/// Makes a lead sheet of what the encoder hears, with the harmoniser as a second witness where a voice is bare.
///
/// Beats by `BeatDecoder`, bars by `BarDecoder`, key and chords by `HarmonyDecoder`. What the singer fixed limits what
/// each of them may find.
public struct LeadSheetDecoder: Sendable {
    private let harmoniser: Harmoniser
    private let weights: DecodingWeights
    private let grids: GridWeights

    public struct Result: Sendable {
        public var leadSheet: LeadSheet
        /// By half beats; empty where the singer gave the chords.
        public var softChords: [SoftChord]
        public var confidence: ListeningConfidence
        /// 0...1: how far a band is heard beside the voice or without one.
        public var band: Double
        /// The likeliest first; what was decoded is the first of them.
        public var hypotheses: [ListeningHypothesis]
    }

    public init(harmoniser: Harmoniser, weights: DecodingWeights = .init(), grids: GridWeights = .even) {
        self.harmoniser = harmoniser
        self.weights = weights
        self.grids = grids
    }

    /// How far a band is heard: the mean over time of the clearest family but the voice.
    public static func band(in posteriors: Posteriors) -> Double {
        guard posteriors.tokens > 0 else { return 0 }
        let families = Posteriors.families
        let sum = (0..<posteriors.tokens).reduce(0.0) { sum, token in
            sum + Double(posteriors.activity[(token * families + 1)..<((token + 1) * families)].max() ?? 0)
        }
        return min(max(sum / Double(posteriors.tokens), 0), 1)
    }

    /// The same where nothing but posteriors and notes was heard.
    public func decode(
        _ posteriors: Posteriors, notes: [SungNote], duration: Double, constraints: ListeningConstraints
    ) throws -> Result {
        let nothing = Spectrogram(frames: 0, bands: 1, values: [], hopSeconds: 1)
        let signals = PulseSignal.all(posteriors, notes: notes, strength: [], logMel: nothing, duration: duration)
        return try decode(posteriors, notes: notes, signals: signals, duration: duration, constraints: constraints)
    }

    /// - Parameters:
    ///   - notes: what is sung, in order, relative to the tuning; none where nobody sings.
    ///   - signals: see `PulseSignal.all`.
    ///   - duration: seconds.
    /// - Throws: `ListenerError.tooShort` where not even two beats fit; errors of the engine and of reading weights.
    func decode(
        _ posteriors: Posteriors, notes: [SungNote], signals: [PulseSignal], duration: Double,
        constraints: ListeningConstraints
    ) throws -> Result {
        let band = Self.band(in: posteriors)
        var readings = try self.readings(posteriors, notes, signals, band, duration: duration, constraints)
            .map { Self.begun($0, by: notes.first, constraints) }
            .filter { $0.beats.count > 1 }
        guard var first = readings.first else { throw ListenerError.tooShort(seconds: duration) }
        if constraints.beats == nil, constraints.tempo == nil || constraints.tempoDrifts {
            first = certain(posteriors, notes, band, than: first, duration: duration, constraints) ?? first
            first.beats = drifting(first, posteriors, notes, band, duration: duration, constraints)
            readings[0] = first
        }
        let odds = MeterOdds(signals)
        let division = constraints.division ?? dotted(&first, by: odds, notes, duration: duration, constraints)
        readings[0] = first
        let beats = first.beats
        let line = notes.map { (start: $0.start, end: $0.end, pitch: Double($0.pitch)) }
        var cells = HarmonyCells(notes: line, beats: beats)
        if let key = constraints.key { cells.setKey(key) }
        let told = division == 3 ? constraints.meter ?? 2 : constraints.meter
        let inThree = notes.count < Self.fewestNotes ? 0 : (1 - band) * odds.three(period: first.grid.period)
        let all = try bars(
            posteriors, beats, meter: told, inThree: inThree, isSung: !notes.isEmpty, cells, band, constraints)
        let bars = all[0]
        let meter = bars.meter
        cells.setPosition(half: (2 * meter - 2 * bars.firstDownbeat) % (2 * meter), meter: meter)
        let evidence = HarmonyEvidence(
            posteriors, harmoniser: notes.isEmpty ? nil : try harmoniser.listen(cells), bounds: cells.bounds,
            notes: notes, band: band, weights: weights)
        let fixed = FixedChords(spans: constraints.chords)
        let harmony = HarmonyDecoder(weights: weights, meter: meter, firstDownbeat: bars.firstDownbeat).decode(
            evidence, key: constraints.key, fixed: fixed.states(bounds: cells.bounds, stride: 2))
        let sureness =
            constraints.beats != nil ? 1 : self.sureness(of: first, posteriors, notes, constraints)
        var sheet = LeadSheet(
            beats: beats, downbeats: Array(stride(from: bars.firstDownbeat, to: beats.count, by: meter)),
            meter: meter, division: division, key: harmony.key,
            chords: fixed.laid(over: harmony.chords), beatConfidence: sureness)
        var soft = fixed.hardened(evidence.softChords())
        if let chart = constraints.chart {
            sheet.chords = fixed.laid(over: chart.spans(over: sheet, until: duration))
            soft = []
        }
        let held = sheet.chords.reduce(0) { $0 + $1.end - $1.start }
        let sure = sheet.chords.reduce(0) { $0 + ($1.end - $1.start) * $1.confidence }
        // bars on wrong beats are right by chance
        let chance = (meter: meter == 3 ? weights.threes : 1 - weights.threes, place: 1 / Double(max(meter, 1)))
        func given(_ sure: Double, else chance: Double) -> Double { sureness * sure + (1 - sureness) * chance }
        let confidence = ListeningConfidence(
            beats: sureness,
            meter: constraints.meter == nil ? given(bars.meterConfidence, else: chance.meter) : 1,
            downbeats: constraints.firstDownbeat == nil ? given(bars.downbeatConfidence, else: chance.place) : 1,
            key: harmony.keyConfidence,
            chords: held > 0 ? sure / held : 0)
        sheet.confidence = confidence
        return Result(
            leadSheet: sheet, softChords: soft, confidence: confidence, band: band,
            hypotheses: try hypotheses(readings, sheet, harmony, posteriors, band, constraints))
    }

    // MARK: Beats

    /// The singer's own beats, or grids through the recording.
    private func readings(
        _ posteriors: Posteriors, _ notes: [SungNote], _ signals: [PulseSignal], _ band: Double, duration: Double,
        _ constraints: ListeningConstraints
    ) throws -> [GridDecoder.Reading] {
        if let beats = constraints.beats {
            guard let grid = SteadyGrid(fitting: beats) else { return [] }
            return [.init(grid: grid, beats: beats, probability: 1)]
        }
        // a band beside the voice tells its beats by itself
        if band >= Self.clearBand, constraints.tempo == nil || constraints.tempoDrifts {
            let track = BeatDecoder(weights: weights).decode(
                posteriors, notes: notes, band: band, duration: duration, constraints: constraints)
            guard let grid = SteadyGrid(fitting: track.beats) else { return [] }
            return [.init(grid: grid, beats: track.beats, probability: track.confidence)]
        }
        return GridDecoder(weights: grids).decode(
            posteriors, notes: notes, signals: signals, duration: duration, constraints: constraints,
            count: weights.readings)
    }

    /// A heard grid without the beats of a long silence before the first note, but for a bar that leads in.
    private static func begun(
        _ reading: GridDecoder.Reading, by note: SungNote?, _ constraints: ListeningConstraints
    ) -> GridDecoder.Reading {
        guard let note, constraints.beats == nil, constraints.tempo == nil || constraints.tempoDrifts else {
            return reading
        }
        let before = reading.beats.prefix { $0 < note.start }.count
        guard before > longestSilence else { return reading }
        var begun = reading
        begun.beats.removeFirst(before - leadIn)
        return begun
    }

    /// Beats before the first note that stay as they are, and how many of more are kept.
    private static let (longestSilence, leadIn) = (10, 5)

    /// How far a band must be heard so that the bar pointer follows it beat by beat.
    private static let clearBand = 0.5

    /// The encoder's own beats, where it is as sure of them as it is of singers that it knows, and they are others.
    private func certain(
        _ posteriors: Posteriors, _ notes: [SungNote], _ band: Double, than reading: GridDecoder.Reading,
        duration: Double, _ constraints: ListeningConstraints
    ) -> GridDecoder.Reading? {
        guard band < Self.clearBand, constraints.tempo == nil else { return nil }
        let track = BeatDecoder(weights: weights).decode(
            posteriors, notes: notes, band: band, duration: duration, constraints: constraints)
        let sure = Self.activation(posteriors, track.beats)
        guard sure > weights.certain, sure > Self.activation(posteriors, reading.beats) + weights.certain / 4,
            let grid = SteadyGrid(fitting: track.beats)
        else { return nil }
        return .init(grid: grid, beats: track.beats, probability: max(track.confidence, reading.probability))
    }

    /// Beats that leave a steady grid, where the encoder's beats insist on it.
    private func drifting(
        _ reading: GridDecoder.Reading, _ posteriors: Posteriors, _ notes: [SungNote], _ band: Double, duration: Double,
        _ constraints: ListeningConstraints
    ) -> [Double] {
        guard band < Self.clearBand else { return reading.beats }
        var near = constraints
        near.tempo = reading.grid.tempo
        near.tempoDrifts = true
        let track = BeatDecoder(weights: weights).decode(
            posteriors, notes: notes, band: band, duration: duration, constraints: near)
        let gain = Self.activation(posteriors, track.beats) - Self.activation(posteriors, reading.beats)
        return track.beats.count > 1 && gain > weights.drift ? track.beats : reading.beats
    }

    /// The mean log odds of the encoder's beats at some times, over those of the recording.
    package static func activation(_ posteriors: Posteriors, _ times: [Double]) -> Double {
        func odds(_ probability: Float) -> Double {
            let held = Double(min(max(probability, 0.01), 0.99))
            return log(held / (1 - held))
        }
        let tokens = times.map { Int(($0 * Posteriors.rate).rounded(.down)) }.filter(posteriors.beats.indices.contains)
        guard !tokens.isEmpty else { return 0 }
        let mean = posteriors.beats.reduce(0) { $0 + odds($1) } / Double(max(posteriors.beats.count, 1))
        let heard = tokens.reduce(0.0) { sum, token in
            let near = max(token - 1, 0)...min(token + 1, posteriors.beats.count - 1)
            return sum + odds(posteriors.beats[near].max() ?? 0)
        }
        return heard / Double(tokens.count) - mean
    }

    private func sureness(
        of reading: GridDecoder.Reading, _ posteriors: Posteriors, _ notes: [SungNote],
        _ constraints: ListeningConstraints
    ) -> Double {
        if constraints.tempo != nil, !constraints.tempoDrifts, constraints.firstDownbeat != nil { return 1 }
        if Self.band(in: posteriors) >= Self.clearBand { return reading.probability }
        return grids.sureness.probability(
            share: reading.probability, activation: Self.activation(posteriors, reading.beats), notes: notes.count)
    }

    /// 3, and a grid of dotted beats in the reading, where notes divide beats in three rather than in two; else 2.
    private func dotted(
        _ reading: inout GridDecoder.Reading, by odds: MeterOdds, _ notes: [SungNote], duration: Double,
        _ constraints: ListeningConstraints
    ) -> Int {
        guard constraints.meter == nil, constraints.beats == nil, notes.count >= Self.fewestNotes else { return 2 }
        let isTold = constraints.tempo != nil || constraints.firstDownbeat != nil
        let grid = reading.grid
        guard let ratio = odds.dottedBeat(period: grid.period, ratios: isTold ? [1] : [1, 1.5, 2, 3]) else { return 2 }
        guard ratio != 1, let from = reading.beats.first else { return 3 }
        let period = grid.period * ratio
        // every half beat that was heard may be the dotted one
        let origins = (0..<Int(2 * ratio)).map { grid.origin + Double($0) * grid.period / 2 }
        let dotted = SteadyGrid(period: period, origin: odds.origin(among: origins, period: period) ?? grid.origin)
        let beats = dotted.beats(in: max(from - period / 2, 0)..<duration)
        guard beats.count > 1 else { return 2 }
        reading.grid = dotted
        reading.beats = beats
        return 3
    }

    /// Notes that say something of the metre.
    private static let fewestNotes = 12

    /// Every reading with the bars that fit it best; then other bars and keys of the first.
    private func hypotheses(
        _ readings: [GridDecoder.Reading], _ sheet: LeadSheet, _ harmony: HarmonyDecoder.Result,
        _ posteriors: Posteriors, _ band: Double, _ constraints: ListeningConstraints
    ) throws -> [ListeningHypothesis] {
        guard constraints.beats == nil else { return [] }
        return readings.enumerated().compactMap { number, reading in
            if number == 0, let downbeat = sheet.downbeatTimes.first {
                return ListeningHypothesis(
                    tempo: reading.grid.tempo, firstDownbeat: downbeat, meter: sheet.signature, key: sheet.key,
                    probability: reading.probability)
            }
            let bars = BarDecoder(weights: weights).decode(
                posteriors, beats: reading.beats, meter: constraints.meter, downbeat: nil
            ) { [Float](repeating: 0, count: $0) }
            guard let best = bars.first, reading.beats.indices.contains(best.firstDownbeat) else { return nil }
            return ListeningHypothesis(
                tempo: reading.grid.tempo, firstDownbeat: reading.beats[best.firstDownbeat],
                meter: Meter(beats: best.meter, division: constraints.division ?? 2), key: sheet.key,
                probability: reading.probability)
        }
    }

    private func bars(
        _ posteriors: Posteriors, _ beats: [Double], meter: Int?, inThree: Double, isSung: Bool, _ cells: HarmonyCells,
        _ band: Double, _ constraints: ListeningConstraints
    ) throws -> [BarDecoder.Bars] {
        let downbeat = constraints.firstDownbeat.flatMap { time in
            beats.indices.min { abs(beats[$0] - time) < abs(beats[$1] - time) }
        }
        let weight = Float(weights.harmoniserPosition * (1 - band))
        let opinion = isSung && weight > 0.01 ? try harmoniser.listen(cells) : nil
        return BarDecoder(weights: weights).decode(
            posteriors, beats: beats, meter: meter, downbeat: downbeat, inThree: inThree,
            meterTrust: band + (1 - band) * weights.meterAlone
        ) { meter in
            guard let opinion else { return [Float](repeating: 0, count: meter) }
            let scores = opinion.downbeatScores(meter: meter).map { weight * $0 }
            // shares of one: the opinion is of where bars begin, not of how long they are
            let total = LogSum(meter) { scores[$0] }.value - log(Float(meter))
            return scores.map { $0 - total }
        }
    }
}
