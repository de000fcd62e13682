import AudioFiles
import Foundation
import Interface
import Signal
import Synchronization

/// "Records" a second of a tone.
final class FakeRecorder: Recorder {
    struct Memory: Sendable {
        var state = RecordingState()
        var file: URL?
        var input: String?
        var rate = 0.0
        var countIn: ClickTrack?
    }

    let memory = Mutex(Memory())

    var state: RecordingState { memory.withLock { $0.state } }
    func inputs() -> [SoundDevice] { [.init(name: "mic", summary: "a microphone"), .init(name: "line", summary: "")] }

    func start(input: String?, sampleRate: Double, countIn: ClickTrack?, file: URL) throws {
        memory.withLock {
            $0.state.isRecording = true
            $0.file = file
            $0.input = input
            $0.rate = sampleRate
            $0.countIn = countIn
        }
    }

    func stop() throws -> URL {
        let (file, rate) = memory.withLock { memory in
            memory.state = RecordingState()
            return (memory.file, memory.rate)
        }
        let url = try require(file)
        try AudioWriter.write(Rig.tone(seconds: 1, rate: rate), to: url, format: .wav24)
        return url
    }

    func leave() throws {
        let url = try stop()
        try FileManager.default.moveItem(at: url, to: url.appendingPathExtension("partial"))
    }

    func recover(_ growing: URL) throws -> URL? {
        let url = growing.deletingPathExtension()
        try FileManager.default.moveItem(at: growing, to: url)
        return url
    }

    private func require<T>(_ value: T?) throws -> T {
        guard let value else { throw CocoaError(.fileNoSuchFile) }
        return value
    }
}
