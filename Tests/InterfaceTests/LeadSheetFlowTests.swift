import Interface
import Music
import Signal
import Songs
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

    @Test func inTheMiddleOfABarTheRestIsReplaced() throws {
        let rig = try Rig()
        rig.press("2", "l", "l", "enter")
        rig.answer("F | Am")
        #expect(chord(rig, 0.6) == "C" && chord(rig, 1.1) == "F" && chord(rig, 2.1) == "Am")
    }

    @Test func whatIsNoChordIsRefused() throws {
        let rig = try Rig()
        rig.press("2", "enter")
        rig.answer("C | H7")
        #expect(rig.state.entry?.problem?.contains("\"H7\" is no chord") == true)
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

    @Test func withoutPlaybackTappingSaysWhatToDo() throws {
        let rig = try Rig()
        rig.press("t")
        #expect(rig.message == "Tap the tempo: play the vocal and tap along")
    }

    @Test func theClickFollowsTheSheet() throws {
        let rig = try Rig()
        rig.press("c", "2", "*")
        #expect(rig.deck.click?.beats.count == 31)
        rig.press("c")
        #expect(rig.deck.click == nil)
    }
}
