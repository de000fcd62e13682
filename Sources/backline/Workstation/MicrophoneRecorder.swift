import Foundation
import Interface
import Playback
import Signal

/// Recording for the screen: a `VocalRecorder`.
struct MicrophoneRecorder: Recorder {
    private let recorder: VocalRecorder

    /// - Parameter output: the device that the count-in is played through; nil is the system's default.
    init(output: String?) { recorder = VocalRecorder(output: output ?? AudioDevice.defaultName) }

    var state: RecorderState {
        let recording = recorder.state
        var state = RecorderState()
        state.isRecording = recording.isRecording
        state.isCountingIn = recording.isCountingIn
        state.seconds = recording.seconds
        state.peak = recording.peak
        state.hasClipped = recording.hasClipped
        state.xruns = recording.xruns
        state.failure = recording.failure
        return state
    }

    func inputs() -> [SoundDevice] { VocalRecorder.inputs().map { SoundDevice($0) } }

    func start(input: String?, sampleRate: Double, countIn: ClickTrack?, file: URL) throws {
        try recorder.start(input: input, sampleRate: sampleRate, countIn: countIn, file: file)
    }

    func stop() throws -> URL { try recorder.stop() }

    func recover(_ growing: URL) throws -> URL? { try VocalRecorder.recover(growing) }
}
