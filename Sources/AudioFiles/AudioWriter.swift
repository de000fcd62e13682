import CSndfile
import Foundation
import Signal

/// Writes WAV and FLAC, wholly or not at all (see `AtomicFile`). The same sound gives the same bytes: no time stamps,
/// and dither from a fixed seed.
public enum AudioWriter {
    /// What was written.
    public struct Report: Sendable, Equatable {
        public let frames: Int
        /// Samples beyond +-1 that an integer format holds at full scale; 0 for floating point, which keeps them.
        public let clippedSamples: Int
        /// The file's size.
        public let bytes: Int
    }

    /// - Parameters:
    ///   - format: integer formats are dithered and clipped; floating point keeps every bit.
    ///   - provenance: kept in the comment tag, read back by `AudioReader.info(_:).comment`.
    ///   - dither: false rounds to the nearest step, so that samples read from the same width come back unchanged.
    /// - Throws: `AudioFileError`.
    @discardableResult
    public static func write(
        _ buffer: AudioBuffer, to url: URL, format: AudioFileFormat, provenance: String? = nil, dither: Bool = true
    ) throws -> Report {
        guard buffer.frameCount > 0 else { throw AudioFileError.nothingToWrite(url) }
        let notFinite = count(notFiniteIn: buffer)
        guard notFinite == 0 else { throw AudioFileError.samplesNotFinite(url, count: notFinite) }
        let info = try header(
            rate: buffer.sampleRate, channelCount: buffer.channelCount, frames: buffer.frameCount, url: url,
            format: format)
        return try AtomicFile.write(to: url) { file in
            let encoder = try AudioEncoder(
                file, info: info, url: url, format: format, comment: provenance, dither: dither)
            try encoder.append(buffer)
            try encoder.finish(provenance: provenance)
            return Report(
                frames: buffer.frameCount, clippedSamples: encoder.clippedSamples,
                bytes: try verify(file, url: url, frames: buffer.frameCount, provenance: provenance))
        }
    }

    /// Writes sound that comes bit by bit, and keeps none of it.
    /// - Parameters:
    ///   - rate: Hertz.
    ///   - frames: about as many as will come; they decide whether the file needs a format for more than 4 GB.
    ///   - format: WAV: a FLAC's tag would have to be known before its sound.
    ///   - dither: as for `write(_:to:format:provenance:dither:)`.
    ///   - provenance: asked for when all of it is there.
    ///   - body: gets what takes the next sound, until it returns.
    /// - Throws: `AudioFileError`, what the body throws; then there is no file.
    @discardableResult
    public static func write(
        to url: URL, rate: Double, channelCount: Int, about frames: Int, format: AudioFileFormat,
        dither: Bool = true, provenance: () throws -> String? = { nil },
        _ body: (_ append: @escaping (AudioBuffer) throws -> Void) throws -> Void
    ) throws -> Report {
        precondition(!format.isFLAC, "a FLAC's tag comes before its sound")
        let info = try header(rate: rate, channelCount: channelCount, frames: frames, url: url, format: format)
        return try AtomicFile.write(to: url) { file in
            let encoder = try AudioEncoder(file, info: info, url: url, format: format, dither: dither)
            try body { buffer in
                let notFinite = count(notFiniteIn: buffer)
                guard notFinite == 0 else { throw AudioFileError.samplesNotFinite(url, count: notFinite) }
                try encoder.append(buffer)
            }
            guard encoder.frames > 0 else { throw AudioFileError.nothingToWrite(url) }
            let text = try provenance()
            try encoder.finish(provenance: text)
            return Report(
                frames: encoder.frames, clippedSamples: encoder.clippedSamples,
                bytes: try verify(file, url: url, frames: encoder.frames, provenance: text))
        }
    }

    private static func count(notFiniteIn buffer: AudioBuffer) -> Int {
        buffer.channels.reduce(0) { $0 + $1.reduce(0) { $1.isFinite ? $0 : $0 + 1 } }
    }

    private static func header(
        rate: Double, channelCount: Int, frames: Int, url: URL, format: AudioFileFormat
    ) throws -> SF_INFO {
        guard rate == rate.rounded(), SoundFile.sampleRates.contains(rate) else {
            throw AudioFileError.unsupportedFormat(url, detail: "a sample rate of \(rate) Hz")
        }
        var info = SF_INFO()
        info.samplerate = Int32(rate)
        info.channels = Int32(channelCount)
        info.format = format.code(channelCount: channelCount, frameCount: frames)
        guard sf_format_check(&info) != 0 else {
            throw AudioFileError.unsupportedFormat(
                url, detail: "\(format.rawValue) takes no \(channelCount) channels at \(Int(rate)) Hz")
        }
        return info
    }

    /// Opens what was written and compares length and comment: libsndfile drops a long comment without a word.
    /// - Returns: bytes.
    private static func verify(_ file: TemporaryFile, url: URL, frames: Int, provenance: String?) throws -> Int {
        guard lseek(file.descriptor, 0, SEEK_SET) == 0 else { throw AudioFileError.writing(url, errno: errno) }
        let written = try SoundFile(descriptor: file.descriptor, url: url, ownsDescriptor: false)
        guard written.declaredFrames == frames else {
            throw AudioFileError.cannotWrite(
                url, reason: "\(written.declaredFrames ?? 0) of \(frames) frames arrived in the file")
        }
        if let provenance, written.comment != provenance {
            throw AudioFileError.provenanceTooLong(url, bytes: provenance.utf8.count)
        }
        var status = stat()
        guard fstat(file.descriptor, &status) == 0 else { throw AudioFileError.writing(url, errno: errno) }
        return Int(status.st_size)
    }
}
