import Foundation

/// What can go wrong with a file, each with a sentence that says what to do.
public enum AudioFileError: Error, Equatable, CustomStringConvertible {
    case missing(URL)
    case directory(URL)
    /// A socket, a pipe or a device.
    case notAFile(URL)
    case noPermission(URL)
    /// Zero bytes.
    case empty(URL)
    case notAudio(URL, reason: String)
    /// Of a kind that only `ffmpeg` decodes.
    case foreign(URL, kind: String)
    /// A sound header and no sound.
    case noFrames(URL)
    /// The header promises sound, but none of it can be decoded.
    case truncated(URL, reason: String)
    case notFinite(URL, count: Int)
    case absurdHeader(URL, detail: String)
    case tooLong(URL, seconds: Double, longest: Double)
    case cannotRead(URL, reason: String)

    case nothingToWrite(URL)
    case samplesNotFinite(URL, count: Int)
    case unsupportedFormat(URL, detail: String)
    case provenanceTooLong(URL, bytes: Int)
    case noFolder(URL)
    case noPermissionToWrite(URL)
    case diskFull(URL)
    case cannotWrite(URL, reason: String)

    public var description: String {
        switch self {
        case .missing(let url): "there is no file \(url.path)"
        case .directory(let url): "\(url.path) is a folder, not a sound file"
        case .notAFile(let url): "\(url.path) is not a regular file; save the sound to a file first"
        case .noPermission(let url): "no permission to read \(url.path)"
        case .empty(let url): "\(url.path) is empty (0 bytes)"
        case .notAudio(let url, let reason):
            "\(url.path) is not a sound file that can be read (\(reason)); use WAV, AIFF, FLAC, OGG or MP3"
        case .foreign(let url, let kind):
            "\(url.path) is \(kind), which `ffmpeg` decodes: install it (apt install ffmpeg), or convert the file with "
                + "it to WAV"
        case .noFrames(let url): "\(url.path) holds no sound: its length is zero"
        case .truncated(let url, let reason):
            "\(url.path) is cut off or damaged: none of its sound can be decoded (\(reason))"
        case .notFinite(let url, let count):
            "\(url.path) holds \(count) samples that are not numbers or infinite; export it again"
        case .absurdHeader(let url, let detail): "the header of \(url.path) makes no sense: \(detail)"
        case .tooLong(let url, let seconds, let longest):
            "\(url.path) lasts \(Int(seconds.rounded(.up))) s; the longest allowed is \(Int(longest)) s"
        case .cannotRead(let url, let reason): "cannot read \(url.path): \(reason)"
        case .nothingToWrite(let url): "nothing to write to \(url.path): the sound has no samples"
        case .samplesNotFinite(let url, let count):
            "not writing \(url.path): \(count) samples are not numbers or infinite"
        case .unsupportedFormat(let url, let detail): "cannot write \(url.path) in this format: \(detail)"
        case .provenanceTooLong(let url, let bytes):
            "the provenance of \(url.path) (\(bytes) bytes) does not fit this format; FLAC holds more"
        case .noFolder(let url): "cannot write \(url.path): there is no folder \(url.deletingLastPathComponent().path)"
        case .noPermissionToWrite(let url):
            "no permission to write \(url.path); choose another folder"
        case .diskFull(let url):
            "the disk is full: \(url.path) was not written, and what was there before is unchanged"
        case .cannotWrite(let url, let reason): "cannot write \(url.path): \(reason)"
        }
    }
}

extension AudioFileError {
    static func reading(_ url: URL, errno code: Int32) -> AudioFileError {
        switch code {
        case ENOENT, ENOTDIR: .missing(url)
        case EACCES, EPERM: .noPermission(url)
        default: .cannotRead(url, reason: String(cString: strerror(code)))
        }
    }

    static func writing(_ url: URL, errno code: Int32) -> AudioFileError {
        switch code {
        case ENOENT, ENOTDIR: .noFolder(url)
        case EACCES, EPERM, EROFS: .noPermissionToWrite(url)
        case ENOSPC, EDQUOT: .diskFull(url)
        case EISDIR: .directory(url)
        default: .cannotWrite(url, reason: String(cString: strerror(code)))
        }
    }
}
