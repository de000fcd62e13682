import Corpus
import Evaluation
import Foundation
import Listener
import Music
import Testing

/// Made-up hearings of eight seconds at 120 BPM in C, whose right figures are known by hand.
struct HearingSuiteTests {
    private static let beats = (0..<16).map { 0.5 * Double($0) }
    private static let c = Key(index: 0)
    private static let chords = [
        LeadSheet.Span(start: 0, end: 4, chord: Chord(root: PitchClass(0), quality: .dominant7)),
        LeadSheet.Span(start: 4, end: 8, chord: Chord(root: PitchClass(9), quality: .minor)),
    ]

    /// - Parameter heard: of each clip, named by set and number.
    private func report(
        _ clips: [(name: String, heard: Heard?)], told: Set<HearingHint> = [], alternatives: Int? = nil,
        truths: [String] = []
    ) throws -> HearingReport {
        let pairs = try TinyPairs(
            clips.enumerated().map { index, clip in
                (clip.name, "01", truths.indices.contains(index) ? truths[index] : TinyPairs.truth)
            })
        let byName = Dictionary(uniqueKeysWithValues: clips.map { ($0.name, $0.heard) })
        return try HearingSuite(telling: told, alternatives: alternatives).run(
            PairSet(pairs.folder).clips, source: "tiny"
        ) { (Parrot(heard: byName[$0.name] ?? nil), nil) }
    }

    private func figure(_ report: HearingReport, _ measure: HearingMeasure) throws -> Double {
        try #require(report.figures[measure.rawValue]?.value)
    }

    @Test func whatIsRightIsRight() throws {
        let report = try report([
            ("a_1", Parrot.heard(beats: Self.beats, downbeats: [0, 4, 8, 12], key: Self.c, chords: Self.chords))
        ])
        for measure in HearingMeasure.allCases {
            switch measure {
            case .chords: #expect(try figure(report, measure) == 0.5)
            // 15 of 31 off-beats are no better than the beats
            case .confidence, .bestBeatF, .bestKey, .bestMirex: #expect(report.figures[measure.rawValue] == nil)
            default: #expect(try figure(report, measure) == 1, "\(measure)")
            }
        }
        #expect(report.clips[0].gridF == 1 && report.byConfidence.isEmpty)
    }

