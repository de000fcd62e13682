import AudioFiles
import Foundation
import Playback
import Signal
import Testing

/// The recorder with a microphone that breaks, overloads or stutters.
@Suite struct VocalRecorderTests {
    /// Gives 1, 2, 3, ... thousandths, a block after the other, and fails when it is told to.
    private final class Microphone: AudioInput {
        let name = "fake"
        let sampleRate: Double
        let delay = 0
        let blockLimit = 10_000
        private(set) var xruns = 0
        private let frames: Int
        private var given = 0

        /// - Parameter frames: after which it is lost.
        init(sampleRate: Double, frames: Int) {
            self.sampleRate = sampleRate
            self.frames = frames
        }

        func read(_ samples: UnsafeMutableBufferPointer<Float>) throws {
            guard given < frames else { throw AudioDeviceError.lost(name, reason: "No such device") }
            Thread.sleep(forTimeInterval: 0.001)
            for index in samples.indices { samples[index] = Float(given + index) / 1000 }
            given += samples.count
            xruns += 1
        }

        func close() {}
    }

    private let scratch: Scratch
    private let file: URL

    init() throws {
        scratch = try Scratch()
        file = scratch.url("vocal.wav")
    }

    private func wait(until happened: () -> Bool) throws {
        let limit = Date().addingTimeInterval(60)
        while !happened() {
            try #require(Date() < limit)
            Thread.sleep(forTimeInterval: 0.002)
        }
    }

    private func recorder(frames: Int) -> VocalRecorder {
        VocalRecorder(
            open: { _, _ in throw AudioDeviceError.noSoundCard(.playback) },
            openInput: { Microphone(sampleRate: $1, frames: frames) })
    }

    @Test func whatWasSungBeforeTheDeviceWasLostIsKept() throws {
        let recorder = recorder(frames: 4800)
        try recorder.start(sampleRate: 48000, file: file)
        try wait { !recorder.state.isRecording }
        let state = recorder.state
        #expect(state.failure?.contains("was lost") ?? false)
        #expect(state.seconds == 0.1)
        #expect(state.xruns == 10)
        #expect(state.hasClipped)
        #expect(try recorder.stop() == file)
        #expect(try AudioReader.read(file).channels[0] == (0..<4800).map { Float($0) / 1000 })
    }

    @Test func aRecordingThatIsLeftIsRecoveredWhole() throws {
        let recorder = recorder(frames: 4_800_000)
        try recorder.start(sampleRate: 48000, file: file)
        try wait { recorder.state.seconds >= 0.05 }
        try recorder.leave()
        let seconds = recorder.state.seconds
        #expect(!recorder.state.isRecording && !FileManager.default.fileExists(atPath: file.path))
        let recovered = try #require(try recorder.recover(VocalRecorder.partial(of: file)))
        let frames = Int((seconds * 48000).rounded())
        #expect(recovered == file)
        #expect(try AudioReader.read(file).channels[0] == (0..<frames).map { Float($0) / 1000 })
    }

    @Test func aDeviceThatGivesNothingLeavesNothing() throws {
        let recorder = recorder(frames: 0)
        try recorder.start(sampleRate: 48000, file: file)
        try wait { !recorder.state.isRecording }
        #expect {
            try recorder.stop()
        } throws: {
            "\($0)".contains("was lost")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).isEmpty)
        // It can begin again.
        try recorder.start(sampleRate: 48000, file: file)
        #expect(throws: RecordingError.self) { try recorder.stop() }
    }

    /// No sound card to click through: the count-in is silent and takes its time all the same.
    @Test func countsInWithoutAnOutput() throws {
        let recorder = recorder(frames: .max)
        let countIn = ClickTrack(beats: [.init(frame: -9600, isDownbeat: true), .init(frame: -4800, isDownbeat: false)])
        try recorder.start(sampleRate: 48000, countIn: countIn, file: file)
        #expect(recorder.state.isCountingIn)
        #expect(recorder.state.seconds == 0)
        try wait { !recorder.state.isCountingIn }
        try wait { recorder.state.seconds > 0 }
        _ = try recorder.stop()
        let recorded = try AudioReader.read(file).channels[0]
        // Frame 0 of what is kept came well after frame 0 of what was heard.
        #expect(recorded[0] > 0)
        #expect(zip(recorded, recorded.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func aRecorderThatIsLetGoFinishesItsFile() throws {
        do {
            let recorder = recorder(frames: .max)
            try recorder.start(sampleRate: 48000, file: file)
            try wait { recorder.state.seconds > 0 }
        }
        try wait { FileManager.default.fileExists(atPath: file.path) }
        #expect(try AudioReader.read(file).frameCount > 0)
    }
}
