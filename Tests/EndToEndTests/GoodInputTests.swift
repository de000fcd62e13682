import AudioFiles
import CSndfile
import Foundation
import Signal
import Testing

/// Vocals from elsewhere that are unusual and fine.
struct GoodInputTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func accept(
        _ name: String, channels: Int = 1, rate: Double, most: Float = 1.0001,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let outcome = try Program.generate([scratch.path(name), "--out", scratch.path("out")], scratch: scratch)
        #expect(outcome.status == 0, "\(outcome.errors)", sourceLocation: sourceLocation)
        #expect(!outcome.crashed, "\(outcome.errors)", sourceLocation: sourceLocation)
        let take = try Take(scratch.url("out"))
        let kept = try AudioReader.recording(scratch.url(name), longest: 60).sound
        #expect(take.vocal == kept, sourceLocation: sourceLocation)
        #expect(take.vocal.channelCount == channels && take.vocal.sampleRate == rate, sourceLocation: sourceLocation)
        try take.checkSound(most: most, sourceLocation: sourceLocation)
    }

    @Test(arguments: [
        ("eight.wav", SF_FORMAT_WAV, SF_FORMAT_PCM_U8), ("double.wav", SF_FORMAT_WAV, SF_FORMAT_DOUBLE),
        ("voice.mp3", SF_FORMAT_MPEG, SF_FORMAT_MPEG_LAYER_III), ("voice.ogg", SF_FORMAT_OGG, SF_FORMAT_VORBIS),
        ("voice.aiff", SF_FORMAT_AIFF, SF_FORMAT_PCM_16),
    ])
    func format(name: String, container: Int, encoding: Int) throws {
        try SoundFiles.write(try SoundFiles.voice(), to: scratch.path(name), format: container | encoding)
        try accept(name, rate: 24_000)
    }

    /// A telephone has nothing over 4 kHz.
    @Test(arguments: [8_000.0, 44_100, 192_000])
    func sampleRate(rate: Double) throws {
        let voice = try SoundFiles.resampled(try SoundFiles.voice(), to: rate)
        try SoundFiles.write(voice, to: scratch.path("voice.wav"), format: SF_FORMAT_WAV | SF_FORMAT_PCM_16)
        try accept("voice.wav", rate: rate)
    }

    /// The voice in the middle of a surround recording.
    @Test func sixChannels() throws {
        let voice = try SoundFiles.voice().mono()
        let still = [Float](repeating: 0, count: voice.count)
        let surround = AudioBuffer(sampleRate: 24_000, channels: [still, still, voice, still, still, still])
        try SoundFiles.write(surround, to: scratch.path("six.wav"), format: SF_FORMAT_WAVEX | SF_FORMAT_PCM_16)
        // a sixth of it is left, which is turned up
        try accept("six.wav", channels: 1, rate: 24_000, most: 6)
    }

    @Test func stereo() throws {
        let voice = try SoundFiles.voice().mono()
        let wide = AudioBuffer(sampleRate: 24_000, channels: [voice, voice.map { $0 * 0.3 }])
        try SoundFiles.write(wide, to: scratch.path("wide.wav"), format: SF_FORMAT_WAV | SF_FORMAT_FLOAT)
        try accept("wide.wav", channels: 2, rate: 24_000)
    }

    /// A voice beyond full scale is turned down in the mix and kept as it is beside it.
    @Test func tooLoud() throws {
        let voice = try SoundFiles.voice().mono().map { $0 * 20 }
        try scratch.file("loud.wav", SoundFiles.floatWave(voice))
        try accept("loud.wav", rate: 24_000)
    }

    /// A recording that broke off: what is there is used.
    @Test func halfAFile() throws {
        let whole = SoundFiles.floatWave(try SoundFiles.voice(seconds: 4).mono())
        try scratch.file("half.wav", whole.prefix(whole.count / 2))
        try accept("half.wav", rate: 24_000)
    }

    @Test func aNameWithSpacesAndUmlauts() throws {
        try AudioWriter.write(try SoundFiles.voice(), to: scratch.url("süßes Lied \"%@\" 日本.wav"), format: .wav16)
        try accept("süßes Lied \"%@\" 日本.wav", rate: 24_000)
    }

    /// What people bring (`shared/inputs`) is heard to its end; decoders print nothing of their own.
    @Test(arguments: [
        ("phone-memo.m4a", ""), ("memo-named.wav", ""), ("one-nan.wav", "no number"), ("sides-cancel.flac", "cancel"),
        ("sides-nearly-cancel.flac", "cancel"), ("recorder-died-junk.wav", "read to its end"),
        ("recorder-died-bext.wav", "read to its end"), ("two-mp3s-in-one.mp3", "more than its header says"),
        ("cut-off.mp3", ""),
    ])
    func whatPeopleBring(name: String, remark: String) throws {
        let file = Program.package.appendingPathComponent("Tests/Fixtures/inputs/\(name)").path
        let hasDecoder = FileManager.default.isExecutableFile(atPath: "/usr/bin/ffmpeg")
        let outcome = try Program.run(["listen", file, "--json"], scratch: scratch)
        if name.hasSuffix("m4a") || name.hasPrefix("memo"), !hasDecoder {
            #expect(outcome.status == 2 && outcome.errors.contains("m4a") && outcome.errors.contains("ffmpeg"))
            return
        }
        #expect(outcome.status == 0 && !outcome.crashed, "\(outcome.errors)")
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.count == (remark.isEmpty ? 0 : 1), "\(outcome.errors)")
        #expect(remark.isEmpty || outcome.errors.contains(remark), "\(outcome.errors)")
    }
}
