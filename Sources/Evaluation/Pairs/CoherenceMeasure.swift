import Listener
import Music

/// Does an accompaniment belong to its vocal? One question each, of a vocal, an accompaniment and the real accompaniment.
public enum CoherenceMeasure: String, Codable, Sendable, CaseIterable {
    // Of the vocal and the accompaniment
    case harmonyZ, keyWithVocal, rhythmZWithVocal
    // Of the accompaniment and the reference
    case chromaCorrelation, chromaZ, chordF1, triads, key, keyScore, beatF, beatFAtAnyLevel, onsetF
    case rhythmCorrelation, rhythmZ

    public var needsReference: Bool {
        switch self {
        case .harmonyZ, .keyWithVocal, .rhythmZWithVocal: false
        default: true
        }
    }

    public var title: String {
        switch self {
        case .harmonyZ: "harmony z"
        case .keyWithVocal: "key with the vocal"
        case .rhythmZWithVocal: "rhythm z with the vocal"
        case .chromaCorrelation: "chroma correlation"
        case .chromaZ: "chroma z"
        case .chordF1: "chord F1"
        case .triads: "triads"
        case .key: "key"
        case .keyScore: "key, related keys in part"
        case .beatF: "beat F"
        case .beatFAtAnyLevel: "beat F at any level"
        case .onsetF: "onset F1"
        case .rhythmCorrelation: "rhythm correlation"
        case .rhythmZ: "rhythm z"
        }
    }

    public var explanation: String {
        switch self {
        case .harmonyZ:
            "share of the chroma on the sung pitch class, against the 11 transpositions, in standard deviations"
        case .keyWithVocal:
            "the key of the accompaniment against that of the sung notes, MIREX weights: 1 same, .5 fifth, .3 relative, .2 parallel"
        case .rhythmZWithVocal:
            "correlation of onset strengths with the vocal's, in deviations of those with it moved in time"
        case .chromaCorrelation: "correlation of the 12 chroma bins with the reference's, mean over frames"
        case .chromaZ: "correlation of the chroma with the reference's, in deviations of those of the 11 transpositions"
        case .chordF1: "F measure of the pitch classes that sound, 12 bins a 100 ms"
        case .triads: "share of the time under the same major or minor triad"
        case .key: "share of pairs in the same key, by the algorithm of Krumhansl and Schmuckler"
        case .keyScore: "the key against the reference's, MIREX weights: 1 same, .5 fifth, .3 relative, .2 parallel"
        case .beatF: "F measure of the beats tracked in both, 70 ms"
        case .beatFAtAnyLevel: "F measure of the beats, the best of them as they are, doubled and halved"
        case .onsetF: "F measure of the onsets found in both, 50 ms"
        case .rhythmCorrelation: "correlation of onset strengths with the reference's"
        case .rhythmZ:
            "correlation of onset strengths with the reference's, in deviations of those with it moved in time"
        }
    }

    /// nil where the measure says nothing of these sounds, or needs a reference that is not there.
    public func value(
        of accompaniment: AccompanimentAnalysis, vocal: VocalAnalysis, reference: AccompanimentAnalysis?
    ) -> Double? {
        switch self {
        case .harmonyZ: return HarmonyJudge.harmonyZ(chroma: accompaniment.chroma, vocalPitch: vocal.pitch)
        case .keyWithVocal:
            guard let one = accompaniment.key, let other = vocal.key else { return nil }
            return KeyRelation(estimated: one, reference: other).score
        case .rhythmZWithVocal: return accompaniment.rhythm.z(against: vocal.rhythm)
        default: break
        }
        guard let reference else { return nil }
        switch self {
        case .chromaCorrelation:
            return HarmonyJudge.chromaCorrelations(generated: accompaniment.chroma, reference: reference.chroma)?.first
        case .chromaZ:
            return HarmonyJudge.chromaCorrelations(generated: accompaniment.chroma, reference: reference.chroma)
                .flatMap(HarmonyJudge.zScore)
        case .chordF1: return ToneSets.f1(accompaniment.tones, reference.tones)
        case .triads: return Self.agreement(accompaniment.chords, reference.chords)
        case .key, .keyScore:
            guard let one = accompaniment.key, let other = reference.key else { return nil }
            let relation = KeyRelation(estimated: one, reference: other)
            return self == .keyScore ? relation.score : relation == .exact ? 1 : 0
        case .beatF:
            return reference.beats.isEmpty
                ? nil : RhythmJudge.beatF(estimated: accompaniment.beats, reference: reference.beats)
        case .beatFAtAnyLevel:
            return reference.beats.isEmpty
                ? nil : RhythmJudge.beatFAtAnyLevel(estimated: accompaniment.beats, reference: reference.beats)
        case .onsetF:
            return reference.onsets.isEmpty
                ? nil
                : RhythmJudge.beatF(estimated: accompaniment.onsets, reference: reference.onsets, tolerance: 0.05)
        case .rhythmCorrelation: return accompaniment.rhythm.correlation(with: reference.rhythm)
        case .rhythmZ: return accompaniment.rhythm.z(against: reference.rhythm)
        case .harmonyZ, .keyWithVocal, .rhythmZWithVocal: return nil
        }
    }

    /// Share of the frames with a chord in the reference where the same is heard.
    private static func agreement(_ found: [Chord?], _ known: [Chord?]) -> Double? {
        let pairs = zip(found, known).filter { $0.1 != nil }
        return pairs.isEmpty ? nil : Double(pairs.count { $0.0 == $0.1 }) / Double(pairs.count)
    }
}
