public enum Mode: String, Codable, Sendable, CaseIterable {
    case major, minor
}

/// A key: tonic and mode.
public struct Key: Hashable, Sendable, Codable, CustomStringConvertible {
    public var tonic: PitchClass
    public var mode: Mode

    public init(tonic: PitchClass, mode: Mode) {
        self.tonic = tonic
        self.mode = mode
    }

    /// "C", "Am", "F# minor", "Eb major", "Gb:maj"; nil for anything else.
    public init?(parsing text: some StringProtocol) {
        let trimmed = String(text.filter { $0 != " " })
        let tonicEnd = trimmed.dropFirst().firstIndex { !"#b♯♭".contains($0) } ?? trimmed.endIndex
        guard let tonic = PitchClass(parsing: trimmed[..<tonicEnd]) else { return nil }
        let mode = trimmed[tonicEnd...]
        // "m" and "M" differ, "Minor" and "minor" do not
        switch mode.count > 1 ? mode.lowercased() : String(mode) {
        case "", "M", "maj", "major", ":maj": self.init(tonic: tonic, mode: .major)
        case "m", "min", "minor", ":min": self.init(tonic: tonic, mode: .minor)
        default: return nil
        }
    }

    /// The 24 keys: index 0...11 major on C...B, 12...23 minor.
    public init(index: Int) {
        self.init(tonic: PitchClass(index), mode: index < 12 ? .major : .minor)
    }

    public var index: Int { tonic.value + (mode == .minor ? 12 : 0) }

    /// The seven pitch classes of the scale (natural minor).
    public var scale: [PitchClass] {
        (mode == .major ? [0, 2, 4, 5, 7, 9, 11] : [0, 2, 3, 5, 7, 8, 10]).map { tonic.transposed(by: $0) }
    }

    public var relative: Key {
        mode == .major
            ? Key(tonic: tonic.transposed(by: 9), mode: .minor) : Key(tonic: tonic.transposed(by: 3), mode: .major)
    }

    public func transposed(by semitones: Int) -> Key { Key(tonic: tonic.transposed(by: semitones), mode: mode) }

    public var description: String { "\(tonic) \(mode.rawValue)" }
}
