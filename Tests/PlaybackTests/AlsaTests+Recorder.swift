import AudioFiles
import Foundation
import Playback
import Signal
import Testing

extension AlsaTests {
    /// A microphone that hears `samples`, then nothing.
    private func configureMicrophone(_ samples: [Float]) throws {
        let data = samples.withUnsafeBytes { Data($0) }
        try data.write(to: scratch.url("sung.raw"))
        try configure(
            """
            \(fileDevice("!default", into: "out.raw"))
            pcm.mic {
                type file; slave.pcm null; file /dev/null; format raw
                infile "\(scratch.url("sung.raw").path)"
            }
            """)
    }

    @Test func recordsWhatTheMicrophoneHears() throws {
        let sung = noise(12_000, amplitude: 0.2)
        try configureMicrophone(sung)
        let recorder = VocalRecorder()
        let file = scratch.url("vocal.wav")
        try recorder.start(input: "mic", sampleRate: 48000, file: file)
        #expect(throws: RecordingError.alreadyRecording) {
            try recorder.start(input: "mic", sampleRate: 48000, file: file)
        }
        var peak: Float = 0
        try wait(for: "it has all been heard") {
            let state = recorder.state
            peak = max(peak, state.peak)
            #expect(state.isRecording && !state.isCountingIn)
            return state.seconds > 0.25
        }
        #expect(peak == sung.map { abs($0) }.max())
        #expect(FileManager.default.fileExists(atPath: VocalRecorder.partial(of: file).path))
        #expect(!FileManager.default.fileExists(atPath: file.path))
        #expect(try recorder.stop() == file)
        #expect(!recorder.state.isRecording)
        #expect(!FileManager.default.fileExists(atPath: VocalRecorder.partial(of: file).path))
        let audio = try AudioReader.read(file)
        #expect(audio.sampleRate == 48000 && audio.channelCount == 1)
        #expect(Array(audio.channels[0][..<12_000]) == sung)
        #expect(throws: RecordingError.notRecording) { try recorder.stop() }
    }

    @Test func countsInFirst() throws {
        try configureMicrophone(noise(480_000))
        let countIn = ClickTrack(beats: (0..<3).map { .init(frame: -14_400 + $0 * 4800, isDownbeat: $0 == 0) })
        let recorder = VocalRecorder()
        let file = scratch.url("vocal.wav")
        try recorder.start(input: "mic", sampleRate: 48000, countIn: countIn, file: file)
        #expect(recorder.state.isCountingIn)
        try wait(for: "recording begins") { !recorder.state.isCountingIn && recorder.state.seconds > 0.05 }
        _ = try recorder.stop()
        // What was heard while counting in is not in it: the microphone's beginning is missing.
        let recorded = try AudioReader.read(file).channels[0]
        let all = scratch.floats("sung.raw")
        let start = try #require(all.firstIndex(of: recorded[0]))
        #expect(Array(all[start..<start + recorded.count]) == recorded)
        #expect(start >= 12_000)
        // The clicks were played.
        let clicks = scratch.floats("out.raw")
        #expect(clicks.contains { abs($0) > 0.2 })
    }

    @Test func aRecordingThatNeverBeganLeavesNothing() throws {
        try configureMicrophone(noise(1000))
        let recorder = VocalRecorder()
        let countIn = ClickTrack(beats: [.init(frame: -480_000, isDownbeat: true)])
        try recorder.start(input: "mic", sampleRate: 48000, countIn: countIn, file: scratch.url("vocal.wav"))
        #expect(throws: RecordingError.nothingRecorded(reason: nil)) { try recorder.stop() }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path)
                .allSatisfy { !$0.contains("vocal") })
    }

    @Test func aMissingMicrophoneIsExplained() throws {
        try configure(Self.missing)
        let recorder = VocalRecorder()
        #expect(throws: AudioDeviceError.self) {
            try recorder.start(sampleRate: 48000, file: scratch.url("vocal.wav"))
        }
        #expect(!recorder.state.isRecording)
        #expect(throws: AudioDeviceError.noSuchDevice("mic")) {
            try recorder.start(input: "mic", sampleRate: 48000, file: scratch.url("vocal.wav"))
        }
    }
}
