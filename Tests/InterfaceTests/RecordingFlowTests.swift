import Foundation
import Interface
import Songs
import Testing

@Suite struct RecordingFlowTests {
    @Test func aRecordingBecomesTheVocal() throws {
        let rig = try Rig()
        rig.press("R")
        #expect(rig.recorder.memory.withLock { $0.countIn?.beats.count } == 4)
        #expect(rig.recorder.memory.withLock { $0.rate } == Rig.rate)
        rig.press("R")
        #expect(rig.song.vocal?.frameCount == 24000 && rig.message == "the recording is the song's vocal")
        #expect(rig.deck.plan?.frameCount == 24000)
        rig.press("u")
        #expect(rig.song.vocal?.frameCount == 192_000 && rig.deck.plan?.frameCount == 192_000)
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
