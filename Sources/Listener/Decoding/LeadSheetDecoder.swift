import Foundation
import Music

/// Makes a lead sheet of what the encoder hears, with the harmoniser as a second witness where a voice is bare.
///
/// Beats by `BeatDecoder`, bars by `BarDecoder`, key and chords by `HarmonyDecoder`. What the singer fixed limits what
/// each of them may find.
public struct LeadSheetDecoder: Sendable {
    private let harmoniser: Harmoniser
    private let weights: DecodingWeights

    public struct Result: Sendable {
        public var leadSheet: LeadSheet
        /// By half beats; empty where the singer gave the chords.
        public var softChords: [SoftChord]
        public var confidence: ListeningConfidence
        /// 0...1: how far a band is heard beside the voice or without one.
        public var band: Double
    }

    public init(harmoniser: Harmoniser, weights: DecodingWeights = .init()) {
        self.harmoniser = harmoniser
        self.weights = weights
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

    /// - Parameters:
    ///   - notes: what is sung, in order; none where nobody sings.
    ///   - duration: seconds.
    /// - Throws: `ListenerError.tooShort` where not even two beats fit; errors of the engine.
    public func decode(
        _ posteriors: Posteriors, notes: [SungNote], duration: Double, constraints: ListeningConstraints
    ) throws -> Result {
        let band = Self.band(in: posteriors)
        let track =
            constraints.beats.map { BeatTrack(beats: $0, confidence: 1) }
            ?? BeatDecoder(weights: weights).decode(
                posteriors, notes: notes, band: band, duration: duration, constraints: constraints)
        let beats = track.beats
        guard beats.count > 1 else { throw ListenerError.tooShort(seconds: duration) }

        let line = notes.map { (start: $0.start, end: $0.end, pitch: Double($0.pitch)) }
        var cells = HarmonyCells(notes: line, beats: beats)
        if let key = constraints.key { cells.setKey(key) }
        let bars = try bars(posteriors, beats, isSung: !notes.isEmpty, cells, band, constraints)
        let meter = bars.meter
        cells.setPosition(half: (2 * meter - 2 * bars.firstDownbeat) % (2 * meter), meter: meter)
        let evidence = HarmonyEvidence(
            posteriors, harmoniser: notes.isEmpty ? nil : try harmoniser.listen(cells), bounds: cells.bounds,
            notes: notes, band: band, weights: weights)
        let fixed = FixedChords(spans: constraints.chords)
        let harmony = HarmonyDecoder(weights: weights, meter: meter, firstDownbeat: bars.firstDownbeat).decode(
            evidence, key: constraints.key, fixed: fixed.states(bounds: cells.bounds, stride: 2))
        var sheet = LeadSheet(
            beats: beats, downbeats: Array(stride(from: bars.firstDownbeat, to: beats.count, by: meter)),
            meter: meter, key: harmony.key, chords: fixed.laid(over: harmony.chords), beatConfidence: track.confidence)
        var soft = fixed.hardened(evidence.softChords())
        if let chart = constraints.chart {
            sheet.chords = fixed.laid(over: chart.spans(over: sheet, until: duration))
            soft = []
        }
        let held = sheet.chords.reduce(0) { $0 + $1.end - $1.start }
        let sure = sheet.chords.reduce(0) { $0 + ($1.end - $1.start) * $1.confidence }
        return Result(
            leadSheet: sheet, softChords: soft,
            confidence: ListeningConfidence(
                beats: track.confidence, meter: bars.meterConfidence, downbeats: bars.downbeatConfidence,
                key: harmony.keyConfidence, chords: held > 0 ? sure / held : 0),
            band: band)
    }

    private func bars(
        _ posteriors: Posteriors, _ beats: [Double], isSung: Bool, _ cells: HarmonyCells, _ band: Double,
        _ constraints: ListeningConstraints
    ) throws -> BarDecoder.Bars {
        let downbeat = constraints.firstDownbeat.flatMap { time in
            beats.indices.min { abs(beats[$0] - time) < abs(beats[$1] - time) }
        }
        let weight = Float(weights.harmoniserPosition * (1 - band))
        let opinion = isSung && weight > 0.01 ? try harmoniser.listen(cells) : nil
        return BarDecoder(weights: weights).decode(
            posteriors, beats: beats, meter: constraints.meter, downbeat: downbeat
        ) { meter in
            guard let opinion else { return [Float](repeating: 0, count: meter) }
            let scores = opinion.downbeatScores(meter: meter).map { weight * $0 }
            // shares of one: the opinion is of where bars begin, not of how long they are
            let total = LogSum(meter) { scores[$0] }.value - log(Float(meter))
            return scores.map { $0 - total }
        }
    }
}
