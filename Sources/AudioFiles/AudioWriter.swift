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
        let notFinite = buffer.channels.reduce(0) { $0 + $1.reduce(0) { $1.isFinite ? $0 : $0 + 1 } }
        guard notFinite == 0 else { throw AudioFileError.samplesNotFinite(url, count: notFinite) }
        let info = try header(of: buffer, url: url, format: format)
        return try AtomicFile.write(to: url) { file in
            let clipped = try encode(buffer, into: file, info: info, url: url, format: format, provenance, dither)
            return Report(
                frames: buffer.frameCount, clippedSamples: clipped,
                bytes: try verify(file, url: url, frames: buffer.frameCount, provenance: provenance))
        }
    }

    private static func header(of buffer: AudioBuffer, url: URL, format: AudioFileFormat) throws -> SF_INFO {
        let rate = buffer.sampleRate
        guard rate == rate.rounded(), SoundFile.sampleRates.contains(rate) else {
            throw AudioFileError.unsupportedFormat(url, detail: "a sample rate of \(rate) Hz")
        }
        var info = SF_INFO()
        info.samplerate = Int32(rate)
        info.channels = Int32(buffer.channelCount)
        info.format = format.code(channelCount: buffer.channelCount, frameCount: buffer.frameCount)
        guard sf_format_check(&info) != 0 else {
            throw AudioFileError.unsupportedFormat(
                url, detail: "\(format.rawValue) takes no \(buffer.channelCount) channels at \(Int(rate)) Hz")
        }
        return info
    }

    /// - Returns: samples clipped.
    private static func encode(
        _ buffer: AudioBuffer, into file: TemporaryFile, info: SF_INFO, url: URL, format: AudioFileFormat,
        _ provenance: String?, _ dither: Bool
    ) throws -> Int {
        var info = info
        var output = SoundFileOutput.functions
        guard
            let handle = sf_open_virtual(&output, Int32(SFM_WRITE), &info, SoundFileOutput.userData(file))
        else { throw failure(file, url, reason: SoundFile.sentence(sf_strerror(nil))) }
        var isOpen = true
        defer { if isOpen { sf_close(handle) } }
        // The PEAK chunk carries the time of day.
        sf_command(handle, Int32(SFC_SET_ADD_PEAK_CHUNK), nil, Int32(SF_FALSE))
        sf_command(handle, Int32(SFC_SET_CLIPPING), nil, Int32(SF_TRUE))
        if format.isFLAC, let provenance, sf_set_string(handle, Int32(SF_STR_COMMENT), provenance) != 0 {
            throw AudioFileError.provenanceTooLong(url, bytes: provenance.utf8.count)
        }

        let channelCount = buffer.channelCount
        var quantizer = format.bits.map { Dither(bits: $0, dithered: dither) }
        var floats = [Float]()
        var integers = [Int32]()
        for start in stride(from: 0, to: buffer.frameCount, by: blockFrames) {
            let frames = start..<min(start + blockFrames, buffer.frameCount)
            let written: sf_count_t
            if quantizer != nil, let bits = format.bits {
                integers.removeAll(keepingCapacity: true)
                for frame in frames {
                    for channel in 0..<channelCount {
                        // libsndfile takes integers of 32 bits and keeps the upper ones.
                        let steps = quantizer?.quantized(buffer.channels[channel][frame]) ?? 0
                        integers.append(steps << Int32(32 - bits))
                    }
                }
                written = sf_writef_int(handle, integers, sf_count_t(frames.count))
            } else {
                floats.removeAll(keepingCapacity: true)
                for frame in frames {
                    for channel in 0..<channelCount { floats.append(buffer.channels[channel][frame]) }
                }
                written = sf_writef_float(handle, floats, sf_count_t(frames.count))
            }
            guard written == sf_count_t(frames.count), file.failure == 0 else {
                throw failure(file, url, reason: SoundFile.sentence(sf_strerror(handle)))
            }
        }
        isOpen = false
        let status = sf_close(handle)
        guard status == 0, file.failure == 0 else {
            throw failure(file, url, reason: SoundFile.sentence(sf_error_number(status)))
        }
        if !format.isFLAC, let provenance, !RIFFComment.append(provenance, to: file) {
            guard file.failure == 0 else { throw AudioFileError.writing(url, errno: file.failure) }
            throw AudioFileError.provenanceTooLong(url, bytes: provenance.utf8.count)
        }
        return quantizer?.clippedSamples ?? 0
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

    private static func failure(_ file: TemporaryFile, _ url: URL, reason: String) -> AudioFileError {
        file.failure == 0 ? .cannotWrite(url, reason: reason) : .writing(url, errno: file.failure)
    }

    /// Frames encoded at a time.
    private static let blockFrames = 16384
}
