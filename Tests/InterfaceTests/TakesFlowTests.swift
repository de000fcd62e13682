import Foundation
import Interface
import Songs
import Testing

@Suite struct TakesFlowTests {
    @Test func tabGoesThroughTheVocalAndAllTakes() throws {
        let rig = try Rig(takes: 2)
        var heard: [Audition] = []
        for _ in 0..<4 {
            rig.press("tab")
            heard.append(rig.song.audition)
        }
        #expect(heard == [.take(1), .take(2), .vocal, .take(1)])
    }

    @Test func withMarksTabSwitchesBetweenAAndB() throws {
        let rig = try Rig(takes: 3)
        rig.press("3", "pgup", "a", "pgdn", "b", "tab")
        #expect(rig.song.audition == .take(1))
        rig.press("tab")
        #expect(rig.song.audition == .take(3))
        rig.press("tab")
        #expect(rig.song.audition == .take(1) && rig.message == "A: Take 1")
    }

    @Test func switchingLeavesThePlayhead() throws {
        let rig = try Rig(takes: 1)
        rig.deck.seek(to: 1000)
        rig.press("space", "tab")
        #expect(rig.deck.state.position == 1000 && rig.deck.state.isPlaying)
    }

    @Test func deletingAsksAndUndoBringsBack() throws {
        let rig = try Rig(takes: 2)
        let folder = try #require(rig.state.folder)
        rig.press("3", "pgup", "enter", "x")
        #expect(rig.text().contains("Delete Take 1?"))
        rig.press("n")
        #expect(rig.song.takes.count == 2)
        rig.press("x", "y")
        #expect(rig.song.takes.map(\.id) == [2] && rig.song.audition == .vocal)
        rig.workstation.close()
        #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("takes/001-band.wav").path))
        rig.press("u")
        rig.workstation.close()
        #expect(rig.song.takes.map(\.id) == [1, 2])
        #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("takes/001-band.wav").path))
    }

    @Test func undoTakesAnEditBackAndNeverATakeThatArrived() throws {
        let rig = try Rig()
        rig.press("S")
        try rig.makeTake()
        rig.press("u")
        #expect(!rig.song.isSeedLocked && rig.song.takes.count == 1)
        #expect(rig.message == "undone: seed lock")
        rig.press("u")
        #expect(rig.message == "Undo: there is nothing to undo")
        rig.press("ctrl-r")
        #expect(rig.song.isSeedLocked)
    }

    @Test func changesAreOnTheDisk() throws {
        let rig = try Rig(takes: 1)
        rig.press("3", "*")
        rig.workstation.close()
        let folder = try #require(rig.state.folder)
        let kept = try SongFolder.open(folder, access: .readOnly).song
        #expect(kept.takes[0].isStarred && kept == rig.song)
    }

    @Test func anEmptyNameIsRefused() throws {
        let rig = try Rig(takes: 1)
        rig.press("n")
        rig.answer("   ")
        #expect(rig.state.entry?.problem == "a take needs a name")
        rig.answer(String(repeating: "la", count: 101))
        #expect(rig.state.entry?.problem == "a name has at most 200 letters")
        rig.press("escape")
        #expect(rig.state.entry == nil && rig.song.takes[0].name == "Take 1")
    }

    @Test func aSongOpensAgainAsItWas() throws {
        let rig = try Rig(takes: 2)
        rig.press("tab", "5", "k")
        let before = rig.song
        rig.workstation.open(rig.vocal)
        rig.settle()
        #expect(rig.song == before)
        #expect(rig.deck.plan?.tracks.count == 2)
        #expect(rig.state.media.takes.keys.sorted() == [1, 2])
    }

    @Test func takesStartNearTheVocalsLoudness() throws {
        let rig = try Rig(takes: 1)
        rig.press("tab")
        let track = try #require(rig.deck.plan?.tracks.last)
        // 0.25 and 0.1: 8 dB apart; balance -2
        #expect(abs(track.trim - (7.96 - 2)) < 0.05)
    }
}
