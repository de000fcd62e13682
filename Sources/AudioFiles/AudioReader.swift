import Foundation
import Signal

/// Reads WAV, AIFF, FLAC, OGG and MP3 of any rate, width and number of channels, through libsndfile.
public enum AudioReader {
    /// The sound of a file, full scale +-1; a floating-point file may go beyond.
    ///
    /// The file is decoded, mixed and resampled block by block: memory holds the result and one block. A file that is
    /// cut off gives what is there. Silent files and files of one sample are read like any other.
    ///
    /// - Parameters:
    ///   - rate: hertz; the file's own unless given.
    ///   - mono: the mean of the channels instead of each.
    ///   - longest: seconds; a longer file is an error (`tooLong`) rather than a lot of memory.
    /// - Throws: `AudioFileError`, `ResamplerError`.
    public static func read(
        _ url: URL, resampledTo rate: Double? = nil, mono: Bool = false, longest: Double? = nil
    ) throws -> AudioBuffer {
        let file = try SoundFile(opening: url)
        let outputRate = rate ?? file.sampleRate
        let resampler = try Resampler(from: file.sampleRate, to: outputRate)
        if let longest, let frames = file.declaredFrames { try check(frames, of: file, against: longest) }

        let channelCount = file.channelCount
        let outputCount = mono ? 1 : channelCount
        let streams = try (0..<outputCount).map { _ in try ResamplingStream(resampler) }
        var channels = [[Float]](repeating: [], count: outputCount)
        let expected = min(resampler.outputLength(file.declaredFrames ?? 0), largestReservation)
        for index in channels.indices { channels[index].reserveCapacity(expected) }

        let block = UnsafeMutableBufferPointer<Float>.allocate(capacity: blockFrames * channelCount)
        let line = UnsafeMutableBufferPointer<Float>.allocate(capacity: blockFrames)
        block.initialize(repeating: 0)
        line.initialize(repeating: 0)
        defer {
            block.deallocate()
            line.deallocate()
        }
        var frames = 0
        var notFinite = 0
        while true {
            let count = file.read(into: block)
            guard count > 0 else { break }
            frames += count
            if let longest { try check(frames, of: file, against: longest) }
            for index in 0..<count * channelCount where !block[index].isFinite { notFinite += 1 }
            // The file is refused at the end, once all such samples are counted.
            guard notFinite == 0 else { continue }
            for output in 0..<outputCount {
                if mono && channelCount > 1 {
                    for frame in 0..<count {
                        var sum: Float = 0
                        for channel in 0..<channelCount { sum += block[frame * channelCount + channel] }
                        line[frame] = sum / Float(channelCount)
                    }
                } else {
                    for frame in 0..<count { line[frame] = block[frame * channelCount + output] }
                }
                try streams[output].push(UnsafeBufferPointer(rebasing: line[..<count]), into: &channels[output])
            }
        }
        guard notFinite == 0 else { throw AudioFileError.notFinite(url, count: notFinite) }
        guard frames > 0 else {
            if let complaint = file.complaint { throw AudioFileError.truncated(url, reason: complaint) }
            guard (file.declaredFrames ?? 0) == 0 else {
                throw AudioFileError.truncated(url, reason: "the sound ends before its first sample")
            }
            throw AudioFileError.noFrames(url)
        }
        for output in 0..<outputCount { try streams[output].finish(into: &channels[output]) }
        return AudioBuffer(sampleRate: outputRate, channels: channels)
    }

    /// What the header says, and the comment; decodes no sound.
    /// - Throws: `AudioFileError`.
    public static func info(_ url: URL) throws -> AudioFileInfo { try SoundFile(opening: url).info }

    private static func check(_ frames: Int, of file: SoundFile, against longest: Double) throws {
        let seconds = Double(frames) / file.sampleRate
        guard seconds <= longest else { throw AudioFileError.tooLong(file.url, seconds: seconds, longest: longest) }
    }

    /// Frames decoded at a time.
    private static let blockFrames = 16384
    /// Samples a channel set aside on a header's word alone, which may be wrong.
    private static let largestReservation = 1 << 24
}
