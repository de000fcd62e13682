import AudioFiles
import Foundation
import Interface
import Music
import Songs
import Testing

@Suite struct RecordingFlowTests {
    @Test func aRecordingBecomesTheVocal() throws {
        let rig = try Rig()
        rig.press("R")
        #expect(rig.recorder.memory.withLock { $0.countIn?.beats.count } == 4)
        #expect(rig.recorder.memory.withLock { $0.rate } == Rig.rate)
        rig.press("R")
        #expect(
            rig.song.vocal?.frameCount == 24000
                && rig.message == "the recording is the song's vocal, at the click's 120 BPM")
        #expect(rig.deck.plan?.frameCount == 24000)
        rig.press("u")
        #expect(rig.song.vocal?.frameCount == 192_000 && rig.deck.plan?.frameCount == 192_000)
    }

    /// Counted in with a tempo that somebody chose or heard, a recording is on its grid from the count-in's end on.
    @Test func theClickIsAnExactTempo() throws {
        let rig = try Rig()
        rig.press("2", "I", "R", "R")
        let told = try #require(rig.studio.hearings.last)
        #expect(told.typedTempo == TypedTempo(120) && told.firstDownbeat == 0 && told.signature == .common)
        #expect(told.beats == nil && told.key == Rig.sheet.key)
        rig.press("u")
        #expect(rig.song.recipe.constraints.tempo == nil && rig.song.sheet?.isGridLocked == true)
    }

    /// The usual tempo of a count-in is nobody's choice: what is sung then is heard.
    @Test func aTempoThatNobodyChoseIsNotHeld() throws {
        let rig = try Rig(hears: false)
        rig.press("R", "R")
        #expect(rig.song.recipe.constraints == .init() && rig.message == "the recording is the song's vocal")
        try rig.workstation.setRecipe("tempo", "92")
        try rig.workstation.setRecipe("meter", "3/4")
        rig.press("R")
        #expect(rig.recorder.memory.withLock { $0.countIn?.beats.map(\.frame) } == [-46957, -31304, -15652])
        rig.press("R")
        #expect(rig.studio.hearings.last?.typedTempo == TypedTempo(92) && rig.studio.hearings.last?.firstDownbeat == 0)
    }

    @Test func withTakesItAsks() throws {
        let rig = try Rig(takes: 1)
        rig.press("R", "R")
        #expect(rig.text().contains("Make the recording the song's vocal?"))
        rig.press("n")
        #expect(rig.song.vocal?.frameCount == 192_000)
        #expect(rig.message.hasPrefix("the recording is kept in "))
        rig.press("R", "R", "y")
        #expect(rig.song.vocal?.frameCount == 24000)
    }

    /// What a killed program leaves.
    private func leaveRecording(_ name: String, _ rig: Rig) throws -> URL {
        let folder = try #require(rig.state.folder)
        let recordings = folder.appendingPathComponent("recordings")
        try FileManager.default.createDirectory(at: recordings, withIntermediateDirectories: true)
        let growing = recordings.appendingPathComponent("\(name).wav.partial")
        try AudioWriter.write(Rig.tone(seconds: 1), to: growing, format: .wavFloat)
        return folder
    }

    @Test func aRecordingThatWasCutOffIsOffered() throws {
        let rig = try Rig()
        let folder = try leaveRecording("001", rig)
        rig.workstation.open(folder)
        rig.settle()
        #expect(rig.message == "a recording was cut off; what was sung is kept in recordings/001.wav")
        #expect(rig.text().contains("Make it the song's vocal?"))
        #expect(rig.song.vocal?.frameCount == 192_000)
        rig.press("y")
        #expect(rig.song.vocal?.frameCount == 24000 && rig.song.vocal?.source == "recordings/001.wav")
        rig.press("u")
        #expect(rig.song.vocal?.frameCount == 192_000)
    }

    @Test func aRecordingThatEndsWithTheProgramIsOffered() throws {
        let rig = try Rig()
        let folder = try #require(rig.state.folder)
        rig.press("R")
        rig.workstation.close()
        rig.workstation.open(folder)
        rig.settle()
        #expect(rig.message == "a recording was cut off; what was sung is kept in recordings/001.wav")
        #expect(rig.text().contains("Make it the song's vocal?"))
    }

    @Test func aCutOffRecordingIsTheVocalWhereThereIsNone() throws {
        let rig = try Rig()
        let empty = rig.home.appendingPathComponent("empty.backline")
        _ = try SongFolder.create(at: empty, title: "empty")
        rig.workstation.open(empty)
        rig.settle()
        #expect(rig.song.vocal == nil)
        _ = try leaveRecording("001", rig)
        rig.workstation.open(empty)
        rig.settle()
        #expect(rig.song.vocal?.source == "recordings/001.wav" && rig.deck.plan?.frameCount == 24000)
    }

    @Test func nothingElseIsOpenedWhileRecording() throws {
        let rig = try Rig()
        let folder = rig.state.folder
        rig.press("R")
        rig.workstation.open(rig.vocal)
        rig.settle()
        #expect(rig.message == "a vocal is being recorded: stop that before opening another song")
        #expect(rig.state.folder == folder && rig.state.recorder != nil)
    }

    @Test func playbackWaitsForTheRecording() throws {
        let rig = try Rig()
        rig.press("R", "space")
        #expect(rig.message == "Play or pause: a vocal is being recorded: stop that first")
    }

    @Test func aLostMicrophoneIsExplained() throws {
        let rig = try Rig()
        rig.press("R")
        rig.recorder.memory.withLock { $0.state.failure = "the microphone is gone" }
        rig.settle()
        #expect(rig.state.recorder == nil && rig.song.vocal?.frameCount == 24000)
    }

    @Test func theInputThatWasChosenIsUsedAndKept() throws {
        let rig = try Rig()
        rig.press("f5", "down", "enter", "R")
        #expect(rig.recorder.memory.withLock { $0.input } == "line")
        let kept = try String(
            contentsOf: rig.home.appendingPathComponent(".local/state/backline/state.toml"), encoding: .utf8)
        #expect(kept.contains("line"))
    }
}
