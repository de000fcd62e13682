/// A chord's shape over its root.
public enum ChordQuality: String, Codable, CaseIterable, Sendable {
    case major, minor, dominant7, major7, minor7, minorMajor7, diminished, halfDiminished7, diminished7, augmented
    case suspended2, suspended4, major6, minor6, dominant9, power

    /// Semitones above the root.
    public var intervals: [Int] {
        switch self {
        case .major: [0, 4, 7]
        case .minor: [0, 3, 7]
        case .dominant7: [0, 4, 7, 10]
        case .major7: [0, 4, 7, 11]
        case .minor7: [0, 3, 7, 10]
        case .minorMajor7: [0, 3, 7, 11]
        case .diminished: [0, 3, 6]
        case .halfDiminished7: [0, 3, 6, 10]
        case .diminished7: [0, 3, 6, 9]
        case .augmented: [0, 4, 8]
        case .suspended2: [0, 2, 7]
        case .suspended4: [0, 5, 7]
        case .major6: [0, 4, 7, 9]
        case .minor6: [0, 3, 7, 9]
        case .dominant9: [0, 4, 7, 10, 2]
        case .power: [0, 7]
        }
    }

    /// What stands after the root in a lead sheet; the first is how it is written.
    var spellings: [String] {
        switch self {
        case .major: ["", "maj", "M", ":maj"]
        case .minor: ["m", "min", "-", ":min"]
        case .dominant7: ["7", "dom7", ":7"]
        case .major7: ["maj7", "M7", "Δ", ":maj7"]
        case .minor7: ["m7", "min7", "-7", ":min7"]
        case .minorMajor7: ["mMaj7", "mM7", "minmaj7", ":minmaj7"]
        case .diminished: ["dim", "o", ":dim"]
        case .halfDiminished7: ["m7b5", "ø", "hdim7", ":hdim7"]
        case .diminished7: ["dim7", "o7", ":dim7"]
        case .augmented: ["aug", "+", ":aug"]
        case .suspended2: ["sus2", ":sus2"]
        case .suspended4: ["sus4", "sus", ":sus4", "7sus4", ":sus4(b7)"]
        case .major6: ["6", "maj6", ":maj6"]
        case .minor6: ["m6", "min6", ":min6"]
        case .dominant9: ["9", ":9"]
        case .power: ["5", ":5"]
        }
    }

    /// Whether a major/minor chord estimator should call it minor.
    public var isMinor: Bool { intervals.contains(3) && !intervals.contains(4) }
}

/// A chord: root, quality and, where it is not the root, the bass.
public struct Chord: Hashable, Sendable, Codable, CustomStringConvertible {
    public var root: PitchClass
    public var quality: ChordQuality
    public var bass: PitchClass

    public init(root: PitchClass, quality: ChordQuality, bass: PitchClass? = nil) {
        self.root = root
        self.quality = quality
        self.bass = bass ?? root
    }

    /// Lead-sheet ("C#m7/G#") or annotation ("C#:min7") spelling; nil for what is no chord.
    /// A bass may be a note name or, as in annotations, a degree of the major scale ("C:maj/3", "A:min/b3").
    public init?(parsing text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, !name.isEmpty else { return nil }
        let rootEnd = name.dropFirst().firstIndex { !"#b♯♭".contains($0) } ?? name.endIndex
        guard let root = PitchClass(parsing: name[..<rootEnd]) else { return nil }
        let suffix = String(name[rootEnd...])
        guard let quality = ChordQuality.allCases.first(where: { $0.spellings.contains(suffix) }) else { return nil }
        var bass: PitchClass?
        if parts.count == 2 {
            guard let parsed = PitchClass(parsing: parts[1]) ?? Chord.degree(parts[1], over: root) else { return nil }
            bass = parsed
        }
        self.init(root: root, quality: quality, bass: bass)
    }

    private static func degree(_ text: some StringProtocol, over root: PitchClass) -> PitchClass? {
        let accidentals = text.prefix { $0 == "b" || $0 == "#" }
        guard let number = Int(text.dropFirst(accidentals.count)), (1...13).contains(number) else { return nil }
        let major = [0, 2, 4, 5, 7, 9, 11][(number - 1) % 7]
        return root.transposed(by: major + accidentals.reduce(0) { $0 + ($1 == "#" ? 1 : -1) })
    }

    public var pitchClasses: [PitchClass] { quality.intervals.map { root.transposed(by: $0) } }

    public func transposed(by semitones: Int) -> Chord {
        Chord(
            root: root.transposed(by: semitones), quality: quality, bass: bass.transposed(by: semitones))
    }

    public var description: String {
        "\(root)\(quality.spellings[0])" + (bass == root ? "" : "/\(bass)")
    }
}
