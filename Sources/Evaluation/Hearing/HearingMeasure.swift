import Corpus
import Listener
import Music

/// How right the hearing of a real vocal is, against what its backing says. Each 0...1 but the last, a correlation.
public enum HearingMeasure: String, CaseIterable, Codable, Sendable {
    case beatF, beatFAny, beatFOffbeat, downbeatF, tempo, tempoAny, meter, key, mirex, chords
    // Of several readings
    case bestBeatF, bestKey, bestMirex
    // Over clips
    case confidence

    public var title: String {
        switch self {
        case .beatF: "beat F"
        case .beatFAny: "beat F, any octave"
        case .beatFOffbeat: "beat F, any octave or off-beat"
        case .downbeatF: "downbeat F"
        case .tempo: "tempo"
        case .tempoAny: "tempo, any octave"
        case .meter: "metre"
        case .key: "key"
        case .mirex: "key, MIREX"
        case .chords: "major or minor chord"
        case .bestBeatF: "beat F, best reading"
        case .bestKey: "key, best reading"
        case .bestMirex: "key, MIREX, best reading"
        case .confidence: "confidence with beat F"
        }
    }

    public var explanation: String {
        switch self {
        case .beatF: "F measure of beats, 70 ms"
        case .beatFAny: "against the best of the beats, their two halves and their double"
        case .beatFOffbeat: "the same, or against the off-beats at the same tempo"
        case .downbeatF: "F measure of downbeats, 70 ms"
        case .tempo: "share of clips within 4 %"
        case .tempoAny: "the same with half, double, third or triple as good"
        case .meter: "share of clips with the right number of beats a bar"
        case .key: "share of clips"
        case .mirex: "1 same, .5 fifth, .3 relative, .2 parallel"
        case .chords: "share of the time under the right major or minor chord, or none; sevenths count as their triads"
        case .bestBeatF: "of the first readings as steady grids the one nearest to the beats"
        case .bestKey: "share of clips with the right key in the first readings"
        case .bestMirex: "of the first readings the one nearest to the key"
        case .confidence: "correlation, over clips, of how sure the beats are with beat F"
        }
    }

    /// What is measured of each clip.
    static let ofClips = allCases.filter { $0 != .confidence }
    private static let ofReadings: Set<HearingMeasure> = [.bestBeatF, .bestKey, .bestMirex]

    /// The measures of one hearing; none where the truth has nothing to compare with. Readings are left out where there are
    /// none.
    /// - Parameters:
    ///   - heard: nil where the listener gave up, which is worth 0 throughout.
    ///   - readings: see `HearingReading`; nil where nobody asks for them.
    ///   - seconds: what lies beyond does not count.
    static func values(
        of heard: Heard?, readings: [HearingReading]?, truth: PairTruth, until seconds: Double
    ) -> [HearingMeasure: Double] {
        let reference = truth.sheet.cut(at: seconds)
        guard let heard else {
            let found = ofClips.filter { readings != nil || !ofReadings.contains($0) }
            return Dictionary(uniqueKeysWithValues: found.map { ($0, 0) })
        }
        let sheet = heard.leadSheet.cut(at: seconds)
        let relation = KeyRelation(estimated: sheet.key, reference: reference.key)
        var values: [HearingMeasure: Double] = [
            .beatF: RhythmJudge.beatF(estimated: sheet.beats, reference: reference.beats),
            .beatFAny: RhythmJudge.beatFAtAnyOctave(estimated: sheet.beats, reference: reference.beats),
            .beatFOffbeat: RhythmJudge.beatFAtAnyReading(estimated: sheet.beats, reference: reference.beats),
            .downbeatF: RhythmJudge.beatF(estimated: sheet.downbeatTimes, reference: reference.downbeatTimes),
            .tempo: TempoAgreement.isRight(estimated: heard.leadSheet.tempo, reference: truth.tempo) ? 1 : 0,
            .tempoAny: TempoAgreement.isRightAtAnyLevel(estimated: heard.leadSheet.tempo, reference: truth.tempo)
                ? 1 : 0,
            .meter: sheet.meter == reference.meter ? 1 : 0, .key: relation == .exact ? 1 : 0, .mirex: relation.score,
        ]
        values[.chords] = ChordOverlap.majorMinor(estimated: sheet.chords, reference: reference.chords)
        let relations = (readings ?? []).map { KeyRelation(estimated: $0.key, reference: reference.key) }
        values[.bestBeatF] = readings?.map { $0.beatF(reference.beats, until: seconds) }.max()
        values[.bestKey] = relations.isEmpty ? nil : relations.contains(.exact) ? 1 : 0
        values[.bestMirex] = relations.map(\.score).max()
        return values
    }
}

/// One of the listener's hypotheses as the steady grid that its tempo and first downbeat mean.
public struct HearingReading: Codable, Sendable, Equatable {
    public var tempo: Double
    /// Seconds.
    public var firstDownbeat: Double
    public var meter: String
    public var key: Key
    public var probability: Double
    /// Against the clip's own beats.
    public var beatF: Double

    /// - Parameters:
    ///   - reference: the clip's beats.
    ///   - seconds: the clip's.
    init(_ hypothesis: ListeningHypothesis, reference: [Double], seconds: Double) {
        tempo = hypothesis.tempo
        firstDownbeat = hypothesis.firstDownbeat
        meter = hypothesis.meter.description
        key = hypothesis.key
        probability = hypothesis.probability
        beatF = 0
        beatF = beatF(reference, until: seconds)
    }

    func beatF(_ reference: [Double], until seconds: Double) -> Double {
        let grid = SteadyGrid(period: tempo > 0 ? 60 / tempo : 0, origin: firstDownbeat)
        return RhythmJudge.beatF(estimated: grid.beats(in: 0..<seconds), reference: reference)
    }
}

extension LeadSheet {
    /// What comes before a time.
    fileprivate func cut(at seconds: Double) -> LeadSheet {
        var sheet = self
        sheet.beats = beats.filter { $0 < seconds }
        sheet.downbeats = downbeats.filter(sheet.beats.indices.contains)
        sheet.chords = chords.filter { $0.start < seconds }
        for index in sheet.chords.indices { sheet.chords[index].end = min(sheet.chords[index].end, seconds) }
        return sheet
    }
}
