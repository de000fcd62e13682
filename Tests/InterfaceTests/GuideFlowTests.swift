import AudioFiles
import Foundation
import Interface
import Music
import Signal
import Songs
import Testing

@Suite struct GuideFlowTests {
    @Test func theMelodyIsDoubledOnItsOwnStrip() throws {
        let rig = try Rig(takes: 1)
        rig.press("3", "enter")
        rig.press("V")
        #expect(rig.guide.played.map(\.instrument) == ["Grand Piano"])
        #expect(rig.guide.played.first?.notes == rig.guide.memory.withLock { $0.melody })
        #expect(rig.state.stripNames == ["vocal", "band", "melody", "master"])
        let track = try #require(rig.deck.plan?.tracks.last)
        #expect(track.name == "melody" && track.audio.sampleRate == Rig.rate && track.start == 0)
        // silent before the first note, heard in it
        let samples = track.audio.mono()
        #expect(samples[..<Int(0.99 * Rig.rate)].allSatisfy { abs($0) < 0.001 })
        #expect(samples[Int(1.5 * Rig.rate)..<Int(2 * Rig.rate)].contains { abs($0) > 0.03 })
        // it is heard with whatever is auditioned
        rig.press("`")
        #expect(rig.deck.plan?.tracks.map(\.name) == ["vocal", "melody"])
        #expect(rig.text().contains("melody"))
    }

    @Test func chordsAreThoseOfTheLeadSheet() throws {
        let rig = try Rig()
        rig.press("J")
        let notes = try #require(rig.guide.played.first?.notes)
        #expect(Set(notes.map(\.start)) == [0, 2, 4, 6])
        #expect(Set(notes.filter { $0.start == 2 }.map { $0.pitch % 12 }) == [7, 11, 2])
        #expect(rig.song[guide: .chords]?.instrument == "Grand Piano")
    }

    @Test func theMixerHoldsForAGuide() throws {
        let rig = try Rig()
        rig.press("V", "5", "right", "right", "m")
        #expect(rig.song.lane(of: .melody)?.strip.isMuted == true)
        #expect(rig.deck.plan?.tracks.last?.strip.isMuted == true)
    }

    @Test func theInstrumentIsChosenByTypingAndRemembered() throws {
        let rig = try Rig()
        rig.press("Y")
        rig.type("org")
        rig.press("enter", "V")
        #expect(rig.guide.played.map(\.instrument) == ["Church Organ"])
        #expect(rig.song[guide: .melody]?.instrument == "Church Organ")
        let state = rig.home.appendingPathComponent(".local/state/backline/state.toml")
        #expect(try String(contentsOf: state, encoding: .utf8).contains("Church Organ"))
    }

    @Test func anInstrumentThatIsGoneGivesWayToTheUsualOne() throws {
        let rig = try Rig()
        rig.press("Y")
        rig.type("flute")
        rig.press("enter")
        rig.guide.change { $0.instruments = ["Guitar"] }
        rig.press("V")
        #expect(rig.guide.played.map(\.instrument) == ["Guitar"])
    }

    @Test(arguments: ["V", "J", "Y"]) func withoutInstrumentsItSaysWhy(_ key: String) throws {
        let rig = try Rig()
        rig.guide.change { $0.problem = "the weights are missing" }
        rig.press(key)
        #expect(rig.message == "the weights are missing")
        #expect(rig.song.guides.isEmpty && rig.state.guideInMaking == nil && rig.state.overlay == nil)
    }

    @Test func aVocalWithoutNotesIsNotDoubled() throws {
        let rig = try Rig()
        rig.guide.change { $0.melody = [] }
        rig.press("V")
        #expect(rig.message == "no sung notes were heard that could be doubled")
        #expect(rig.song.guides.isEmpty)
    }

    @Test func undoAndRedoTakeItAwayAndBringItBack() throws {
        let rig = try Rig()
        rig.press("V")
        rig.press("u")
        #expect(rig.deck.plan?.tracks.map(\.name) == ["vocal"] && rig.song.guides.isEmpty)
        rig.press("ctrl-r")
        #expect(rig.deck.plan?.tracks.map(\.name) == ["vocal", "melody"])
    }

