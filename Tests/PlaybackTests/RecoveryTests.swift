import AudioFiles
import Foundation
import Playback
import Signal
import Testing

@Suite struct RecoveryTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func floatBytes(_ samples: [Float]) -> Data { samples.withUnsafeBytes { Data($0) } }

    @Test func whatWasWrittenIsKept() throws {
        let sung = noise(70_000)
        let partial = VocalRecorder.partial(of: scratch.url("vocal.wav"))
        // As a killed program leaves it: an old header, and half a sample at the end.
        let header = WAVHeader(sampleRate: 44100, frameCount: 44100)
        try (Data(header.bytes) + floatBytes(sung) + Data([1, 2])).write(to: partial)
        let file = try #require(try VocalRecorder().recover(partial))
        #expect(file.lastPathComponent == "vocal.wav")
        let audio = try AudioReader.read(file)
        #expect(audio == AudioBuffer(sampleRate: 44100, mono: sung))
        #expect(!FileManager.default.fileExists(atPath: partial.path))
    }

    @Test func aFinishedRecordingIsNotReplaced() throws {
        try Data("mine".utf8).write(to: scratch.url("vocal.wav"))
        let partial = VocalRecorder.partial(of: scratch.url("vocal.wav"))
        try (Data(WAVHeader(sampleRate: 48000, frameCount: 0).bytes) + floatBytes([0.5])).write(to: partial)
        let file = try #require(try VocalRecorder().recover(partial))
        #expect(file.lastPathComponent == "vocal-2.wav")
        #expect(try AudioReader.read(file).channels == [[0.5]])
        #expect(try Data(contentsOf: scratch.url("vocal.wav")) == Data("mine".utf8))
    }

    @Test func nothingIsNothing() throws {
        for bytes in [[], Array(WAVHeader(sampleRate: 48000, frameCount: 0).bytes[..<20])] as [[UInt8]] {
            let partial = VocalRecorder.partial(of: scratch.url("vocal.wav"))
            try Data(bytes).write(to: partial)
            #expect(try VocalRecorder().recover(partial) == nil)
            #expect(!FileManager.default.fileExists(atPath: partial.path))
        }
    }

    @Test func somethingElseIsLeftAlone() throws {
        let other = scratch.url("notes.txt.partial")
        try Data(repeating: 65, count: 500).write(to: other)
        #expect(throws: RecordingError.notARecording(other)) { try VocalRecorder().recover(other) }
        #expect(FileManager.default.fileExists(atPath: other.path))
        #expect(throws: RecordingError.self) { try VocalRecorder().recover(scratch.url("none.partial")) }
    }

    @Test func anInterruptedRecordingIsNotOverwritten() throws {
        let file = scratch.url("vocal.wav")
        try Data(WAVHeader(sampleRate: 48000, frameCount: 0).bytes).write(to: VocalRecorder.partial(of: file))
        #expect(throws: RecordingError.unfinished(VocalRecorder.partial(of: file))) {
            try GrowingRecording(file: file, sampleRate: 48000)
        }
    }

    @Test func itGrowsAsAPlayableFile() throws {
        let file = scratch.url("vocal.wav")
        let recording = try GrowingRecording(file: file, sampleRate: 1000)
        let sung = noise(2500)
        for start in stride(from: 0, to: 2500, by: 100) {
            try sung[start..<start + 100].withUnsafeBufferPointer { try recording.append($0) }
        }
        // The header is a second behind at worst.
        #expect(try AudioReader.read(recording.partial).channels[0] == Array(sung[..<2000]))
        try recording.finish()
        #expect(try AudioReader.read(file) == AudioBuffer(sampleRate: 1000, mono: sung))
    }
}
