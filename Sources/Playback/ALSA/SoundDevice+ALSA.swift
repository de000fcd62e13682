import CAlsa
import Signal

extension SoundDevice {
    /// What plays and records where nobody has chosen.
    public static let defaultName = "default"

    /// The devices that ALSA's configuration offers, the default first; empty where there is none. Devices that throw
    /// sound away ("null") are left out. Takes some milliseconds.
    public static func list(_ direction: Direction) -> [SoundDevice] {
        calsa_silence()
        var hints: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
        guard snd_device_name_hint(-1, "pcm", &hints) == 0, let hints else { return [] }
        defer { snd_device_name_free_hint(hints) }
        let unwanted = direction == .playback ? "Input" : "Output"
        var devices = [SoundDevice]()
        var next = hints
        while let hint = next.pointee {
            next += 1
            guard let name = text("NAME", of: hint), name != "null", text("IOID", of: hint) != unwanted,
                !devices.contains(where: { $0.name == name })
            else { continue }
            devices.append(SoundDevice(name: name, summary: summary(of: name, from: text("DESC", of: hint))))
        }
        if let index = devices.firstIndex(where: { $0.name == defaultName }) {
            devices.insert(devices.remove(at: index), at: 0)
        }
        return devices
    }

    /// Whether ALSA sees a card, whatever its configuration says.
    static var someCardExists: Bool {
        var card: Int32 = -1
        return snd_card_next(&card) == 0 && card >= 0
    }

    private static func text(_ key: String, of hint: UnsafeMutableRawPointer) -> String? {
        guard let text = snd_device_name_get_hint(hint, key) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }

    /// ALSA's description on one line: the card and the device on the first, what the name means on the second.
    private static func summary(of name: String, from description: String?) -> String {
        let lines = (description ?? "").split(separator: "\n").map { String($0) }
        if !lines.isEmpty { return lines.joined(separator: ": ") }
        return name == defaultName ? "The system's default device" : "Device \(name) of ALSA's configuration"
    }
}
