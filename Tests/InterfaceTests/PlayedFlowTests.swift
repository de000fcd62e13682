import AudioFiles
import Foundation
import Interface
import Music
import Signal
import Songs
import Terminal
import Testing

/// What is played on the piano keys over the song, and what becomes of it.
@Suite struct PlayedFlowTests {
    /// Strikes a key at some seconds of the playing song.
    private func strike(_ key: String, at seconds: Double, _ rig: Rig) {
        rig.deck.seek(to: Int(seconds * Rig.rate))
        rig.press(key)
    }

    private func playing() throws -> Rig {
        let rig = try Rig()
        rig.press("O", "space")
        return rig
    }

    @Test func whatIsPlayedOverTheSongIsKept() throws {
        let rig = try playing()
        strike("q", at: 1, rig)
        rig.press("up")
        strike("e", at: 2, rig)
        #expect(rig.song.pass?.notes.count == 2 && rig.song.guides.isEmpty)
        #expect(rig.text().contains("2 notes not kept  from 0:01"))
        rig.press("enter")
        let notes = [
            Note(start: 1, duration: 1.5, pitch: 60, velocity: 80),
            Note(start: 2, duration: 1.5, pitch: 64, velocity: 96),
        ]
        let part = try #require(rig.song[guide: .played])
        #expect(part.passes == [KeyPass(instrument: "Grand Piano", notes: notes)])
        #expect(part.isKept && part.instrument == "Grand Piano" && rig.song.pass == nil)
        #expect(rig.guide.played.last?.notes == notes)
        #expect(rig.deck.plan?.tracks.map(\.name) == ["vocal", "played"])
        #expect(rig.state.stripNames.contains("played") && rig.text().contains("2 notes kept"))
    }

    @Test func onlyWhatIsPlayedWhileTheSongPlaysIsTakenDown() throws {
        let rig = try Rig()
        rig.press("O", "r", "enter")
        #expect(rig.song.pass == nil && rig.song.guides.isEmpty)
        #expect(rig.message.contains("nothing was played over the song yet"))
        rig.press("space")
        strike("q", at: 3, rig)
        rig.press("space", "w")
        #expect(rig.song.pass?.notes.map(\.pitch) == [60])
        // also after the song has stopped
        rig.press("enter")
        #expect(rig.song[guide: .played] != nil)
    }

    @Test func whereTheSongGoesBackItBeginsAnew() throws {
        let rig = try playing()
        strike("q", at: 4, rig)
        strike("w", at: 5, rig)
        strike("e", at: 1, rig)
        strike("r", at: 2, rig)
        #expect(rig.song.pass?.notes.map(\.pitch) == [64, 65])
        // and where the keys were left
        rig.press("escape", "O")
        strike("t", at: 3, rig)
        #expect(rig.song.pass?.notes.map(\.pitch) == [67])
    }

    /// A loop comes round before what was played could be kept.
    @Test func thePassBeforeCanStillBeKept() throws {
        let rig = try playing()
        strike("q", at: 4, rig)
        strike("w", at: 5, rig)
        strike("e", at: 1, rig)
        rig.press("ctrl-p")
        #expect(rig.song.pass?.notes.map(\.pitch) == [60, 62] && rig.message == "2 notes from 0:04 can be kept")
        rig.press("ctrl-p")
        #expect(rig.song.pass?.notes.map(\.pitch) == [64])
        rig.press("ctrl-p", "enter")
        #expect(rig.song[guide: .played]?.passes?.map { $0.notes.map(\.pitch) } == [[60, 62]])
    }

    @Test func aKeyThatSoundsIsLetGoWhereItIsStruckAgain() throws {
        let rig = try playing()
        strike("q", at: 1, rig)
        strike("w", at: 1.2, rig)
        strike("q", at: 1.5, rig)
        #expect(rig.song.pass?.notes.map(\.duration) == [0.5, 1.5, 1.5])
    }

    @Test func aSecondPassGoesOverTheFirstOrInItsPlace() throws {
        let rig = try playing()
        strike("q", at: 1, rig)
        rig.press("enter")
        strike("w", at: 2, rig)
        rig.press("enter")
        #expect(rig.song[guide: .played]?.passes?.map { $0.notes.map(\.pitch) } == [[60], [62]])
        strike("e", at: 3, rig)
        rig.press("ctrl-k")
        #expect(rig.song[guide: .played]?.passes?.map { $0.notes.map(\.pitch) } == [[64]])
        // one after the other is taken back, and can be kept again
        rig.press("backspace")
        #expect(rig.song[guide: .played]?.passes?.count == 2 && rig.song.pass?.notes.map(\.pitch) == [64])
        rig.press("backspace")
        #expect(rig.song[guide: .played]?.passes?.count == 1)
        rig.press("ctrl-r", "ctrl-r")
        #expect(rig.song[guide: .played]?.passes?.map { $0.notes.map(\.pitch) } == [[64]])
        #expect(rig.deck.plan?.tracks.map(\.name) == ["vocal", "played"])
    }

    @Test func eachPassHasItsInstrument() throws {
        let rig = try playing()
        strike("q", at: 1, rig)
        rig.press("enter", "ctrl-y")
        rig.type("flute")
        rig.press("enter")
        strike("w", at: 2, rig)
        rig.press("enter")
        #expect(rig.song[guide: .played]?.passes?.map(\.instrument) == ["Grand Piano", "Flute"])
        #expect(rig.guide.played.suffix(2).map(\.instrument) == ["Grand Piano", "Flute"])
    }

    /// Kept, it sounds as loud as it did when it was struck.
    @Test func itIsHeardAsItWasPlayed() throws {
        let rig = try playing()
        strike("q", at: 1, rig)
        let live = try #require(rig.deck.memory.withLock { $0.struck.last }).gain
        rig.press("enter")
        let track = try #require(rig.deck.plan?.tracks.last)
        let gain = pow(10, (track.trim + rig.song.master.gain) / 20)
        #expect(abs(Double(live) - gain) < 1e-5)
        // and the keys sound as their strip is turned
        rig.press("escape", "5", "right", "right")
        #expect(rig.state.name(of: rig.state.selectedTarget) == "played")
        for _ in 0..<6 { rig.press("down") }
        rig.press("O", "w")
        let softer = try #require(rig.deck.memory.withLock { $0.struck.last }).gain
        #expect(abs(softer / live - 0.501) < 0.01)
    }

    @Test func whatIsNotKeptIsThereWhenTheSongIsOpenedAgain() throws {
        let rig = try playing()
        strike("q", at: 1, rig)
        rig.workstation.open(rig.vocal)
        rig.settle()
        #expect(rig.song.pass?.notes.count == 1)
        rig.press("O", "enter")
        #expect(rig.song[guide: .played]?.passes?.count == 1)
    }

    @Test func theMixerShowsWhoPlaysAndWhen() throws {
        let rig = try playing()
        strike("q", at: 1, rig)
        rig.press("enter", "escape")
        #expect(rig.text().contains("Grand Pi"))
        #expect(rig.song.lane(of: .played).map { rig.state.media.guides[$0.id] != nil } == true)
    }
}