    /// Also across a save in between, which moves files.
    @Test func undoAfterASaveFindsTheSound() throws {
        let rig = try Rig()
        rig.press("V")
        rig.press("Y")
        rig.type("flute")
        rig.press("enter", "V")
        rig.workstation.close()
        rig.press("u")
        #expect(rig.song[guide: .melody]?.instrument == "Grand Piano")
        #expect(rig.deck.plan?.tracks.count == 2)
        rig.workstation.close()
        rig.press("ctrl-r")
        #expect(rig.song[guide: .melody]?.instrument == "Flute")
        #expect(rig.deck.plan?.tracks.count == 2)
    }

    @Test func keepingConcernsTheStripUnderTheCursor() throws {
        let rig = try Rig()
        rig.press("V", "J", "5", "right", "right", "right")
        #expect(rig.state.name(of: rig.state.selectedTarget) == "chords")
        rig.press("W")
        #expect(rig.song.guides.map(\.isKept) == [false, true])
        rig.press("left", "W")
        #expect(rig.song.guides.map(\.isKept) == [true, true])
        // on no guide's strip it concerns all
        rig.press("left", "left", "W")
        #expect(rig.song.guides.map(\.isKept) == [false, false])
        // played anew, it stays what it is
        rig.press("W", "V")
        #expect(rig.song.guides.map(\.isKept) == [true, true])
    }

    @Test func onlyAKeptGuideIsExported() throws {
        let rig = try Rig()
        rig.press("V", "e")
        for _ in 0..<7 { rig.press("down") }
        rig.press("enter")
        let mix = rig.home.appendingPathComponent("song.backline/exports/song-mix.wav")
        let without = try AudioReader.read(mix).mono()
        rig.press("W", "e")
        for _ in 0..<4 { rig.press("right") }
        for _ in 0..<7 { rig.press("down") }
        rig.press("enter")
        let with = try AudioReader.read(mix).mono()
        #expect(without != with && without.count == with.count)
        let stem = rig.home.appendingPathComponent("song.backline/exports/song-melody.wav")
        #expect(try AudioReader.read(stem).mono().contains { abs($0) > 0.01 })
    }

    @Test func aGuideIsThereAgainWhenTheSongIsOpened() throws {
        let rig = try Rig()
        rig.press("V", "W")
        rig.workstation.open(rig.vocal)
        rig.settle()
        #expect(rig.song[guide: .melody]?.isKept == true)
        #expect(rig.deck.plan?.tracks.map(\.name) == ["vocal", "melody"])
    }

    // MARK: Following

