/// The two letter rows of a keyboard as a piano's keys, an octave apart, the digits over them being the black keys.
public struct PianoKeys: Sendable, Equatable {
    /// What decides how a key sounds besides its pitch.
    public struct Touch: Sendable, Equatable {
        public package(set) var dynamic = Dynamic.mf
        public package(set) var isSustained = false

        /// Seconds that a key sounds: terminals tell of keys that go down and not of those that come up.
        public var seconds: Double { isSustained ? 2.75 : 1.5 }
    }

    /// MIDI pitch of the lower row's first key, a C.
    public internal(set) var lowest = 48
    public package(set) var touch = Touch()
    /// MIDI pitches that were struck together last, to be shown.
    public package(set) var lit: Set<Int> = []

    public init() {}

    /// Letters upwards.
    static let lower = Array("zsxdcvgbhnjm,l.;/")
    static let upper = Array("q2w3er5t6y7ui9o0p")
    /// Semitones from the lower row's first key to the upper row's.
    static let rowDistance = 12
    /// MIDI pitches that the lowest key can be moved to.
    private static let reach = 24...84

    private static let semitones: [Character: Int] = {
        var semitones = [Character: Int]()
        for (offset, row) in [(0, lower), (rowDistance, upper)] {
            for (place, letter) in row.enumerated() { semitones[letter] = offset + place }
        }
        return semitones
    }()

    /// All of MIDI pitch.
    public var pitches: [Int] { Array(lowest...lowest + Self.rowDistance + Self.upper.count - 1) }

    /// MIDI pitch of the upper row's beginning, where hands meet.
    var middle: Int { lowest + Self.rowDistance + 4 }

    /// The MIDI pitch of a letter; nil for what is no key.
    public func pitch(of letter: Character) -> Int? {
        letter.lowercased().first.flatMap { Self.semitones[$0] }.map { lowest + $0 }
    }

    /// - Returns: whether there is room for it.
    mutating func move(octaves: Int) -> Bool {
        let moved = lowest + 12 * octaves
        guard Self.reach.contains(moved) else { return false }
        lowest = moved
        lit = []
        return true
    }
}
