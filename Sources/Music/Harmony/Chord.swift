/// A chord's shape over its root.
public enum ChordQuality: String, Codable, CaseIterable, Sendable {
    case major, minor, dominant7, major7, minor7, minorMajor7, diminished, halfDiminished7, diminished7, augmented
    case suspended2, suspended4, major6, minor6, dominant9, power
    case added9, minorAdded9, major69, minor69, major9, minor9, major13, dominant11, minor11, dominant13
    case dominant7Flat9, dominant7Sharp9, dominant7Sharp11, dominant7Flat5, augmented7, dominant7Suspended4

    /// Semitones above the root, ninths and what lies over them an octave lower, after the tones of `core`.
    public var intervals: [Int] { core + tensions }

    /// Semitones above the root of the triad with what stands inside the octave: a sixth or a seventh.
    public var core: [Int] {
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
        case .power: [0, 7]
        case .added9: [0, 4, 7]
        case .minorAdded9: [0, 3, 7]
        case .major69: [0, 4, 7, 9]
        case .minor69: [0, 3, 7, 9]
        case .major9, .major13: [0, 4, 7, 11]
        case .minor9, .minor11: [0, 3, 7, 10]
        // an eleventh would rub against the third
        case .dominant11: [0, 7, 10]
        case .dominant9, .dominant13, .dominant7Flat9, .dominant7Sharp9, .dominant7Sharp11: [0, 4, 7, 10]
        case .dominant7Flat5: [0, 4, 6, 10]
        case .augmented7: [0, 4, 8, 10]
        case .dominant7Suspended4: [0, 5, 7, 10]
        }
    }

    /// Ninths, elevenths and thirteenths, in semitones above the root an octave lower.
    public var tensions: [Int] {
        switch self {
        case .dominant9, .added9, .minorAdded9, .major69, .minor69, .major9, .minor9: [2]
        case .dominant11, .minor11: [2, 5]
        case .dominant13, .major13: [2, 9]
        case .dominant7Flat9: [1]
        case .dominant7Sharp9: [3]
        case .dominant7Sharp11: [6]
        default: []
        }
    }

    /// What stands after the root in a lead sheet; the first is how it is written.
    package var spellings: [String] {
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
        case .suspended4: ["sus4", "sus", ":sus4"]
        case .major6: ["6", "maj6", ":maj6"]
        case .minor6: ["m6", "min6", ":min6"]
        case .dominant9: ["9", "dom9", ":9"]
        case .power: ["5", ":5"]
        case .added9: ["add9", "(add9)", "add2", "(add2)", "2", ":maj(9)"]
        case .minorAdded9: ["madd9", "m(add9)", "madd2", "m(add2)", "m2", ":min(9)"]
        case .major69: ["6/9", "69", "6(9)", "6add9", "maj6/9", "maj69", ":maj6(9)"]
        case .minor69: ["m6/9", "m69", "m6(9)", "m6add9", "min6/9", "min69", ":min6(9)"]
        case .major9: ["maj9", "M9", "Δ9", ":maj9"]
        case .minor9: ["m9", "min9", "-9", ":min9"]
        case .major13: ["maj13", "M13", "Δ13", ":maj13"]
        case .dominant11: ["11", "9sus4", "9sus", ":11", ":sus4(b7,9)"]
        case .minor11: ["m11", "min11", "-11", ":min11"]
        case .dominant13: ["13", "dom13", ":13"]
        case .dominant7Flat9: ["7b9", "7(b9)", "7♭9", "7-9", ":7(b9)"]
        case .dominant7Sharp9: ["7#9", "7(#9)", "7♯9", "7+9", ":7(#9)"]
        case .dominant7Sharp11: ["7#11", "7(#11)", "7♯11", "7+11", ":7(#11)"]
        case .dominant7Flat5: ["7b5", "7(b5)", "7♭5", "7-5"]
        case .augmented7: ["7#5", "7(#5)", "7♯5", "7+5", "aug7", "+7", ":aug(b7)"]
        case .dominant7Suspended4: ["7sus4", "7sus", ":sus4(b7)"]
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

    /// Lead-sheet ("C#m7/G#", "C6/9") or annotation ("C#:min7") spelling; nil for what is no chord.
    /// A bass may be a note name or, as in annotations, a degree of the major scale ("C:maj/3", "A:min/b3").
    public init?(parsing text: some StringProtocol) {
        let rootEnd = text.dropFirst().firstIndex { !"#b♯♭".contains($0) } ?? text.endIndex
        guard let root = PitchClass(parsing: text[..<rootEnd]) else { return nil }
        let rest = text[rootEnd...]
        // "6/9" holds a stroke before which no bass is parted: the longest spelling is meant
        let readings = ChordQuality.allCases.lazy.flatMap { quality in quality.spellings.map { (quality, $0) } }
            .filter { rest == $0.1 || rest.hasPrefix($0.1 + "/") }
        guard let (quality, spelling) = readings.max(by: { $0.1.count < $1.1.count }) else { return nil }
        var bass: PitchClass?
        if spelling.count < rest.count {
            let name = rest.dropFirst(spelling.count + 1)
            guard let parsed = PitchClass(parsing: name) ?? Chord.degree(name, over: root) else { return nil }
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
