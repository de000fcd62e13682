import AudioFiles
import Foundation
import Signal
import TestSupport
import Testing

struct AudioReaderTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    // MARK: What is read

    @Test func eightBits() throws {
        let url = try scratch.file("a.wav", wave(bits: 8, samples: [0, 128, 192, 255]))
        let buffer = try AudioReader.read(url)
        #expect(buffer == AudioBuffer(sampleRate: 24000, mono: [-1, 0, 0.5, 127.0 / 128]))
        #expect(try AudioReader.info(url).encoding == "Unsigned 8 bit PCM")
    }

    @Test func twentyFourBitsOfStereo() throws {
        let samples: [UInt8] = [0, 0, 0x40, 0, 0, 0xC0, 1, 0, 0, 0, 0, 0x80]
        let buffer = try AudioReader.read(try scratch.file("a.wav", wave(bits: 24, channels: 2, samples: samples)))
        #expect(buffer.channels == [[0.5, 1.0 / 8_388_608], [-0.5, -1]])
    }

    @Test func sixChannelsAndTheirMean() throws {
        let samples = (1...6).flatMap { bytes(Int16($0 * 1024)) }
        let url = try scratch.file("a.wav", wave(bits: 16, channels: 6, rate: 48000, samples: samples))
        #expect(try AudioReader.read(url).channels == (1...6).map { [Float($0) / 32] })
        #expect(try AudioReader.read(url, mono: true).channels == [[3.5 / 32]])
        let info = try AudioReader.info(url)
        #expect(info.channelCount == 6)
        #expect(info.frameCount == 1)
        #expect(info.sampleRate == 48000)
    }

    @Test func floatsBeyondFullScaleStay() throws {
        let url = try scratch.file("a.wav", wave(tag: 3, bits: 32, samples: bytes([1.5, -2, 0.25] as [Float])))
        #expect(try AudioReader.read(url).channels == [[1.5, -2, 0.25]])
    }

    @Test(arguments: [
        ("tone.aiff", 22050.0, 2, 2205, 441.0), ("tone.ogg", 32000, 1, 9600, 440), ("tone.mp3", 24000, 1, nil, 440),
    ])
    func otherContainers(name: String, rate: Double, channels: Int, frames: Int?, hertz: Double) throws {
        let buffer = try AudioReader.read(Fixture.folder.appendingPathComponent(name))
        #expect(buffer.sampleRate == rate)
        #expect(buffer.channelCount == channels)
        if let frames { #expect(buffer.frameCount == frames) }
        // MP3 rounds up to its own frames.
        #expect((2205...15000).contains(buffer.frameCount))
        for channel in buffer.channels {
            let inner = Array(channel[channel.count / 4..<channel.count * 3 / 4])
            let tone = measure(inner, sampleRate: rate)
            #expect(abs(tone.hertz - hertz) < 1)
            #expect(abs(tone.amplitude - 0.5) < 0.03)
        }
    }

    @Test func resampledWhileReading() throws {
        // Longer than a block of the reader, at a rate that nothing divides.
        let samples = sine(hertz: 440, sampleRate: 11025, count: 40000)
        let url = try scratch.file("a.wav", wave(tag: 3, bits: 32, rate: 11025, samples: bytes(samples)))
        let buffer = try AudioReader.read(url, resampledTo: 24000)
        #expect(buffer.sampleRate == 24000)
        #expect(buffer.frameCount == 87075)
        #expect(buffer.channels == [try Resampler(from: 11025, to: 24000).resample(samples)])
    }

    @Test func oneSampleAndSilenceAreSound() throws {
        let one = try scratch.file("one.wav", wave(bits: 16, samples: bytes(Int16(8192))))
        #expect(try AudioReader.read(one).channels == [[0.25]])
        #expect(try AudioReader.read(one, resampledTo: 48000).frameCount == 2)
        let silent = try scratch.file("silent.wav", wave(bits: 16, samples: [UInt8](repeating: 0, count: 2000)))
        #expect(try AudioReader.read(silent).channels == [[Float](repeating: 0, count: 1000)])
    }

    @Test func aCutOffFileGivesWhatIsThere() throws {
        let samples = (0..<500).flatMap { bytes(Int16($0)) }
        let url = try scratch.file("a.wav", wave(bits: 16, samples: samples, declared: 1_000_000))
        #expect(try AudioReader.read(url).channels == [(0..<500).map { Float($0) / 32768 }])
    }

    @Test func aCutOffFLACGivesWhatIsThere() throws {
        let url = scratch.url("a.flac")
        let whole = AudioBuffer(sampleRate: 24000, mono: noise(50000))
        try AudioWriter.write(whole, to: url, format: .flac16, dither: false)
        let data = try Data(contentsOf: url)
        try data.prefix(data.count / 2).write(to: url)
        let part = try AudioReader.read(url).channels[0]
        #expect((10000..<40000).contains(part.count))
        #expect(largestDifference(part, Array(whole.channels[0].prefix(part.count))) < 1.0 / 32768)
    }

    // MARK: What is refused

    @Test func missing() {
        let url = scratch.url("none.wav")
        #expect(throws: AudioFileError.missing(url)) { try AudioReader.read(url) }
        #expect(throws: AudioFileError.missing(url)) { try AudioReader.info(url) }
    }

    @Test func directory() {
        #expect(throws: AudioFileError.directory(scratch.folder)) { try AudioReader.read(scratch.folder) }
    }

    /// A pipe with no writer would wait for ever.
    @Test func pipe() {
        let url = scratch.url("pipe.wav")
        #expect(mkfifo(url.path, 0o600) == 0)
        #expect(throws: AudioFileError.notAFile(url)) { try AudioReader.read(url) }
    }

    @Test func noPermission() throws {
        let url = try scratch.file("a.wav", wave(bits: 8, samples: [0, 1]))
        #expect(chmod(url.path, 0) == 0)
        try asOrdinaryUser {
            #expect(throws: AudioFileError.noPermission(url)) { try AudioReader.read(url) }
        }
    }

    @Test func empty() throws {
        let url = try scratch.file("a.wav", [])
        #expect(throws: AudioFileError.empty(url)) { try AudioReader.read(url) }
    }

    @Test(arguments: ["lyrics.wav", "lyrics.mp3", "lyrics.flac", "lyrics.vox", "lyrics.raw"])
    func textUnderAnyName(name: String) throws {
        let url = try scratch.file(name, Array(String(repeating: "la la la, this is no sound\n", count: 200).utf8))
        #expect(kind { try AudioReader.read(url) } == "notAudio")
    }

    @Test func noiseUnderAnyName() throws {
        var generator = SeededGenerator(seed: 4)
        let url = try scratch.file("a.wav", (0..<5000).map { _ in UInt8(truncatingIfNeeded: generator.next()) })
        #expect(kind { try AudioReader.read(url) } == "notAudio")
    }

    @Test func noFrames() throws {
        let url = try scratch.file("a.wav", wave(bits: 16, samples: []))
        #expect(throws: AudioFileError.noFrames(url)) { try AudioReader.read(url) }
    }

    @Test func nothingLeftOfAFLAC() throws {
        let url = scratch.url("a.flac")
        try AudioWriter.write(AudioBuffer(sampleRate: 24000, mono: noise(50000)), to: url, format: .flac16)
        let data = try Data(contentsOf: url)
        // STREAMINFO and its neighbours stand in the first hundred bytes or so.
        try data.prefix(4 + 4 + 34).write(to: url)
        let kind = kind { try AudioReader.read(url) }
        #expect(kind == "truncated" || kind == "notAudio")
    }

    @Test func notFiniteSamplesAreCounted() throws {
        let samples: [Float] = [0, .nan, 1, .infinity, -.infinity] + noise(40000) + [.nan]
        let url = try scratch.file("a.wav", wave(tag: 3, bits: 32, samples: bytes(samples)))
        #expect(throws: AudioFileError.notFinite(url, count: 4)) { try AudioReader.read(url) }
        #expect(throws: AudioFileError.notFinite(url, count: 4)) { try AudioReader.read(url, resampledTo: 48000) }
    }

    @Test(arguments: [UInt32(1), 5, 0x7FFF_FFFF])
    func absurdRates(rate: UInt32) throws {
        let url = try scratch.file("a.wav", wave(bits: 16, rate: rate, samples: [1, 2, 3, 4]))
        #expect(kind { try AudioReader.read(url) } == "absurdHeader")
    }

    @Test func absurdRateOrChannelsThatTheLibraryRefuses() throws {
        for bytes in [
            wave(bits: 16, rate: 0, samples: [1, 2]), wave(bits: 16, channels: 0, samples: [1, 2]),
            wave(bits: 16, channels: 30000, samples: [1, 2]),
        ] {
            let url = try scratch.file("a.wav", bytes)
            let kind = kind { try AudioReader.read(url) }
            #expect(kind == "notAudio" || kind == "absurdHeader")
        }
    }

    /// A header that lies about its length must not cost memory: this FLAC says 2^36 - 1 samples.
    @Test func absurdLength() throws {
        let url = scratch.url("a.flac")
        try AudioWriter.write(AudioBuffer(sampleRate: 24000, mono: noise(5000)), to: url, format: .flac16)
        var data = try Data(contentsOf: url)
        // STREAMINFO starts at byte 8; its 36 bits of length are the lower half of byte 13 and bytes 14 to 17.
        data[8 + 13] |= 0x0F
        for index in 14...17 { data[8 + index] = 0xFF }
        try data.write(to: url)
        #expect(try AudioReader.read(url).frameCount == 5000)
        #expect(kind { try AudioReader.read(url, longest: 60) } == "tooLong")
    }

    @Test func longerThanAllowed() throws {
        let url = try scratch.file("a.wav", wave(bits: 8, samples: [UInt8](repeating: 128, count: 24001)))
        #expect(throws: AudioFileError.tooLong(url, seconds: 24001.0 / 24000, longest: 1)) {
            try AudioReader.read(url, longest: 1)
        }
        #expect(try AudioReader.read(url, longest: 1.1).frameCount == 24001)
    }

    // MARK: Comments

    @Test func commentOfAnotherProgram() throws {
        let text = Array("sung by hand\0\0".utf8)
        let list =
            Array("INFOIART".utf8) + bytes(UInt32(3)) + Array("me\0\0".utf8) + Array("ICMT".utf8)
            + bytes(UInt32(text.count)) + text
        let url = try scratch.file("a.wav", wave(bits: 8, samples: [1, 2], list: list))
        #expect(try AudioReader.info(url).comment == "sung by hand")
        #expect(try AudioReader.info(Fixture.folder.appendingPathComponent("tone.mp3")).comment == nil)
    }

    /// The name of the error's case; "none" if nothing was thrown.
    private func kind(_ body: () throws -> Any) -> String {
        do {
            _ = try body()
            return "none"
        } catch {
            return Mirror(reflecting: error).children.first?.label ?? "\(error)"
        }
    }
}
