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
        return try read(file, rate: rate ?? file.sampleRate, mono: mono, longest: longest, mends: false).sound
    }

    /// What somebody recorded, as they bring it: also kinds that `ffmpeg` decodes, with single samples that are no numbers, more
    /// channels than two (which become one) and rates over those of studios.
    /// - Parameter longest: seconds.
    /// - Throws: `AudioFileError`, `ResamplerError`.
    public static func recording(_ url: URL, longest: Double) throws -> Recording {
        let file: SoundFile
        do {
            file = try SoundFile(opening: url)
        } catch AudioFileError.foreign(let url, let kind) {
            guard let decoder = ForeignDecoder() else { throw AudioFileError.foreign(url, kind: kind) }
            let descriptor = try decoder.decoded(url, longest: longest)
            do {
                file = try SoundFile(descriptor: descriptor, url: url, ownsDescriptor: true)
            } catch {
                close(descriptor)
                throw error
            }
        }
        let seconds = min(Double(file.declaredFrames ?? 0) / file.sampleRate, longest)
        var rate = file.sampleRate > highestRate ? resampledRate : file.sampleRate
        let isMixed = file.channelCount > 2 || seconds * rate * Double(file.channelCount) > mostSamples
        if isMixed, seconds * rate > mostSamples { rate = usualRate }
        let (sound, mended) = try read(file, rate: rate, mono: isMixed, longest: longest, mends: true)
        var remarks = [file.remark].compactMap(\.self)
        let name = url.lastPathComponent
        if mended > 0 {
            remarks.append(
                "\(mended) \(mended == 1 ? "sample of \(name) is" : "samples of \(name) are") no number; the sound was "
                    + "joined over \(mended == 1 ? "it" : "them")")
        }
        if sound.louderSide != nil {
            remarks.append("the sides of \(name) cancel each other; it is heard by the stronger one")
        }
        if rate != file.sampleRate {
            remarks.append("\(name) has \(Int(file.sampleRate)) Hz; it was brought to \(Int(rate))")
        }
        return Recording(sound: sound, remarks: remarks)
    }

    /// Hertz: studios record up to the first; what is more becomes the second, and what is too much for memory the third.
    private static let highestRate = 192_000.0
    private static let resampledRate = 96_000.0
    private static let usualRate = 48_000.0
    /// Samples of all channels that are kept: an hour of stereo as it is usually recorded.
    private static let mostSamples = 3600 * usualRate * 2

    /// - Parameter mends: whether a few samples that are no numbers are replaced.
    /// - Returns: the sound, and how many samples were mended.
    private static func read(
        _ file: SoundFile, rate outputRate: Double, mono: Bool, longest: Double?, mends: Bool
    ) throws -> (sound: AudioBuffer, mended: Int) {
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
        var mending = SampleMending(channelCount: channelCount)
        var frames = 0
        while true {
            let count = file.read(into: block)
            guard count > 0 else { break }
            frames += count
            if let longest { try check(frames, of: file, against: longest) }
            mending.mend(block, frames: count)
            // The file is refused at the end, once all such samples are counted.
            guard mending.count == 0 || mends else { continue }
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
        guard mending.count == 0 || mends && mending.count <= max(1, frames * channelCount / mendable) else {
            throw AudioFileError.notFinite(file.url, count: mending.count)
        }
        guard frames > 0 else {
            if let complaint = file.complaint { throw AudioFileError.truncated(file.url, reason: complaint) }
            guard (file.declaredFrames ?? 0) == 0 else {
                throw AudioFileError.truncated(file.url, reason: "the sound ends before its first sample")
            }
            throw AudioFileError.noFrames(file.url)
        }
        for output in 0..<outputCount { try streams[output].finish(into: &channels[output]) }
        return (AudioBuffer(sampleRate: outputRate, channels: channels), mending.count)
    }

    /// One sample of so many may be no number: what has more is damaged.
    private static let mendable = 1000

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
