import AudioFiles
import Foundation
import Signal
import TestSupport
import Testing

/// What people bring (`shared/inputs`): all made from five seconds of one voice.
struct RecordingTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func read(_ name: String) throws -> Recording {
        try AudioReader.recording(Fixture.folder.appendingPathComponent("inputs/\(name)"), longest: 3600)
    }

    private func level(_ samples: [Float]) -> Double {
        10 * log10(samples.reduce(0.0) { $0 + Double($1 * $1) } / Double(max(samples.count, 1)) + 1e-12)
    }

    @Test(arguments: ["recorder-died-junk.wav", "recorder-died-bext.wav"])
    func aRecorderThatDiedIsReadToItsEnd(name: String) throws {
        let recording = try read(name)
        #expect(abs(recording.sound.duration - 5) < 0.01 && level(recording.sound.mono()) > -40)
        #expect(recording.remarks.count == 1 && recording.remarks[0].contains("read to its end"))
    }

    /// Other kinds of the same: floats, 24 bits, stereo, an odd chunk before, a frame that is cut off.
    @Test(arguments: [(3, 32, 1), (1, 24, 2), (1, 16, 2), (3, 64, 1), (1, 8, 1)])
    func otherDeadRecorders(tag: Int, bits: Int, channels: Int) throws {
        let frame = bits / 8 * channels
        var file = wave(
            tag: UInt16(tag), bits: UInt16(bits), channels: UInt16(channels), rate: 48_000,
            samples: [UInt8](repeating: 0, count: 1000 * frame) + [7])
        let place = try #require(file.firstRange(of: Array("data".utf8))?.upperBound)
        for index in 0..<4 {
            file[place + index] = 0
            file[4 + index] = 0
        }
        let recording = try AudioReader.recording(try scratch.file("dead.wav", file), longest: 60)
        // an odd byte of padding may stand behind
        #expect((1000...1002).contains(recording.sound.frameCount) && recording.sound.channelCount == channels)
        #expect(recording.sound.sampleRate == 48_000)
    }

    @Test func oneSampleThatIsNoNumberIsMended() throws {
        let recording = try read("one-nan.wav")
        #expect(recording.sound.mono().allSatisfy(\.isFinite) && abs(recording.sound.duration - 5) < 0.01)
        #expect(recording.remarks == ["1 sample of one-nan.wav is no number; the sound was joined over it"])
        // on a line between its neighbours, in its own channel
        let values: [Float] = [0, 1, 0.5, .nan, .infinity, 1, 0.8, 1] + [Float](repeating: 0.25, count: 4000)
        let url = try scratch.file("a.wav", wave(tag: 3, bits: 32, channels: 2, samples: bytes(values)))
        let mended = try AudioReader.recording(url, longest: 60).sound
        #expect(mended.channels.map { Array($0.prefix(4)) } == [[0, 0.5, 0.65, 0.8], [1, 1, 1, 1]])
        // what has many is damaged, and what reads takes stays strict
        let broken = try scratch.file(
            "b.wav", wave(tag: 3, bits: 32, samples: bytes([Float](repeating: .nan, count: 100))))
        #expect(throws: AudioFileError.notFinite(broken, count: 100)) { try AudioReader.recording(broken, longest: 60) }
        #expect(throws: AudioFileError.notFinite(url, count: 2)) { try AudioReader.read(url) }
    }

    @Test(arguments: ["sides-cancel.flac", "sides-nearly-cancel.flac"]) func sidesThatCancelAreHeard(name: String)
        throws
    {
        let recording = try read(name)
        let side = try #require(recording.sound.louderSide)
        #expect(recording.sound.mono() == recording.sound.channels[side] && level(recording.sound.mono()) > -40)
        #expect(recording.remarks.count == 1 && recording.remarks[0].contains("cancel"))
        // of what is merely wide or on one side the mean counts
        let tone = (0..<2400).map { sin(Float($0) / 10) }
        let wide = (0..<2400).map { sin(Float($0) / 7) }
        #expect(AudioBuffer(sampleRate: 24_000, channels: [tone, wide]).louderSide == nil)
        #expect(AudioBuffer(sampleRate: 24_000, channels: [tone, tone.map { _ in 0 }]).louderSide == nil)
    }

    /// Both of two MP3s, and what is left of one that was cut.
    @Test func miscountedFilesAreReadToTheirEnd() throws {
        let two = try read("two-mp3s-in-one.mp3")
        #expect(abs(two.sound.duration - 10) < 0.3, "\(two.sound.duration) s")
        #expect(two.remarks.count == 1 && two.remarks[0].contains("more than its header says"))
        let (first, second) = (two.sound.slice(from: 0, to: 4.5), two.sound.slice(from: 5.2, to: 9.5))
        #expect(level(first.mono()) > -40 && level(second.mono()) > -40)
        let cut = try read("cut-off.mp3")
        #expect((1.0...4.9).contains(cut.sound.duration) && level(cut.sound.mono()) > -40)
    }

    @Test(.enabled(if: Self.hasDecoder, "ffmpeg is not installed"), arguments: ["phone-memo.m4a", "memo-named.wav"])
    func phoneMemosAreDecoded(name: String) throws {
        let recording = try read(name)
        #expect(abs(recording.sound.duration - 5) < 0.2 && level(recording.sound.mono()) > -40)
        #expect(throws: AudioFileError.self) {
            try AudioReader.recording(Fixture.folder.appendingPathComponent("inputs/\(name)"), longest: 2)
        }
    }

    private static let hasDecoder = ["/usr/bin", "/usr/local/bin"].contains { access("\($0)/ffmpeg", X_OK) == 0 }

    /// Without a decoder the kind is named by what stands in the file, whatever it is called.
    @Test(arguments: [
        ("a.wav", [0, 0, 0, 24] + Array("ftypM4A ".utf8), "m4a"), ("b.mp3", [0x1A, 0x45, 0xDF, 0xA3], "webm"),
        ("c", [0x30, 0x26, 0xB2, 0x75, 0x8E], "wma"), ("d.wav", Array("#!AMR\n".utf8), "amr"),
        ("e.wav", Array("RIFF\0\0\0\0AVI LIST".utf8), "avi"),
    ])
    func kindsAreNamed(name: String, start: [UInt8], kind: String) throws {
        let file = try scratch.file(name, start + [UInt8](repeating: 0, count: 64))
        do {
            _ = try AudioReader.read(file)
            Issue.record("\(name) was read")
        } catch AudioFileError.foreign(_, let named) {
            #expect(named.contains(kind))
        }
    }

    /// Many channels become one while they are read, and no rate is beyond studios'.
    @Test func whatIsTooWideIsMixed() throws {
        var samples: [Float] = []
        for frame in 0..<960 {
            let value = Float(frame % 100) / 100
            for channel in 0..<8 { samples.append(channel < 4 ? value : value / 2) }
        }
        let url = try scratch.file("a.wav", wave(tag: 3, bits: 32, channels: 8, rate: 655_350, samples: bytes(samples)))
        let recording = try AudioReader.recording(url, longest: 60)
        #expect(recording.sound.channelCount == 1 && recording.sound.sampleRate == 96_000)
        #expect(recording.remarks.count == 1 && recording.remarks[0].contains("655350 Hz"))
    }
}
