import AudioFiles
import Foundation
import Signal
import Testing

struct AudioWriterTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// Without dither, rounding is the only error: half a step. With it, one step and a half.
    @Test(arguments: AudioFileFormat.allCases, [false, true])
    func roundTrip(format: AudioFileFormat, dither: Bool) throws {
        let buffer = AudioBuffer(sampleRate: 24000, channels: [noise(20000, seed: 1), noise(20000, seed: 2)])
        let url = scratch.url("a.\(format.fileExtension)")
        let report = try AudioWriter.write(buffer, to: url, format: format, dither: dither)
        #expect(report.frames == 20000)
        #expect(report.clippedSamples == 0)
        #expect(report.bytes == (try Data(contentsOf: url).count))
        let back = try AudioReader.read(url)
        #expect(back.sampleRate == 24000)
        let step = format.bits.map { Float(1) / Float(1 << ($0 - 1)) } ?? 0
        for (got, wanted) in zip(back.channels, buffer.channels) {
            #expect(largestDifference(got, wanted) <= step * (dither ? 1.5 : 0.5))
        }
        if dither, format.bits == 16 { #expect(largestDifference(back.channels[0], buffer.channels[0]) > step * 0.5) }
        #expect(try scratch.names == [url.lastPathComponent])
        let encoding = try AudioReader.info(url).encoding
        #expect(encoding == (format.bits.map { "Signed \($0) bit PCM" } ?? "32 bit float"))
    }

    /// Samples that came from the same width come back bit for bit.
    @Test(arguments: [AudioFileFormat.wav16, .flac16])
    func everySixteenBitValueSurvives(format: AudioFileFormat) throws {
        let buffer = AudioBuffer(sampleRate: 44100, mono: (-32768...32767).map { Float($0) / 32768 })
        let url = scratch.url("a")
        try AudioWriter.write(buffer, to: url, format: format, dither: false)
        #expect(try AudioReader.read(url) == buffer)
    }

    @Test func floatsKeepEveryBit() throws {
        let buffer = AudioBuffer(sampleRate: 24000, mono: [0, -0.0, 1.5, -3, .leastNonzeroMagnitude, 0.1])
        let url = scratch.url("a.wav")
        #expect(try AudioWriter.write(buffer, to: url, format: .wavFloat).clippedSamples == 0)
        #expect(try AudioReader.read(url).channels[0].map(\.bitPattern) == buffer.channels[0].map(\.bitPattern))
    }

    @Test(arguments: [8000, 11025, 22051, 44056, 96000, 192_000], AudioFileFormat.allCases)
    func oddRates(rate: Int, format: AudioFileFormat) throws {
        let url = scratch.url("a")
        let buffer = AudioBuffer(sampleRate: Double(rate), mono: noise(100))
        try AudioWriter.write(buffer, to: url, format: format)
        #expect(try AudioReader.info(url).sampleRate == Double(rate))
        #expect(try AudioReader.read(url).frameCount == 100)
    }

    @Test(arguments: AudioFileFormat.allCases, [1, 3, 6, 8])
    func channelsKeepTheirPlace(format: AudioFileFormat, count: Int) throws {
        let channels = (0..<count).map { channel in (0..<10).map { Float($0 - channel) / 16 } }
        let url = scratch.url("a")
        try AudioWriter.write(
            AudioBuffer(sampleRate: 48000, channels: channels), to: url, format: format, dither: false)
        #expect(try AudioReader.read(url).channels == channels)
    }

    /// Beyond full scale the sample is held there, not wrapped to the other side, and counted.
    @Test(arguments: [AudioFileFormat.wav16, .wav24, .flac16, .flac24])
    func clipping(format: AudioFileFormat) throws {
        let url = scratch.url("a")
        let buffer = AudioBuffer(sampleRate: 24000, channels: [[1.5, -1.5, 0], [0.5, 2, 1]])
        #expect(try AudioWriter.write(buffer, to: url, format: format).clippedSamples == 3)
        let back = try AudioReader.read(url).channels
        #expect(back[0][0] > 0.9999 && back[0][1] == -1 && back[1][1] > 0.9999)
        #expect(abs(back[1][0] - 0.5) < 1e-4)
    }

    @Test(arguments: AudioFileFormat.allCases)
    func sameSoundSameBytes(format: AudioFileFormat) throws {
        let buffer = AudioBuffer(sampleRate: 24000, mono: noise(5000))
        try AudioWriter.write(buffer, to: scratch.url("a"), format: format, provenance: "{\"seed\":42}")
        // libsndfile's PEAK chunk, which must not be there, counts seconds.
        Thread.sleep(forTimeInterval: 1.1)
        try AudioWriter.write(buffer, to: scratch.url("b"), format: format, provenance: "{\"seed\":42}")
        #expect(try Data(contentsOf: scratch.url("a")) == Data(contentsOf: scratch.url("b")))
    }

    // libsndfile reads no WAV comment of 2048 bytes or more; such a one is read directly.
    @Test(arguments: AudioFileFormat.allCases, [1, 2046, 2047, 2048, 2049, 20001])
    func provenanceComesBack(format: AudioFileFormat, length: Int) throws {
        let url = scratch.url("a")
        let text =
            String("{\"prompt\":\"Gitarre, süß und träge – 日本語\",\"pad\":\"".prefix(length))
            + String(repeating: "x", count: max(0, length - 60))
        try AudioWriter.write(
            AudioBuffer(sampleRate: 24000, mono: noise(100)), to: url, format: format, provenance: text)
        #expect(try AudioReader.info(url).comment == text)
        #expect(try AudioReader.read(url).frameCount == 100)
        try AudioWriter.write(AudioBuffer(sampleRate: 24000, mono: noise(100)), to: url, format: format)
        #expect(try AudioReader.info(url).comment == nil)
    }

    /// libsndfile's own limit is 100 kB, the recipe of some ten minutes.
    @Test(arguments: AudioFileFormat.allCases)
    func longProvenance(format: AudioFileFormat) throws {
        let url = scratch.url("a")
        let text = String(repeating: "0123456789", count: 100_000)
        let buffer = AudioBuffer(sampleRate: 24000, mono: noise(101))
        let report = try AudioWriter.write(buffer, to: url, format: format, provenance: text, dither: false)
        #expect(try AudioReader.info(url).comment == text)
        #expect(try AudioReader.read(url).frameCount == 101)
        let file = try Data(contentsOf: url)
        #expect(report.bytes == file.count)
        if !format.isFLAC {
            // the RIFF chunk spans the file
            #expect(file[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) } == file.count - 8)
        }
    }

    // MARK: What is refused; the old file always stays

    @Test func badSamples() throws {
        let url = try scratch.file("a.wav", [1, 2, 3])
        let broken = AudioBuffer(sampleRate: 24000, channels: [[0, .nan], [.infinity, 0]])
        #expect(throws: AudioFileError.samplesNotFinite(url, count: 2)) {
            try AudioWriter.write(broken, to: url, format: .wav16)
        }
        let nothing = AudioBuffer(sampleRate: 24000, mono: [])
        #expect(throws: AudioFileError.nothingToWrite(url)) { try AudioWriter.write(nothing, to: url, format: .wav16) }
        #expect(try Data(contentsOf: url) == Data([1, 2, 3]))
        #expect(try scratch.names == ["a.wav"])
    }

    @Test func whatTheFormatCannotHold() {
        let nine = AudioBuffer(sampleRate: 24000, channels: [[Float]](repeating: [0], count: 9))
        let fraction = AudioBuffer(sampleRate: 44100.5, mono: [0])
        for (buffer, format) in [(nine, AudioFileFormat.flac16), (fraction, .wav16)] {
            #expect(throws: AudioFileError.self) { try AudioWriter.write(buffer, to: scratch.url("a"), format: format) }
        }
        #expect((try? scratch.names) == [])
    }

    @Test func noFolder() {
        let url = scratch.url("none/a.wav")
        #expect(throws: AudioFileError.noFolder(url)) {
            try AudioWriter.write(AudioBuffer(sampleRate: 24000, mono: [0]), to: url, format: .wav16)
        }
    }

    @Test func aFolderInTheWay() throws {
        let url = scratch.url("a.wav")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        #expect(throws: AudioFileError.directory(url)) {
            try AudioWriter.write(AudioBuffer(sampleRate: 24000, mono: [0]), to: url, format: .wav16)
        }
        #expect(try scratch.names == ["a.wav"])
    }

    /// Sound that comes bit by bit gives the same bytes as at once, with its tag; without sound there is no file.
    @Test func bitByBit() throws {
        let buffer = AudioBuffer(sampleRate: 24000, channels: [noise(50000, seed: 1), noise(50000, seed: 2)])
        let (whole, parts) = (scratch.url("whole.wav"), scratch.url("parts.wav"))
        let report = try AudioWriter.write(buffer, to: whole, format: .wav24, provenance: "recipe")
        let same = try AudioWriter.write(
            to: parts, rate: 24000, channelCount: 2, about: 50000, format: .wav24, provenance: { "recipe" }
        ) { append in
            for start in stride(from: 0, to: 50000, by: 7000) {
                let end = min(start + 7000, 50000)
                try append(AudioBuffer(sampleRate: 24000, channels: buffer.channels.map { Array($0[start..<end]) }))
            }
        }
        #expect(same == report)
        #expect(try Data(contentsOf: parts) == Data(contentsOf: whole))
        let nothing = scratch.url("nothing.wav")
        #expect(throws: AudioFileError.self) {
            try AudioWriter.write(to: nothing, rate: 24000, channelCount: 1, about: 0, format: .wav24) { _ in }
        }
        #expect(throws: AudioFileError.self) {
            try AudioWriter.write(to: nothing, rate: 24000, channelCount: 1, about: 9, format: .wav24) { append in
                try append(AudioBuffer(sampleRate: 24000, mono: [0, .nan]))
            }
        }
        #expect(try scratch.names.sorted() == ["parts.wav", "whole.wav"])
    }
}
