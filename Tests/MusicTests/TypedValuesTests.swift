import Foundation
import Music
import Testing

/// What people type of tempo, metre and tuning, and how it is written.
@Suite struct TypedValuesTests {
    @Test(arguments: [
        ("92", 92, false), (" 92.5 BPM", 92.5, false), ("92,5", 92.5, false), ("~92", 92, true), ("~ 92bpm", 92, true),
        ("92~", 92, true),
    ])
    func tempi(text: String, tempo: Double, drifts: Bool) {
        #expect(TypedTempo(parsing: text) == TypedTempo(tempo, drifts: drifts))
    }

    @Test(arguments: ["", "~", "fast", "92 93", "~~92", "BPM"])
    func noTempi(text: String) { #expect(TypedTempo(parsing: text) == nil) }

    @Test func tempiComeBackAsTheyAreWritten() {
        for tempo in [TypedTempo(92), TypedTempo(98.125, drifts: true), TypedTempo(100)] {
            #expect(TypedTempo(parsing: tempo.description) == tempo)
        }
        #expect(TypedTempo(100, drifts: true).description == "~100" && TypedTempo(92.5).description == "92.5")
    }

    @Test(arguments: [("-35c", -35), ("+12 cents", 12), ("440", 0), ("440 Hz", 0), ("-3,5 c", -3.5), ("431", -35.7788)])
    func tunings(text: String, cents: Double) throws {
        let tuning = try #require(Tuning(parsing: text))
        #expect(abs(tuning.cents - cents) < 1e-3 && tuning.confidence == 1)
    }

    @Test(arguments: ["", "c", "-431", "flat", "nan", "0", "infc"])
    func noTunings(text: String) { #expect(Tuning(parsing: text) == nil) }

    @Test(arguments: ["7/8", "5/8", "11/16", "13", "1/4", "waltz"])
    func noMetres(text: String) { #expect(Meter(parsing: text) == nil) }

    @Test(arguments: [("6/8", 2, 3), ("12/8", 4, 3), ("3/8", 3, 2), ("4/8", 4, 2), ("7/4", 7, 2), ("9/16", 3, 3)])
    func metres(text: String, beats: Int, division: Int) {
        #expect(Meter(parsing: text) == Meter(beats: beats, division: division))
    }

    /// What would be written otherwise than it was typed is refused with what to type.
    @Test(arguments: [("3/8", "3/4"), ("3/2", "3/4"), ("4/8", "4/4"), ("2/2", "2/4"), ("9/16", "9/8"), ("6/16", "6/8")])
    func metresOfOtherUnits(text: String, other: String) {
        #expect(Meter(typed: text) == nil)
        #expect(Meter.refusal(of: text).hasSuffix("write \(other)"))
        #expect(Meter(typed: other) == Meter(parsing: text))
    }

    @Test(arguments: ["3/4", "6 / 8", "12/8", "5", " 7 "])
    func metresAsTyped(text: String) {
        #expect(Meter(typed: text) == Meter(parsing: text) && Meter(typed: text) != nil)
    }

    @Test func tuningsAreWritten() {
        #expect(Tuning(cents: -35).description == "A 431 Hz, -35 c" && Tuning(cents: -35).short == "-35c")
        #expect(
            Tuning(cents: 20.4).description == "A 445 Hz, +20 c" && Tuning(cents: -0.2).description == "A 440 Hz, 0 c")
        #expect(Tuning(cents: 0, drift: -20).driftText == "drifts 20 c flat")
        #expect(Tuning(cents: 0, drift: 14).driftText == nil)
    }

    @Test func aQuestionMarkStandsBehindWhatIsUnsure() {
        var sheet = LeadSheet(
            beats: [0, 0.6, 1.2], downbeats: [0], meter: 2, division: 3, key: Key(tonic: PitchClass(11), mode: .minor),
            chords: [], beatConfidence: 0.6)
        #expect(LeadSheetWords(sheet).sentence == "100 BPM, 6/8, B minor", "nobody listened")
        sheet.confidence = ListeningConfidence(beats: 0.49, meter: 0.5, downbeats: 0.1, key: 0.2, chords: 0)
        sheet.tuning = Tuning(cents: -35, confidence: 0.3, drift: 16)
        #expect(LeadSheetWords(sheet).sentence == "100? BPM, 6/8, B minor?, A 431 Hz, -35 c?, drifts 16 c sharp")
        #expect(LeadSheetWords(sheet).shortKey == "Bm?" && sheet.hasUnsureBeats)
        #expect(LeadSheetWords(sheet, fixed: [.tempo, .key, .tuning]).tempo == "100")
        sheet.confirm(.beats)
        #expect(!sheet.hasUnsureBeats && sheet.beatConfidence == 1)
        sheet.tuning = Tuning(cents: 4)
        #expect(!LeadSheetWords(sheet).isOffPitch)
    }

    /// A reading leaves what was said before: an exact tempo stays exact.
    @Test func aReadingGoesUnderWhatIsSaid() {
        let reading = ListeningHypothesis(
            tempo: 92, firstDownbeat: 0.4, meter: Meter(beats: 3), key: Key(tonic: PitchClass(9), mode: .minor),
            probability: 0.3)
        #expect(reading.name == "92 BPM 3/4 A minor")
        let alone = reading.constraints()
        #expect(alone.typedTempo == TypedTempo(92) && alone.signature == Meter(beats: 3))
        let over = reading.constraints(
            over: ListeningConstraints(tempo: 91, firstDownbeat: 1, meter: 6, key: Key(parsing: "C"), tuning: 5))
        #expect(
            over
                == ListeningConstraints(
                    tempo: 91, firstDownbeat: 1, meter: 6, division: 2, key: Key(parsing: "C"), tuning: 5))
    }
    @Test func readingsThatAreAlikeSayWhereTheyBegin() {
        func reading(_ tempo: Double, _ downbeat: Double) -> ListeningHypothesis {
            .init(tempo: tempo, firstDownbeat: downbeat, meter: .common, key: Key(index: 0), probability: 0.2)
        }
        #expect(
            [reading(92, 0.4), reading(92, 0.85), reading(60, 0)].names == [
                "92 BPM 4/4 C major from 0.4 s", "92 BPM 4/4 C major from 0.85 s", "60 BPM 4/4 C major",
            ])
    }

    /// A tempo that was told is no question, though where its beats lie may be.
    @Test func whatIsToldIsSure() {
        let sheet = LeadSheet(
            beats: [0, 0.5, 1], downbeats: [0], meter: 4, key: Key(index: 0), chords: [], beatConfidence: 0.3,
            confidence: ListeningConfidence(beats: 0.3, meter: 0.3, downbeats: 0.3, key: 0.3, chords: 0.3))
        let words = LeadSheetWords(sheet).fixed(by: ListeningConstraints(tempo: 120, key: Key(index: 0)))
        #expect(words.sentence == "120 BPM, 4/4?, C major" && words.isUnsure(.beats) && !words.isUnsure(.tempo))
    }
}
