import Interface
import Music
import Signal
import Songs
import Terminal
import Testing

@Suite struct LeadSheetFlowTests {
    private func chord(_ rig: Rig, _ seconds: Double) -> String? {
        rig.song.sheet?.leadSheet.chord(at: seconds)?.description
    }

    @Test func chordsAreTypedOverBars() throws {
        let rig = try Rig()
        rig.press("2", "j")
        rig.type("D")
        rig.type("m | Bb F")
        rig.press("enter")
        #expect(chord(rig, 1) == "C" && chord(rig, 2.1) == "Dm" && chord(rig, 4.1) == "Bb" && chord(rig, 5.1) == "F")
        #expect(rig.state.sheetCursor == 12)
        #expect(rig.song.sheet?.lockedChords.count == 3)
        rig.press("u")
        #expect(chord(rig, 2.1) == "G" && rig.song.sheet?.lockedChords.isEmpty == true)
    }

    /// A take that plays to the sheet of before carries a mark, as long as they differ where it sounds.
    @Test func takesOfAnOlderSheetAreMarked() throws {
        let rig = try Rig(takes: 1)
        func isMarked() -> Bool { rig.text().contains("#1● Take 1") || rig.text().contains("#1●Take 1") }
        #expect(!isMarked() && !rig.song.hasOtherSheet(rig.song.takes[0]))
        rig.press("2", "j")
        rig.type("Dm")
        rig.press("enter")
        #expect(isMarked() && rig.song.hasOtherSheet(rig.song.takes[0]))
        rig.workstation.perform("take.details")
        let text = rig.text(Size(rows: 60, columns: 120))
        #expect(
            text.contains("its chords; the song's lead sheet has changed since:")
                && text.contains("  C G C G"))
        rig.press("escape", "u")
        #expect(!isMarked())
    }

    @Test func inTheMiddleOfABarTheRestIsReplaced() throws {
        let rig = try Rig()
        rig.press("2", "l", "l", "enter")
        rig.answer("F | Am")
        #expect(chord(rig, 0.6) == "C" && chord(rig, 1.1) == "F" && chord(rig, 2.1) == "Am")
    }

    @Test func whatIsNoChordIsRefused() throws {
        let rig = try Rig()
        rig.press("2", "enter")
        rig.answer("C | J7")
        #expect(rig.state.entry?.problem?.contains("\"J7\" is no chord") == true)
        #expect(rig.song.sheet?.leadSheet == Rig.sheet)
    }

    @Test func lockedChordsStayWhenTheVocalIsHeardAgain() throws {
        let rig = try Rig()
        rig.press("2", "i", "a")
        #expect(rig.studio.hearings.last?.chords.first?.chord == Chord(parsing: "C"))
        #expect(rig.studio.hearings.last?.beats == nil)
        var other = Rig.sheet
        other.chords = [.init(start: 0, end: 8, chord: Chord(parsing: "Em"), confidence: 0.5)]
        rig.workstation.handle(.heard(other))
        #expect(chord(rig, 1) == "C" && chord(rig, 3) == "Em")
    }

    @Test func tapsSetTheTempoWhileItPlays() throws {
        let rig = try Rig()
        rig.press("space")
        for beat in 0..<6 {
            rig.deck.seek(to: Int((0.2 + Double(beat) * 0.6) * Rig.rate))
            rig.press(beat == 1 ? "T" : "t")
        }
        #expect(rig.state.taps.count == 6)
        rig.deck.seek(to: Int(7 * Rig.rate))
        rig.settle()
        let sheet = try #require(rig.song.sheet)
        #expect(abs(sheet.leadSheet.tempo - 100) < 0.1 && sheet.isGridLocked && rig.state.taps.isEmpty)
        let downbeats = sheet.leadSheet.downbeats.map { sheet.leadSheet.beats[$0] }
        #expect(downbeats.contains { abs($0 - 0.8) < 0.01 })
        #expect(rig.studio.hearings.last?.beats == sheet.leadSheet.beats)
    }

    @Test func tapsMakeASheetWhereNoneWasHeard() throws {
        let rig = try Rig(hears: false)
        rig.press("space")
        for beat in 0..<4 {
            rig.deck.seek(to: Int((1 + Double(beat) * 0.5) * Rig.rate))
            rig.press("t")
        }
        rig.press("space")
        #expect(rig.song.sheet.map { abs($0.leadSheet.tempo - 120) < 0.1 } == true)
    }

    @Test func tooFewTapsSaySo() throws {
        let rig = try Rig()
        rig.press("space", "t", "t", "space")
        #expect(rig.message == "2 taps are too few: tap 4 beats or more")
        #expect(rig.song.sheet?.leadSheet == Rig.sheet)
    }

    /// The first tap only starts the vocal, from where the playhead is and without the click of other beats.
    @Test func tappingWhileStoppedStartsTheVocal() throws {
        let rig = try Rig(takes: 1)
        rig.deck.seek(to: 24_000)
        rig.press("tab", "c", "5", "t")
        #expect(rig.deck.state.isPlaying && rig.state.sounding.audition == .vocal && rig.deck.click == nil)
        #expect(rig.deck.plan?.tracks.count == 1)
        #expect(rig.state.taps.isEmpty && rig.message == "tap along with t, four beats or more")
        for beat in 0..<4 {
            rig.deck.seek(to: Int((1.5 + Double(beat) * 0.5) * Rig.rate))
            rig.press("t")
        }
        rig.press("space")
        #expect(rig.song.sheet?.isGridLocked == true && rig.studio.hearings.last?.beats?.isEmpty == false)
        // what sounded before does again
        #expect(rig.state.comparing == nil && rig.state.isClickOn && rig.song.audition == .take(1))
        #expect(rig.deck.plan?.tracks.count == 2)
    }

    @Test func typedTempiAreExactOrDrift() throws {
        let rig = try Rig()
        rig.press("2", "P")
        rig.answer("93.5")
        let beats = try #require(rig.song.sheet?.leadSheet.beats)
        #expect(zip(beats, beats.dropFirst()).allSatisfy { abs($1 - $0 - 60 / 93.5) < 1e-9 })
        rig.press("P")
        rig.answer("~92")
        #expect(rig.studio.hearings.last?.typedTempo == TypedTempo(92, drifts: true))
        #expect(rig.studio.hearings.last?.beats == nil && rig.song.sheet?.isGridLocked == false)
        rig.workstation.handle(.heard(Rig.sheet))
        #expect(rig.text().contains("~120 BPM"))
        rig.press("~")
        #expect(rig.song.sheet.map { abs($0.leadSheet.tempo - 92) < 1e-6 && $0.isGridLocked } == true)
        rig.press("u", "u")
        #expect(rig.song.sheet.map { abs($0.leadSheet.tempo - 93.5) < 1e-6 && $0.isGridLocked } == true)
        rig.press("P")
        rig.answer("fast")
        #expect(rig.state.entry?.problem?.contains("\"fast\" is no tempo") == true)
    }

    @Test func compoundMetresHaveDottedBeats() throws {
        let rig = try Rig()
        rig.press("2", "M")
        rig.answer("6/8")
        #expect(rig.song.sheet?.leadSheet.downbeats.prefix(3) == [0, 2, 4])
        #expect(rig.text().contains("6/8") && rig.song.sheet?.constraints.division == 3)
        rig.press("M")
        rig.answer("6/7")
        #expect(rig.state.entry?.problem?.contains("\"6/7\" is no metre") == true)
    }

    @Test func aTuningIsTypedOrLeftToTheEars() throws {
        let rig = try Rig()
        rig.press("2", "U")
        rig.answer("431")
        #expect(rig.studio.hearings.last?.tuning.map { abs($0 + 35.77) < 0.01 } == true)
        #expect(rig.text().contains("A 431 Hz, -36 c") && rig.message == "voice and band are tuned to A 431 Hz, -36 c")
        rig.press("U")
        rig.answer("400")
        #expect(rig.state.entry?.problem == "the tuning in cents must be -65 to 65, not -165")
        rig.answer("heard")
        #expect(rig.song.sheet?.fixedTuning == nil && rig.studio.hearings.last?.tuning == nil)
    }

    @Test func unsureBeatsAskForTaps() throws {
        let rig = try Rig()
        rig.hearReadings()
        #expect(rig.message == "not sure of the beat: tap t four times, or 2 n for the next reading")
        let text = rig.text()
        #expect(text.contains("C major · 120? BPM · 4/4?  A 431 Hz, -35 c"), "\(text)")
        let narrow = rig.text(.init(rows: 24, columns: 80))
        #expect(
            narrow.contains("C 120? 4/4?  -35c") && narrow.contains("not sure of the beat: tap t, or 2 n"), "\(narrow)")
        rig.workstation.handle(.heard(Rig.sheet))
        rig.press("2", "a")
        rig.workstation.handle(.heard(Rig.sheet))
        #expect(rig.message == "heard: 120 BPM, 4/4, C major")
    }

    /// One reading after the other with its click, round to the first.
    @Test func readingsAreStepped() throws {
        let rig = try Rig()
        rig.hearReadings()
        rig.press("2", "n")
        #expect(rig.message == "reading 2 of 3: 90 BPM 3/4 A minor, 31 %; y takes it, n the next")
        var sheet = try #require(rig.song.sheet)
        #expect(sheet.firstDownbeat.map { abs($0 - 0.5) < 1e-9 } == true && abs(sheet.leadSheet.tempo - 90) < 1e-6)
        #expect(sheet.leadSheet.meter == 3 && sheet.leadSheet.key == Key(parsing: "Am") && !sheet.isLocked)
        #expect(rig.deck.state.isPlaying && rig.deck.click?.beats.first?.isDownbeat == true)
        let asked = try #require(rig.studio.hearings.last)
        #expect(asked.typedTempo == TypedTempo(90) && asked.firstDownbeat == 0.5)
        #expect(asked.signature == Meter(beats: 3) && asked.key == Key(parsing: "Am"))
        // its chords come, and it is not surer for being asked for
        var chords = sheet.leadSheet
        chords.beatConfidence = 1
        chords.chords = [.init(start: 0, end: 8, chord: Chord(parsing: "Dm"))]
        rig.workstation.handle(.heard(chords))
        #expect(chord(rig, 1) == "Dm" && rig.song.sheet?.hasUnsureBeats == true)
        #expect(rig.song.sheet?.hypotheses == Rig.readings)
        #expect(rig.text().contains("reading 2 of 3"))

        rig.press("n")
        #expect(rig.song.sheet?.leadSheet.signature == Meter(beats: 2, division: 3) && chord(rig, 1) == "C")
        rig.press("n")
        sheet = try #require(rig.song.sheet)
        #expect(sheet.leadSheet == Rig.unsure && sheet.trial == nil && !rig.state.isHearing)
        // what was asked for meanwhile is of no use any more
        rig.workstation.handle(.heard(chords))
        #expect(rig.song.sheet?.leadSheet == Rig.unsure)
        rig.press("n", "escape")
        #expect(rig.song.sheet?.leadSheet == Rig.unsure && rig.song.sheet?.trial == nil)
    }

    /// What is locked in part is locked wholly first, and freed then.
    @Test func lockingEverythingLocksFirst() throws {
        let rig = try Rig()
        rig.press("2", "P")
        rig.answer("92")
        #expect(rig.song.sheet?.isGridLocked == true && rig.song.sheet?.isKeyLocked == false)
        rig.press("I")
        #expect(
            rig.song.sheet?.isWhollyLocked == true && rig.song.sheet.map { abs($0.leadSheet.tempo - 92) < 1e-6 } == true
        )
        rig.press("I")
        #expect(rig.song.sheet?.isLocked == false)
    }

    @Test func aReadingIsTaken() throws {
        let rig = try Rig()
        rig.hearReadings()
        rig.press("2", "K")
        rig.answer("G")
        rig.press("n", "y")
        let sheet = try #require(rig.song.sheet)
        #expect(sheet.isGridLocked && sheet.isMeterLocked && sheet.leadSheet.key == Key(parsing: "G"))
        #expect(abs(sheet.leadSheet.tempo - 90) < 1e-6 && sheet.leadSheet.meter == 3 && !sheet.hasUnsureBeats)
        // its chords were not heard yet: they are now, over these beats
        #expect(rig.studio.hearings.last?.beats == sheet.leadSheet.beats)
        // one step back leads to before anything was tried
        rig.press("u")
        #expect(rig.song.sheet?.trial == nil && rig.song.sheet?.isGridLocked == false)
        #expect(rig.song.sheet?.leadSheet.meter == 4 && rig.song.sheet?.leadSheet.key == Key(parsing: "G"))
    }

    /// Takes are silent and the click is on while readings are compared, and as before when one is taken or none; the song
    /// itself keeps its scene all along, so that nothing of it can be lost.
    @Test(arguments: [["y"], ["escape"], ["4", "escape"]], [2, 3])
    func takesSoundAgainAfterComparing(keys: [String], steps: Int) throws {
        let rig = try Rig(takes: 1)
        rig.press("tab")
        let scene = rig.song.scene
        #expect(rig.song.audition == .take(1) && !rig.state.isClickOn && rig.deck.plan?.tracks.count == 2)
        rig.hearReadings()
        rig.press("2")
        for _ in 0..<steps { rig.press("n") }
        #expect(rig.song.scene == scene && rig.state.isClickOn && rig.deck.state.isPlaying)
        #expect(rig.state.sounding.audition == .vocal && rig.deck.plan?.tracks.count == 1)
        for key in keys { rig.press(key) }
        #expect(rig.song.scene == scene && !rig.state.isClickOn && !rig.deck.state.isPlaying)
        #expect(rig.song.sheet?.trial == nil && rig.deck.plan?.tracks.count == 2)
        if keys == ["escape"] { #expect(rig.message == "as it was heard first: 120? BPM, 4/4?, C major") }
    }

    /// Who chooses what is heard meanwhile hears that, and goes on with it.
    @Test func anotherSceneIsHeardWhileComparing() throws {
        let rig = try Rig(takes: 2)
        rig.press("tab")
        rig.hearReadings()
        rig.press("2", "n", "tab")
        #expect(rig.state.sounding.audition == .take(2) && rig.deck.plan?.tracks.count == 2)
        rig.press("escape")
        #expect(rig.song.audition == .take(2) && rig.song.sheet?.trial == nil)
    }

    /// Who changes a reading that is tried out takes it: one step leads back to before.
    @Test func changingAReadingTakesIt() throws {
        let rig = try Rig()
        rig.hearReadings()
        let before = try #require(rig.song.sheet)
        rig.press("2", "n", "/")
        let sheet = try #require(rig.song.sheet)
        #expect(sheet.trial == nil && sheet.isGridLocked && abs(sheet.leadSheet.tempo - 45) < 1e-6)
        #expect(rig.state.comparing == nil && !rig.state.isClickOn)
        rig.press("u")
        #expect(rig.song.sheet == before)
        rig.press("u")
        #expect(rig.song.sheet == before)
    }

    /// What is locked stays, and is what the message says.
    @Test func lockedMetresStay() throws {
        let rig = try Rig()
        rig.press("2", "M")
        rig.answer("6/8")
        rig.hearReadings()
        rig.press("n")
        #expect(rig.song.sheet?.leadSheet.signature == Meter(beats: 2, division: 3))
        #expect(rig.studio.hearings.last?.signature == Meter(beats: 2, division: 3))
        #expect(rig.message.contains("90 BPM 6/8 A minor"), "\(rig.message)")
    }

    @Test func takesOfAReadingAreCalledByIt() throws {
        let rig = try Rig()
        rig.hearReadings()
        rig.press("2", "n")
        rig.workstation.perform("generate")
        rig.settle()
        #expect(rig.state.jobs.last?.name == "90 BPM 3/4 A minor")
    }

    @Test func withoutReadingsThereIsNoNext() throws {
        let rig = try Rig()
        rig.press("2", "n")
        #expect(rig.message == "Next reading: there is no other reading: hear the vocal again")
    }

    @Test func theClickFollowsTheSheet() throws {
        let rig = try Rig()
        rig.press("c", "2", "*")
        #expect(rig.deck.click?.beats.count == 31)
        rig.press("c")
        #expect(rig.deck.click == nil)
    }

    /// While chords are typed the sheet shows where each lands; nothing is changed before they are taken.
    @Test func whatIsTypedIsSeen() throws {
        let rig = try Rig()
        rig.press("2", "enter")
        rig.type("Dm A Em x9")
        #expect(rig.state.sheetPreview?.leadSheet.chords.map(\.chord?.description) == ["Dm", "A", "Em", "Dm"])
        #expect(rig.text().contains("Em") && rig.song.sheet?.leadSheet.chords.first?.chord?.description == "C")
        rig.press("escape")
        #expect(rig.state.sheetPreview == nil && rig.song.sheet?.leadSheet.chords.first?.chord?.description == "C")
        rig.press("enter")
        rig.type("Dm A Em x9")
        rig.press("enter")
        #expect(rig.message == "23 bars fell off the end" && rig.state.sheetPreview == nil)
        #expect(rig.song.sheet?.leadSheet.chords.map(\.chord?.description) == ["Dm", "A", "Em", "Dm"])
    }
}
