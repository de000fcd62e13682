import AudioFiles
import Corpus
import Foundation
import Listener
import Music

/// What a listener hears in real vocals, against what the backings that belong to them say; only the vocal is heard.
public struct HearingSuite: Sendable {
    /// What it is told of the truth.
    public var hints: Set<HearingHint>
    /// How many of its hypotheses are measured; nil for none.
    public var alternatives: Int?

    /// Of how much of every clip is heard, from its beginning; nil for all of it.
    public var seconds: Double?

    public init(telling hints: Set<HearingHint> = [], alternatives: Int? = nil, seconds: Double? = nil) {
        self.hints = hints
        self.seconds = seconds
        self.alternatives = alternatives
    }

    /// - Parameters:
    ///   - clips: each is also held against the next one's truth, which is chance.
    ///   - source: names the set.
    ///   - listening: who hears a clip, and the number of the encoder in a cross-validation.
    ///   - progress: clips measured so far.
    /// - Throws: `AudioFileError`, what making listeners and listening throws; but a listener that gives up is measured.
    public func run(
        _ clips: [PairClip], source: String,
        listening: (PairClip) throws -> (listener: any VocalListening, fold: Int?),
        progress: (Int) -> Void = { _ in }
    ) throws -> HearingReport {
        let start = ContinuousClock.now
        var rows: [HearingRow] = []
        for (index, clip) in clips.enumerated() {
            progress(index)
            let (listener, fold) = try listening(clip)
            rows.append(
                try row(clip, next: clips[(index + 1) % clips.count].truth, listener: listener, fold: fold))
        }
        return HearingReport(
            source: source, hints: HearingHint.allCases.filter(hints.contains), alternatives: alternatives, clips: rows,
            computeSeconds: (ContinuousClock.now - start) / .seconds(1))
    }

    private func row(
        _ clip: PairClip, next: PairTruth, listener: any VocalListening, fold: Int?
    ) throws -> HearingRow {
        var vocal = try AudioReader.read(clip.vocal)
        if let most = self.seconds { vocal = vocal.slice(from: 0, to: min(most, vocal.duration)) }
        let seconds = vocal.duration
        var heard: Heard?
        var failure: String?
        do {
            heard = try listener.listen(to: vocal, constraints: clip.truth.constraints(telling: hints))
        } catch let error as ListenerError {
            failure = error.description
        }
        let reference = clip.truth.sheet.beats.filter { $0 < seconds }
        let readings = alternatives.map { count in
            (heard?.hypotheses ?? []).prefix(count)
                .map { HearingReading($0, reference: reference, seconds: seconds) }
        }
        // another clip's truth may be shorter or longer
        let common = min(seconds, next.sheet.chords.last?.end ?? next.sheet.beats.last ?? seconds)
        func figures(_ truth: PairTruth, _ end: Double) -> [String: Double] {
            let values = HearingMeasure.values(of: heard, readings: readings, truth: truth, until: end)
            return Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
        }
        return HearingRow(
            clip: clip.name, set: clip.set, singer: clip.singer, seconds: seconds, fold: fold,
            confidence: heard?.leadSheet.beatConfidence ?? 0, failure: failure, figures: figures(clip.truth, seconds),
            chance: figures(next, common), heard: heard.map { .init($0.leadSheet, tempo: $0.leadSheet.tempo) },
            truth: .init(clip.truth.sheet, tempo: clip.truth.tempo), agreement: clip.truth.agreement,
            gridF: RhythmJudge.beatF(
                estimated: clip.truth.grid.beats(in: 0..<seconds), reference: reference),
            readings: readings)
    }
}
