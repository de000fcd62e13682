import CSndfile
import Foundation

/// A sound file open for reading in libsndfile. Not for several threads.
final class SoundFile {
    let url: URL
    let sampleRate: Double
    let channelCount: Int
    let declaredFrames: Int?

    /// What was wrong with the file and mended, in a sentence.
    let remark: String?

    private let handle: OpaquePointer
    /// What the handle reads from, where that is not the whole file.
    private let part: FilePart?
    private let format: Int32
    private let descriptor: Int32
    private let ownsDescriptor: Bool

    /// What a sound file may sensibly say; beyond it the header is damaged.
    static let sampleRates = 100.0...3_072_000.0
    static let channelCounts = 1...256

    convenience init(opening url: URL) throws {
        var status = stat()
        guard stat(url.path, &status) == 0 else { throw AudioFileError.reading(url, errno: errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw AudioFileError.directory(url)
        default: throw AudioFileError.notAFile(url)
        }
        guard status.st_size > 0 else { throw AudioFileError.empty(url) }
        let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw AudioFileError.reading(url, errno: errno) }
        do {
            try self.init(descriptor: descriptor, url: url, ownsDescriptor: true)
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// - Parameter ownsDescriptor: closes the descriptor at the end; on an error it stays with the caller.
    init(descriptor: Int32, url: URL, ownsDescriptor: Bool) throws {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw AudioFileError.reading(url, errno: errno) }
        let opened = try QuietDecoding.run { try Self.handle(descriptor, url: url, size: Int64(status.st_size)) }
        let (handle, info) = (opened.handle, opened.info)
        let detail: String? =
            if !Self.sampleRates.contains(Double(info.samplerate)) {
                "a sample rate of \(info.samplerate) Hz"
            } else if !Self.channelCounts.contains(Int(info.channels)) {
                "\(info.channels) channels"
            } else if info.frames < 0 {
                "\(info.frames) samples"
            } else {
                nil
            }
        if let detail {
            sf_close(handle)
            throw AudioFileError.absurdHeader(url, detail: detail)
        }
        self.url = url
        self.handle = handle
        part = opened.part
        remark = opened.remark
        self.descriptor = descriptor
        self.ownsDescriptor = ownsDescriptor
        sampleRate = Double(info.samplerate)
        channelCount = Int(info.channels)
        // libsndfile says SF_COUNT_MAX where the header gives no length.
        declaredFrames = info.frames == .max ? nil : Int(info.frames)
        format = info.format
    }

    private typealias Opened = (handle: OpaquePointer, info: SF_INFO, part: FilePart?, remark: String?)

    /// What the file says, or what stands in it where it says too little.
    private static func handle(_ descriptor: Int32, url: URL, size: Int64) throws -> Opened {
        var info = SF_INFO()
        if let stream = MPEGStream(descriptor: descriptor, size: size) {
            let part = FilePart(descriptor: descriptor, from: stream.start, size: size)
            if let handle = part.open(&info) {
                return (
                    handle, info, part, "\(url.lastPathComponent) holds more than its header says; all of it was read"
                )
            }
        }
        if let wave = UnfinishedWave(descriptor: descriptor), size >= wave.offset + Int64(wave.frameBytes) {
            info = SF_INFO()
            info.samplerate = Int32(wave.sampleRate)
            info.channels = Int32(wave.channelCount)
            info.format = Int32(SF_FORMAT_RAW) | wave.encoding | Int32(SF_ENDIAN_LITTLE)
            let part = FilePart(descriptor: descriptor, from: wave.offset, size: size)
            if let handle = part.open(&info) {
                return (
                    handle, info, part,
                    "the recorder of \(url.lastPathComponent) stopped before it wrote how long it is; it was read to its end"
                )
            }
        }
        info = SF_INFO()
        // one of its own: it closes what it can't read, whether it was told to or not
        let duplicate = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard duplicate >= 0 else { throw AudioFileError.reading(url, errno: errno) }
        guard let handle = sf_open_fd(duplicate, Int32(SFM_READ), &info, 1) else {
            let reason = sentence(sf_strerror(nil))
            var bytes = [UInt8](repeating: 0, count: 32)
            let count = pread(descriptor, &bytes, bytes.count, 0)
            guard let kind = SoundKind(firstBytes: Array(bytes.prefix(max(count, 0)))) else {
                throw AudioFileError.notAudio(url, reason: reason)
            }
            throw AudioFileError.foreign(url, kind: kind.rawValue)
        }
        return (handle, info, nil, nil)
    }

    deinit {
        sf_close(handle)
        if ownsDescriptor { close(descriptor) }
    }

    /// Fills the block with interleaved frames from the current position.
    /// - Returns: frames read; 0 at the end.
    func read(into block: UnsafeMutableBufferPointer<Float>) -> Int {
        let frames = sf_count_t(block.count / channelCount)
        guard format & Int32(SF_FORMAT_TYPEMASK) == Int32(SF_FORMAT_MPEG) else {
            return Int(sf_readf_float(handle, block.baseAddress, frames))
        }
        return QuietDecoding.run { Int(sf_readf_float(handle, block.baseAddress, frames)) }
    }

    /// What libsndfile last complained about, if it did.
    var complaint: String? { sf_error(handle) == 0 ? nil : Self.sentence(sf_strerror(handle)) }

    /// The comment tag. libsndfile passes over one of 2 kB or more in a WAV, so there the chunk is read directly.
    var comment: String? {
        if let text = sf_get_string(handle, Int32(SF_STR_COMMENT)) { return String(cString: text) }
        return RIFFComment.read(descriptor: descriptor)
    }

    var info: AudioFileInfo {
        AudioFileInfo(
            sampleRate: sampleRate, channelCount: channelCount, frameCount: declaredFrames,
            container: Self.name(of: format & Int32(SF_FORMAT_TYPEMASK)),
            encoding: Self.name(of: format & Int32(SF_FORMAT_SUBMASK)), comment: comment)
    }

    private static func name(of format: Int32) -> String {
        var description = SF_FORMAT_INFO()
        description.format = format
        let failed = sf_command(
            nil, Int32(SFC_GET_FORMAT_INFO), &description, Int32(MemoryLayout<SF_FORMAT_INFO>.size))
        guard failed == 0, let name = description.name else { return "format \(String(format, radix: 16))" }
        return String(cString: name)
    }

    /// libsndfile's texts end with a full stop and now and then a line break.
    static func sentence(_ text: UnsafePointer<CChar>?) -> String {
        guard let text else { return "no reason given" }
        return String(cString: text).trimmingCharacters(in: CharacterSet(charactersIn: " .\n"))
    }
}
