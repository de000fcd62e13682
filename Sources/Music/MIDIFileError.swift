import Foundation

/// Why a Standard MIDI File can't be read.
public enum MIDIFileError: Error, Equatable, CustomStringConvertible {
    case cannotRead(URL, reason: String)
    case notMIDI(URL, reason: String)

    public var description: String {
        switch self {
        case .cannotRead(let url, let reason): "cannot read \(url.path): \(reason)"
        case .notMIDI(let url, let reason): "\(url.path) is no readable Standard MIDI File: \(reason)"
        }
    }
}
