import CAlsa
import Glibc
import Signal

/// Why a sound device cannot be used, in words that say what to do.
public enum AudioDeviceError: Error, Equatable, CustomStringConvertible {
    case noSoundCard(Direction)
    case noSuchDevice(String)
    case busy(String)
    case notPermitted(String)
    /// It does not take the sound as it is.
    case unsupported(String, what: String)
    /// It was open and is gone or does not answer any more.
    case lost(String, reason: String)
    case failed(String, reason: String)

    public var description: String {
        switch self {
        case .noSoundCard(.playback):
            "no sound card was found; playback goes on silently. Connect one, or set a default in ~/.asoundrc"
        case .noSoundCard(.capture):
            "no sound card was found to record from; connect one, or set a default in ~/.asoundrc"
        case .noSuchDevice(let name):
            "there is no sound device '\(name)'; connect it, or choose another device"
        case .busy(let name):
            "the sound device '\(name)' is in use by another program; close that, or choose another device"
        case .notPermitted(let name):
            "the sound device '\(name)' may not be opened by this user; join the group audio "
                + "(sudo usermod -aG audio $USER), then log in again"
        case .unsupported(let name, let what):
            "the sound device '\(name)' does not take \(what); choose 'default', or a device that begins with 'plughw:'"
        case .lost(let name, let reason):
            "the sound device '\(name)' was lost (\(reason)); it is taken up again when it returns"
        case .failed(let name, let reason): "the sound device '\(name)' failed: \(reason)"
        }
    }

    /// Of opening a device.
    /// - Parameter code: what ALSA returned, negative.
    package init(opening name: String, _ direction: Direction, code: Int32) {
        switch -code {
        case EBUSY, EAGAIN: self = .busy(name)
        case EACCES, EPERM: self = .notPermitted(name)
        case ENOENT, ENODEV, ENXIO:
            let isMissing = name == SoundDevice.defaultName && !SoundDevice.someCardExists
            self = isMissing ? .noSoundCard(direction) : .noSuchDevice(name)
        default: self = .failed(name, reason: Self.reason(code))
        }
    }

    /// ALSA's words for a code, and what the library said about it.
    static func reason(_ code: Int32) -> String {
        let words = String(cString: snd_strerror(code))
        let message = String(cString: calsa_last_message())
        return message.isEmpty ? words : "\(words): \(message)"
    }
}