    @Test func halfTheTempoIsRightAtAnotherOctave() throws {
        let half = Parrot.heard(
            beats: (0..<8).map { Double($0) }, downbeats: [0, 4], key: try #require(Key(parsing: "Am")))
        let report = try report([("a_1", half)])
        #expect(abs(try figure(report, .beatF) - 16.0 / 24) < 1e-12)
        #expect(try figure(report, .beatFAny) == 1)
        #expect(abs(try figure(report, .downbeatF) - 4.0 / 6) < 1e-12)
        #expect(try figure(report, .tempo) == 0)
        #expect(try figure(report, .tempoAny) == 1)
        #expect(try figure(report, .key) == 0)
        #expect(try figure(report, .mirex) == 0.3)
        #expect(try figure(report, .chords) == 0)
    }

    /// Between the beats: against the truth's double half of 31 places are hit, against its off-beats all 15.
    @Test func offbeatsCountWhereTheyMay() throws {
        let late = Parrot.heard(beats: Self.beats.map { $0 + 0.25 }, downbeats: [0], meter: 3, key: Self.c)
        let report = try report([("a_1", late)])
        #expect(try figure(report, .beatF) == 0)
        #expect(abs(try figure(report, .beatFAny) - 30.0 / 47) < 1e-12)
        #expect(abs(try figure(report, .beatFOffbeat) - 30.0 / 31) < 1e-12)
        #expect(try figure(report, .tempo) == 1)
        #expect(try figure(report, .meter) == 0)
    }

    @Test func ofSeveralReadingsTheBestCounts() throws {
        let wrong = ListeningHypothesis(
            tempo: 60, firstDownbeat: 0.25, meter: .common, key: Key(index: 7), probability: 0.5)
        let right = ListeningHypothesis(
            tempo: 120, firstDownbeat: 2, meter: .common, key: Self.c, probability: 0.3)
        let heard = Parrot.heard(beats: [0.25, 1.25], downbeats: [0], key: Key(index: 7), hypotheses: [wrong, right])
        let first = try report([("a_1", heard)], alternatives: 1)
        #expect(try figure(first, .bestBeatF) == 0)
        #expect(try figure(first, .bestKey) == 0)
        #expect(try figure(first, .bestMirex) == 0.5)
        let both = try report([("a_1", heard)], alternatives: 5)
        #expect(try figure(both, .bestBeatF) == 1)
        #expect(try figure(both, .bestKey) == 1)
        #expect(both.clips[0].readings?.map(\.beatF) == [0, 1])
        // a listener of one reading says nothing of others
        let plain = Parrot.heard(beats: Self.beats, downbeats: [0], key: Self.c)
        #expect(try report([("a_1", plain)], alternatives: 5).figures["bestBeatF"] == nil)
    }

    @Test func clipsAreGroupedAndChanceIsTheNext() throws {
        let right = { Parrot.heard(beats: Self.beats, downbeats: [0, 4, 8, 12], key: Self.c, confidence: $0) }
        let wrong = { Parrot.heard(beats: [0.25], downbeats: [0], key: Key(index: 6), confidence: $0) }
        let other = TinyPairs.truth.replacingOccurrences(of: "C major", with: "F# major")
        let report = try report(
            [("a_1", right(0.9)), ("a_2", wrong(0.2)), ("b_1", wrong(0.1)), ("b_2", nil)],
            truths: [TinyPairs.truth, other, TinyPairs.truth, TinyPairs.truth])
        #expect(try figure(report, .beatF) == 0.25)
        #expect(report.bySet.mapValues(\.clips) == ["a": 2, "b": 2])
        #expect(report.bySet["a"]?.figures["beatF"]?.value == 0.5)
        #expect(report.byConfidence.map(\.clips) == [1, 1, 2])
        #expect(report.byConfidence.map { $0.figures["beatF"]?.value ?? -1 } == [0, 0, 0.5])
        #expect(report.clips.map { $0.failure == nil } == [true, true, true, false])
        #expect(report.clips.map { $0.chance["key"] } == [0, 0, 0, 0] && report.clips[1].figures["key"] == 1)
        // by hand: confidences .9 .2 .1 0 about .3, beat F .75 -.25 -.25 -.25: .6 / sqrt(.5 * .75)
        #expect(abs(try figure(report, .confidence) - 0.6 / (0.5 * 0.75).squareRoot()) < 1e-9)
        let interval = try #require(report.figures["beatF"])
        let (low, high) = try (#require(interval.low), #require(interval.high))
        #expect(low == 0 && high >= 0.5 && interval.clips == 4)
        let page = HearingPage(report: report).html
        #expect(page.contains("b_2") && page.contains("no sung notes") && !page.contains("http:"))
        #expect(report.table.contains("beat F, any octave") && report.table.contains("b_2: no sung notes"))
    }

    /// Beyond the end of the shorter truth nothing counts as chance.
    @Test func chanceEndsWithTheShorterClip() throws {
        let short = """
            {"beats": [0,0.5,1,1.5], "downbeats": [0], "meter": 4, "tempo": 120, "chords": [[0,2,"C:maj"]],
             "key": "C major"}
            """
        let heard = Parrot.heard(beats: Self.beats, downbeats: [0, 4, 8, 12], key: Self.c)
        let report = try report([("a_1", heard), ("a_2", heard)], truths: [TinyPairs.truth, short])
        #expect(report.clips[0].chance["beatF"] == 1 && report.clips[0].figures["beatF"] == 1)
    }

    @Test func onlyTheBeginningIsHeardAndJudged() throws {
        let pairs = try TinyPairs([("a_1", "01", TinyPairs.truth)])
        let early = Array(Self.beats.prefix(8))
        let heard = Parrot.heard(beats: early, downbeats: [0, 4], key: Self.c, chords: Self.chords)
        for (seconds, beatF) in [(4.0, 1.0), (8, 16.0 / 24)] {
            let report = try HearingSuite(seconds: seconds).run(PairSet(pairs.folder).clips, source: "tiny") { _ in
                (Parrot(heard: heard), nil)
            }
            #expect(report.clips[0].seconds == seconds)
            #expect(try abs(figure(report, .beatF) - beatF) < 1e-12)
        }
    }

    @Test func whatIsToldReachesTheListener() throws {
        let pairs = try TinyPairs([("a_1", "01", TinyPairs.truth)])
        let clips = try PairSet(pairs.folder).clips
        let heard = Parrot.heard(beats: Self.beats, downbeats: [0], key: Self.c)
        _ = try HearingSuite(telling: [.grid, .key]).run(clips, source: "tiny") { clip in
            let expected = clip.truth.constraints(telling: [.grid, .key])
            return (Parrot(heard: heard) { #expect($0 == expected && $0.tempo == 120 && $0.firstDownbeat == 0) }, 2)
        }
    }
}
