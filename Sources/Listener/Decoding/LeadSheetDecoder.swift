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

    /// - Throws: `ListenerError.tooShort` where not even two beats fit; errors of the engine and of reading weights.
    package func decode(_ evidence: GridEvidence, constraints: ListeningConstraints) throws -> Result {
        let (posteriors, notes, duration) = (evidence.posteriors, evidence.notes, evidence.duration)
        let band = Self.band(in: posteriors)
        let reader = BeatReader(evidence, band: band, constraints: constraints, weights: weights, grids: grids)
        let readings = reader.readings()
        guard let first = readings.first else { throw ListenerError.tooShort(seconds: duration) }
        let beats = first.beats
        let line = notes.map { (start: $0.start, end: $0.end, pitch: Double($0.pitch)) }
        var cells = HarmonyCells(notes: line, beats: beats)
        if let key = constraints.key { cells.setKey(key) }
        let fixedMeter = first.division == 3 ? constraints.meter ?? 2 : constraints.meter
        let inThree = (1 - band) * reader.oddsOfThree(in: first)
        let all = try bars(
            posteriors, beats, meter: fixedMeter, inThree: inThree, isSung: !notes.isEmpty, cells, band, constraints)
        let bars = all[0]
        let meter = bars.meter
        cells.setPosition(half: (2 * meter - 2 * bars.firstDownbeat) % (2 * meter), meter: meter)
        let tones = HarmonyEvidence(
            posteriors, harmoniser: notes.isEmpty ? nil : try harmoniser.listen(cells), bounds: cells.bounds,
            notes: notes, duration: duration, band: band, weights: weights)
        let fixed = FixedChords(spans: constraints.chords)
        let harmony = HarmonyDecoder(weights: weights, meter: meter, firstDownbeat: bars.firstDownbeat).decode(
            tones, key: constraints.key, fixed: fixed.states(bounds: cells.bounds, stride: 2))
        let sureness = reader.sureness(of: first)
        var sheet = LeadSheet(
            beats: beats, downbeats: Array(stride(from: bars.firstDownbeat, to: beats.count, by: meter)),
            meter: meter, division: first.division, key: harmony.key,
            chords: fixed.laid(over: harmony.chords), beatConfidence: sureness)
        var soft = fixed.hardened(tones.softChords())
        if let chart = constraints.chart {
            sheet.chords = fixed.laid(
                over: chart.spans(over: sheet, from: constraints.firstDownbeat, until: duration))
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

    // MARK: Bars

    /// Every reading with the bars that fit it best, the likeliest first; then the first one in the other keys that are
    /// likely: key and beats are settled one after the other.
    private func hypotheses(
        _ readings: [GridDecoder.Reading], _ sheet: LeadSheet, _ harmony: HarmonyDecoder.Result,
        _ posteriors: Posteriors, _ band: Double, _ constraints: ListeningConstraints
    ) throws -> [ListeningHypothesis] {
        guard constraints.beats == nil else { return [] }
        let grids = readings.enumerated().compactMap { number, reading -> ListeningHypothesis? in
            func hypothesis(_ firstDownbeat: Double, _ meter: Meter) -> ListeningHypothesis {
                ListeningHypothesis(
                    tempo: reading.grid.tempo, firstDownbeat: firstDownbeat, meter: meter, key: sheet.key,
                    probability: reading.probability)
            }
            if number == 0, let downbeat = sheet.downbeatTimes.first { return hypothesis(downbeat, sheet.signature) }
            let bars = BarDecoder(weights: weights).decode(
                posteriors, beats: reading.beats, meter: constraints.meter, downbeat: nil
            ) { [Float](repeating: 0, count: $0) }
            guard let best = bars.first, reading.beats.indices.contains(best.firstDownbeat) else { return nil }
            return hypothesis(
                reading.beats[best.firstDownbeat], Meter(beats: best.meter, division: reading.division))
        }
        let keys = harmony.keys.dropFirst().prefix(Self.otherKeys).filter { $0.probability >= weights.likelyKey }
        func joint(_ grid: ListeningHypothesis, _ key: Key, _ probability: Double) -> ListeningHypothesis {
            var hypothesis = grid
            (hypothesis.key, hypothesis.probability) = (key, grid.probability * probability)
            return hypothesis
        }
        return grids.prefix(weights.readings - keys.count).map { joint($0, harmony.key, harmony.keyConfidence) }
            + grids.prefix(1).flatMap { first in keys.map { joint(first, $0.key, $0.probability) } }
    }

    /// Keys that are told of a recording at most beside the likeliest one.
    private static let otherKeys = 2

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
