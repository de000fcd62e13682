import Listener
import Music

/// What is known of a song that is listened to.
public struct ListeningTruth: Sendable {
    public var sheet: LeadSheet
    /// The sung pitch by frames of the Mel front end; 0 unvoiced, nil where nothing is known.
    public var hertz: [Float?]

    public init(sheet: LeadSheet, hertz: [Float?]) {
        self.sheet = sheet
        self.hertz = hertz
    }
}

/// How right one hearing is, each figure 0...1. nil: the truth has nothing to compare with.
public struct ListeningFigures: Codable, Sendable, Equatable {
    /// See `PitchAgreement`.
    public var voicingF1: Double?
    public var rawPitch: Double?
    public var pitchWhereBoth: Double?
    /// See `KeyRelation`; each 1 or 0, and MIREX's score.
    public var key: Double?
    public var keyRelative: Double?
    public var keyFifth: Double?
    public var keyScore: Double?
    /// See `ChordOverlap`.
    public var chords: Double?
    public var roots: Double?
    /// See `RhythmJudge`; 70 ms.
    public var beatF: Double?
    public var beatFAtAnyLevel: Double?
    public var downbeatF: Double?
    /// See `TempoAgreement`; 1 or 0.
    public var tempo: Double?
    public var tempoAtAnyLevel: Double?
    /// Whether beats a bar are right; 1 or 0.
    public var meter: Double?

    private init() {}

    /// - Parameter heard: nil where the listener gave up, which is worth 0 throughout.
    public init(_ heard: Heard?, truth: ListeningTruth) {
        guard let heard else {
            for column in Self.columns { self[keyPath: column.figure] = 0 }
            return
        }
        let sheet = heard.leadSheet
        let pitch = PitchAgreement(estimate: heard.pitch.hertz, reference: truth.hertz)
        voicingF1 = pitch.voicingF1
        rawPitch = pitch.rawPitch
        pitchWhereBoth = pitch.pitchWhereBoth
        let relation = KeyRelation(estimated: sheet.key, reference: truth.sheet.key)
        key = relation == .exact ? 1 : 0
        keyRelative = relation == .relative ? 1 : 0
        keyFifth = relation == .fifth ? 1 : 0
        keyScore = relation.score
        chords = ChordOverlap.majorMinor(estimated: sheet.chords, reference: truth.sheet.chords)
        roots = ChordOverlap.roots(estimated: sheet.chords, reference: truth.sheet.chords)
        beatF = RhythmJudge.beatF(estimated: sheet.beats, reference: truth.sheet.beats)
        beatFAtAnyLevel = RhythmJudge.beatFAtAnyLevel(estimated: sheet.beats, reference: truth.sheet.beats)
        downbeatF = RhythmJudge.beatF(estimated: sheet.downbeatTimes, reference: truth.sheet.downbeatTimes)
        tempo = TempoAgreement.isRight(estimated: sheet.tempo, reference: truth.sheet.tempo) ? 1 : 0
        tempoAtAnyLevel =
            TempoAgreement.isRightAtAnyLevel(estimated: sheet.tempo, reference: truth.sheet.tempo) ? 1 : 0
        meter = sheet.meter == truth.sheet.meter ? 1 : 0
    }

    /// The figures in the order of a table, with short headings.
    public static let columns: [(heading: String, figure: WritableKeyPath<Self, Double?> & Sendable)] = [
        ("voicing", \.voicingF1), ("pitch", \.rawPitch), ("both", \.pitchWhereBoth), ("key", \.key),
        ("relative", \.keyRelative), ("fifth", \.keyFifth), ("MIREX", \.keyScore), ("chords", \.chords),
        ("roots", \.roots), ("beat F", \.beatF), ("any level", \.beatFAtAnyLevel), ("downbeat F", \.downbeatF),
        ("tempo", \.tempo), ("any", \.tempoAtAnyLevel), ("metre", \.meter),
    ]

    /// The mean over songs of each figure that exists.
    public static func mean(_ figures: [Self]) -> Self {
        var result = Self()
        for column in columns {
            let values = figures.compactMap { $0[keyPath: column.figure] }
            result[keyPath: column.figure] =
                values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
        return result
    }
}
