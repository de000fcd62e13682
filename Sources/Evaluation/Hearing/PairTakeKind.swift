import Corpus

/// What a take for a real vocal was made from, or what stands in its place; from what is possible to what is chance.
public enum PairTakeKind: String, CaseIterable, Codable, Sendable {
    /// The real backing itself: what the judges make of it is the most that a take can reach.
    case backing
    /// A take with the truth's lead sheet.
    case leadSheet
    /// A take that was told tempo, first downbeat and metre.
    case grid
    /// A take from the vocal and nothing else.
    case vocalAlone
    /// Another clip's backing: chance.
    case otherBacking

    public var title: String {
        switch self {
        case .backing: "the real backing"
        case .leadSheet: "take with the truth's lead sheet"
        case .grid: "take told tempo and downbeat"
        case .vocalAlone: "take from the vocal alone"
        case .otherBacking: "another clip's backing"
        }
    }

    var isTake: Bool { self != .backing && self != .otherBacking }
}

/// How near a take comes to the real backing.
public enum PairTakeMeasure: String, CaseIterable, Codable, Sendable {
    case chromaZ, beatF, rhythmZ

    public var title: String {
        switch self {
        case .chromaZ: "chroma z"
        case .beatF: "beat F"
        case .rhythmZ: "rhythm z"
        }
    }

    public var explanation: String {
        switch self {
        case .chromaZ: "correlation of the chroma with the backing's, in deviations of those of the 11 transpositions"
        case .beatF: "beats tracked in the sound against the truth's, 70 ms"
        case .rhythmZ: "correlation of onset strengths with the backing's, in deviations of those with it moved in time"
        }
    }

    func value(
        of accompaniment: AccompanimentAnalysis, backing: AccompanimentAnalysis, truth: PairTruth
    ) -> Double? {
        switch self {
        case .chromaZ:
            HarmonyJudge.chromaCorrelations(generated: accompaniment.chroma, reference: backing.chroma)
                .flatMap(HarmonyJudge.zScore)
        case .beatF: RhythmJudge.beatF(estimated: accompaniment.beats, reference: truth.sheet.beats)
        case .rhythmZ: accompaniment.rhythm.z(against: backing.rhythm)
        }
    }
}
