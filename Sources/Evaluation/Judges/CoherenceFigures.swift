import Music

/// How well an accompaniment plays a lead sheet: what the first evaluation asks of takes, renders and controls alike.
public struct CoherenceFigures: Codable, Sendable {
    /// `HarmonyJudge.chordToneEnergy`
    public var chordTones: Double?
    /// The same with compressed peaks.
    public var chordTonesCompressed: Double?
    /// `HarmonyJudge.rootAccuracy`
    public var roots: Double?
    /// `RhythmJudge.onsetAtBeatRatio`
    public var beatRatio: Double?

    /// - Parameter samples: 24 kHz mono.
    public init(_ samples: [Float], _ sheet: LeadSheet) {
        chordTones = HarmonyJudge.chordToneEnergy(accompaniment: samples, leadSheet: sheet)
        chordTonesCompressed = HarmonyJudge.chordToneEnergy(
            accompaniment: samples, leadSheet: sheet, weighting: .compressed(gain: 10))
        roots = HarmonyJudge.rootAccuracy(accompaniment: samples, leadSheet: sheet)
        beatRatio = RhythmJudge.onsetAtBeatRatio(accompaniment: samples, beats: sheet.beats)
    }

    /// Of several sounds, on all processors.
    public static func each(of sounds: [[Float]], _ sheet: LeadSheet) throws -> [CoherenceFigures] {
        try Parallel.map(sounds.count) { CoherenceFigures(sounds[$0], sheet) }
    }

    private init() {}

    /// The mean over songs of each figure that exists.
    public static func mean(_ figures: [CoherenceFigures]) -> CoherenceFigures {
        func mean(_ figure: (CoherenceFigures) -> Double?) -> Double? {
            let values = figures.compactMap(figure)
            return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
        var result = CoherenceFigures()
        result.chordTones = mean(\.chordTones)
        result.chordTonesCompressed = mean(\.chordTonesCompressed)
        result.roots = mean(\.roots)
        result.beatRatio = mean(\.beatRatio)
        return result
    }
}
