import Foundation

/// A mono float WAV file that is written while it is recorded, as `<name>.partial` until it is finished. Its header says
/// the length of a second ago at worst, and recovery takes the length from the file itself: when the program dies,
/// nothing that was written is lost.
package final class GrowingRecording {
    private static let bytesPerSample = MemoryLayout<Float>.size
    /// A RIFF file says its length in 32 bits.
    private static let largestData = Int(UInt32.max) - WAVHeader.byteCount

    let file: URL
    package let partial: URL
    private(set) var frameCount = 0
    private let sampleRate: Double
    private let descriptor: Int32
    private var framesInHeader = 0

    /// - Throws: `RecordingError`: `.unfinished` where a partial recording lies already.
    package init(file: URL, sampleRate: Double) throws {
        self.file = file
        self.sampleRate = sampleRate
        partial = Self.partial(of: file)
        descriptor = open(partial.path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw errno == EEXIST ? RecordingError.unfinished(partial) : .writing(partial)
        }
        try writeHeader()
        try Self.synchronize(file.deletingLastPathComponent(), for: partial)
    }

    deinit { close(descriptor) }

    static func partial(of file: URL) -> URL { file.appendingPathExtension("partial") }

    /// - Throws: `RecordingError.cannotWrite`; what was written before is kept.
    package func append(_ samples: UnsafeBufferPointer<Float>) throws {
        guard (frameCount + samples.count) * Self.bytesPerSample <= Self.largestData else {
            throw RecordingError.cannotWrite(partial, reason: "it has reached 4 GB, the most that a WAV file holds")
        }
        let position = WAVHeader.byteCount + frameCount * Self.bytesPerSample
        try Self.write(UnsafeRawBufferPointer(samples), at: position, to: descriptor, of: partial)
        frameCount += samples.count
        if Double(frameCount - framesInHeader) >= sampleRate { try writeHeader() }
    }

    /// Puts the finished file in its place, atomically.
    package func finish() throws {
        try writeHeader()
        guard ftruncate(descriptor, off_t(WAVHeader.byteCount + frameCount * Self.bytesPerSample)) == 0 else {
            throw RecordingError.writing(partial)
        }
        try Self.publish(descriptor, partial, as: file)
    }

    /// Everything that was recorded is on the disk then; what `recover` finds.
    func leave() throws {
        try writeHeader()
        guard fsync(descriptor) == 0 else { throw RecordingError.writing(partial) }
    }

    /// Throws the recording away.
    func remove() { unlink(partial.path) }

    private func writeHeader() throws {
        let header = WAVHeader(sampleRate: UInt32(sampleRate), frameCount: frameCount)
        try header.bytes.withUnsafeBytes { try Self.write($0, at: 0, to: descriptor, of: partial) }
        framesInHeader = frameCount
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, at position: Int, to descriptor: Int32, of url: URL)
        throws
    {
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let written = pwrite(descriptor, rest.baseAddress, rest.count, off_t(position + done))
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw RecordingError.writing(url) }
            done += written
        }
    }

    private static func publish(_ descriptor: Int32, _ partial: URL, as file: URL) throws {
        guard fsync(descriptor) == 0, rename(partial.path, file.path) == 0 else { throw RecordingError.writing(file) }
        try synchronize(file.deletingLastPathComponent(), for: file)
    }

    /// What was made or renamed in a folder is on the disk then.
    private static func synchronize(_ folder: URL, for url: URL) throws {
        let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw RecordingError.writing(url) }
        defer { close(descriptor) }
        // some file systems have no fsync for folders and answer EINVAL; the rename stands there too
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw RecordingError.writing(url) }
    }

    /// Finishes a recording whose program died.
    /// - Returns: the finished file, under its own name or, where that is taken, a numbered one; nil when nothing had
    ///   been recorded yet, and then the partial file is gone.
    /// - Throws: `RecordingError`.
    static func recover(_ partial: URL) throws -> URL? {
        let descriptor = open(partial.path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw RecordingError.writing(partial) }
        defer { close(descriptor) }
        let size = Int(lseek(descriptor, 0, SEEK_END))
        let frames = max(size - WAVHeader.byteCount, 0) / bytesPerSample
        var bytes = [UInt8](repeating: 0, count: WAVHeader.byteCount)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        // Killed before the header was whole.
        guard frames > 0 else {
            guard bytes.starts(with: WAVHeader.magic) || count < WAVHeader.magic.count else {
                throw RecordingError.notARecording(partial)
            }
            unlink(partial.path)
            return nil
        }
        guard let old = WAVHeader(bytes) else { throw RecordingError.notARecording(partial) }
        let header = WAVHeader(sampleRate: old.sampleRate, frameCount: frames)
        try header.bytes.withUnsafeBytes { try write($0, at: 0, to: descriptor, of: partial) }
        guard ftruncate(descriptor, off_t(WAVHeader.byteCount + frames * bytesPerSample)) == 0 else {
            throw RecordingError.writing(partial)
        }
        let file = untaken(partial.deletingPathExtension())
        try publish(descriptor, partial, as: file)
        return file
    }

    private static func untaken(_ file: URL) -> URL {
        var candidate = file
        var number = 2
        while FileManager.default.fileExists(atPath: candidate.path) {
            let name = "\(file.deletingPathExtension().lastPathComponent)-\(number)"
            candidate = file.deletingLastPathComponent().appendingPathComponent(name)
                .appendingPathExtension(file.pathExtension)
            number += 1
        }
        return candidate
    }
}
