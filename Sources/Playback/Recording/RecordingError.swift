import Foundation

/// Why a recording cannot begin or end.
public enum RecordingError: Error, Equatable, CustomStringConvertible {
    case alreadyRecording
    case notRecording
    case nothingRecorded(reason: String?)
    /// A recording that was interrupted is still there.
    case unfinished(URL)
    case notARecording(URL)
    case cannotWrite(URL, reason: String)

    public var description: String {
        switch self {
        case .alreadyRecording: "a recording is running; stop it first"
        case .notRecording: "there is no recording to stop"
        case .nothingRecorded(let reason): "nothing was recorded" + (reason.map { ": \($0)" } ?? "")
        case .unfinished(let url):
            "\(url.path) is a recording that was interrupted; recover it, or move it away, before a new one begins"
        case .notARecording(let url): "\(url.path) is not an interrupted recording"
        case .cannotWrite(let url, let reason): "cannot write the recording \(url.path): \(reason)"
        }
    }

    /// From errno, at once after the failed call.
    static func writing(_ url: URL) -> RecordingError {
        .cannotWrite(url, reason: String(cString: strerror(errno)))
    }
}
