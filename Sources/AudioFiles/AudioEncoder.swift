import CSndfile
import Foundation
import Signal

/// A sound file in the making: libsndfile over a temporary file.
final class AudioEncoder {
    private let file: TemporaryFile
    private let url: URL
    private let format: AudioFileFormat
    /// nil once it is closed.
    private var handle: OpaquePointer?
    private var quantizer: Dither?
    private(set) var frames = 0

    /// Frames encoded at a time.
    private static let blockFrames = 16384

    /// - Parameter comment: of a FLAC, whose tags come before its sound.
    /// - Throws: `AudioFileError`.
    init(
        _ file: TemporaryFile, info: SF_INFO, url: URL, format: AudioFileFormat, comment: String? = nil, dither: Bool
    ) throws {
        self.file = file
        self.url = url
        self.format = format
        quantizer = format.bits.map { Dither(bits: $0, dithered: dither) }
        var info = info
        var output = SoundFileOutput.functions
        handle = sf_open_virtual(&output, Int32(SFM_WRITE), &info, SoundFileOutput.userData(file))
        guard handle != nil else { throw failure(SoundFile.sentence(sf_strerror(nil))) }
        // The PEAK chunk carries the time of day.
        sf_command(handle, Int32(SFC_SET_ADD_PEAK_CHUNK), nil, Int32(SF_FALSE))
        sf_command(handle, Int32(SFC_SET_CLIPPING), nil, Int32(SF_TRUE))
        if format.isFLAC, let comment, sf_set_string(handle, Int32(SF_STR_COMMENT), comment) != 0 {
            throw AudioFileError.provenanceTooLong(url, bytes: comment.utf8.count)
        }
    }

    deinit { if let handle { sf_close(handle) } }

    /// Samples beyond +-1 so far.
    var clippedSamples: Int { quantizer?.clippedSamples ?? 0 }

    /// - Throws: `AudioFileError`.
    func append(_ buffer: AudioBuffer) throws {
        precondition(handle != nil, "sound for a file that is finished")
        let channelCount = buffer.channelCount
        var floats = [Float]()
        var integers = [Int32]()
        for start in stride(from: 0, to: buffer.frameCount, by: Self.blockFrames) {
            let block = start..<min(start + Self.blockFrames, buffer.frameCount)
            let written: sf_count_t
            if quantizer != nil, let bits = format.bits {
                integers.removeAll(keepingCapacity: true)
                for frame in block {
                    for channel in 0..<channelCount {
                        // libsndfile takes integers of 32 bits and keeps the upper ones.
                        let steps = quantizer?.quantized(buffer.channels[channel][frame]) ?? 0
                        integers.append(steps << Int32(32 - bits))
                    }
                }
                written = sf_writef_int(handle, integers, sf_count_t(block.count))
            } else {
                floats.removeAll(keepingCapacity: true)
                for frame in block {
                    for channel in 0..<channelCount { floats.append(buffer.channels[channel][frame]) }
                }
                written = sf_writef_float(handle, floats, sf_count_t(block.count))
            }
            guard written == sf_count_t(block.count), file.failure == 0 else {
                throw failure(SoundFile.sentence(sf_strerror(handle)))
            }
            frames += block.count
        }
    }

    /// Closes the file.
    /// - Parameter provenance: of a WAV, behind its sound.
    /// - Throws: `AudioFileError`.
    func finish(provenance: String?) throws {
        guard let handle else { preconditionFailure("a file is finished once") }
        self.handle = nil
        let status = sf_close(handle)
        guard status == 0, file.failure == 0 else { throw failure(SoundFile.sentence(sf_error_number(status))) }
        if !format.isFLAC, let provenance, !RIFFComment.append(provenance, to: file) {
            guard file.failure == 0 else { throw AudioFileError.writing(url, errno: file.failure) }
            throw AudioFileError.provenanceTooLong(url, bytes: provenance.utf8.count)
        }
    }

    private func failure(_ reason: String) -> AudioFileError {
        file.failure == 0 ? .cannotWrite(url, reason: reason) : .writing(url, errno: file.failure)
    }
}
