import AudioFiles
import CSndfile
import Foundation
import Signal
import Testing

/// Vocals in formats that Backline reads and does not write.
enum SoundFiles {
    /// Some seconds of a sample.
    static func voice(seconds: Double = 3) throws -> AudioBuffer {
        try AudioReader.read(URL(fileURLWithPath: Program.sample("twinkle.flac"))).slice(from: 0.5, to: 0.5 + seconds)
    }

    /// - Parameter format: libsndfile's container and encoding.
    static func write(_ buffer: AudioBuffer, to path: String, format: Int) throws {
        var info = SF_INFO()
        info.samplerate = Int32(buffer.sampleRate)
        info.channels = Int32(buffer.channelCount)
        info.format = Int32(format)
        let handle = try #require(sf_open(path, Int32(SFM_WRITE), &info), "libsndfile can't write this format")
        defer { sf_close(handle) }
        let interleaved = (0..<buffer.frameCount).flatMap { frame in buffer.channels.map { $0[frame] } }
        #expect(sf_writef_float(handle, interleaved, sf_count_t(buffer.frameCount)) == buffer.frameCount)
    }

    static func resampled(_ buffer: AudioBuffer, to rate: Double) throws -> AudioBuffer {
        try Resampler.resample(buffer, to: rate)
    }

    /// A WAV of 32-bit floating point, byte by byte.
    static func floatWave(_ samples: [Float], rate: UInt32 = 24000) -> Data {
        func bytes<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
            withUnsafeBytes(of: value.littleEndian, Array.init)
        }
        let data = samples.flatMap { bytes($0.bitPattern) }
        let head =
            Array("WAVEfmt ".utf8) + bytes(UInt32(16)) + bytes(UInt16(3)) + bytes(UInt16(1)) + bytes(rate)
            + bytes(rate * 4) + bytes(UInt16(4)) + bytes(UInt16(32)) + Array("data".utf8) + bytes(UInt32(data.count))
        return Data(Array("RIFF".utf8) + bytes(UInt32(head.count + data.count)) + head + data)
    }
}