    private func chordNotes(_ rig: Rig) throws -> [Note] {
        ChordVoicing.notes(of: try #require(rig.song.sheet).leadSheet)
    }

    /// Types a chord into the lead sheet's first bar.
    private func change(to chord: String, _ rig: Rig) {
        rig.press("2", "enter")
        rig.answer(chord)
    }

    @Test func chordsFollowTheLeadSheet() throws {
        let rig = try Rig()
        rig.press("J", "W")
        let first = try #require(rig.song[guide: .chords])
        change(to: "Am", rig)
        let second = try #require(rig.song[guide: .chords])
        #expect(second.file != first.file && second.isKept)
        #expect(second.passes?.flatMap(\.notes) == (try chordNotes(rig)))
        #expect(rig.state.outOfDate.isEmpty)
        // the sheet's edit is what undo takes back, and the chords follow that too
        #expect(rig.state.undoTitle != "playing the chords")
        rig.press("u")
        #expect(rig.song[guide: .chords]?.passes == first.passes)
        #expect(rig.deck.plan?.tracks.map(\.name) == ["vocal", "chords"])
        // what was left behind is gone
        rig.workstation.close()
        let folder = rig.home.appendingPathComponent("song.backline/guides").path
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
    }

    @Test func theMelodyFollowsANewVocal() throws {
        let rig = try Rig()
        rig.press("V")
        let first = try #require(rig.song[guide: .melody])
        #expect(first.vocal == rig.song.vocal?.file)
        rig.guide.change { $0.melody = [.init(start: 0.5, duration: 1, pitch: 67)] }
        rig.press("R", "R")
        #expect(rig.song.vocal?.file != first.vocal)
        #expect(rig.song[guide: .melody]?.vocal == rig.song.vocal?.file)
        #expect(rig.song[guide: .melody]?.passes?.flatMap(\.notes).map(\.pitch) == [67])
        // undo concerns the vocal, and the melody follows that too
        rig.press("u")
        #expect(rig.song[guide: .melody]?.vocal == first.vocal && rig.state.outOfDate.isEmpty)
    }

    /// Undo to a part whose sound has been left behind: it is played again.
    @Test func undoFindsWhatWasLeftBehind() throws {
        let rig = try Rig()
        rig.press("J")
        change(to: "Am", rig)
        rig.workstation.close()
        rig.press("5")
        rig.press("u", "u")
        #expect(rig.song.guides.isEmpty)
        rig.workstation.close()
        rig.press("ctrl-r", "ctrl-r")
        #expect(rig.song[guide: .chords]?.passes?.flatMap(\.notes) == (try chordNotes(rig)))
        #expect(rig.deck.plan?.tracks.map(\.name) == ["vocal", "chords"])
    }

    @Test func whatCannotFollowIsOutOfDate() throws {
        let rig = try Rig()
        rig.press("J")
        rig.guide.change { $0.problem = "the weights are missing" }
        change(to: "Am", rig)
        #expect(rig.message == "the weights are missing" && rig.state.outOfDate == [rig.song.lane(of: .chords)?.id])
        #expect(rig.text().contains("chords outdated"))
        rig.guide.change { $0.problem = nil }
        rig.press("J")
        #expect(rig.state.outOfDate.isEmpty && !rig.text().contains("outdated"))
    }

    // MARK: Tuning

    /// A lead sheet in a tuning, heard now.
    private func hear(_ cents: Double?, _ rig: Rig) {
        var sheet = Rig.sheet
        sheet.tuning = cents.map { Tuning(cents: $0, confidence: 0.9) }
        rig.workstation.perform("sheet.hear")
        rig.workstation.handle(.heard(sheet))
        rig.settle()
    }

    /// Guides and keys are in the singer's tuning, and follow where that is heard or typed anew.
    @Test func guidesAreInTheSingersTuning() throws {
        let rig = try Rig()
        hear(-35, rig)
        rig.press("V", "J")
        #expect(rig.guide.memory.withLock { $0.tunings } == [-35, -35])
        #expect(rig.song.guides.map(\.tuning) == [-35, -35])
        let files = rig.song.guides.map(\.file)
        // nobody hears two cents
        hear(-33, rig)
        #expect(rig.song.guides.map(\.file) == files && rig.state.outOfDate.isEmpty)
        hear(nil, rig)
        #expect(rig.song.guides.map(\.tuning) == [nil, nil] && rig.state.outOfDate.isEmpty)
        #expect(Set(rig.song.guides.map(\.file)).isDisjoint(with: files))
        #expect(rig.guide.memory.withLock { $0.tunings.suffix(2) } == [0, 0])
        rig.press("2", "U")
        rig.answer("20c")
        #expect(rig.song.guides.map(\.tuning) == [20, 20])
    }

    @Test func keysAreInTheSingersTuning() throws {
        let rig = try Rig()
        hear(-35, rig)
        rig.press("O")
        #expect(rig.guide.memory.withLock { Set($0.tunings) } == [-35])
        hear(12, rig)
        #expect(rig.guide.memory.withLock { $0.tunings.last } == 12)
    }

    @Test func aStripIsPlayedByTheInstrumentThatIsChosenOnIt() throws {
        let rig = try Rig()
        rig.press("J", "5", "right", "right")
        #expect(rig.state.name(of: rig.state.selectedTarget) == "chords")
        rig.press("Y")
        rig.type("flute")
        rig.press("enter")
        #expect(rig.song[guide: .chords]?.instrument == "Flute" && rig.guide.played.last?.instrument == "Flute")
        rig.press("u")
        #expect(rig.song[guide: .chords]?.instrument == "Grand Piano")
    }
}
