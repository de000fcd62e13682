import Music

/// The sung line on a grid of half beats: what the harmoniser hears.
public struct HarmonyCells: Sendable {
    /// Pitch classes by share of time (12), share of time sung, a note begins, height, length of the longest note.
    public static let melody = 16
    /// Position in the bar as one of 8 half beats, and whether it is given.
    static let position = 9
    /// One of 24 keys, and whether it is given.
    static let key = 25
    public static let features = melody + position + key

    /// Seconds; one more than cells.
    public let bounds: [Double]
    /// `values[cell * features + feature]`
    public private(set) var values: [Float]
    public var count: Int { max(bounds.count - 1, 0) }

    /// - Parameters:
    ///   - notes: start and end in seconds, MIDI pitch.
    ///   - beats: at least two; each is cut in half.
    public init(notes: [(start: Double, end: Double, pitch: Double)], beats: [Double]) {
        var bounds: [Double] = []
        for (beat, next) in zip(beats, beats.dropFirst()) { bounds += [beat, (beat + next) / 2] }
        if let last = beats.last { bounds.append(last) }
        if bounds.count > 2 { bounds.append(2 * bounds[bounds.count - 1] - bounds[bounds.count - 2]) }
        if bounds.count > 3 { bounds.append(2 * bounds[bounds.count - 1] - bounds[bounds.count - 2]) }
        self.bounds = bounds
        let count = max(bounds.count - 1, 0)
        values = [Float](repeating: 0, count: count * Self.features)
        var cell = 0
        for note in notes.sorted(by: { $0.start < $1.start }) {
            while cell > 0, bounds[cell] > note.start { cell -= 1 }
            while cell < count, bounds[cell + 1] <= note.start { cell += 1 }
            var place = cell
            while place < count, bounds[place] < note.end { add(note, to: place); place += 1 }
        }
    }

    private mutating func add(_ note: (start: Double, end: Double, pitch: Double), to cell: Int) {
        let (from, to) = (bounds[cell], bounds[cell + 1])
        let share = Float((min(note.end, to) - max(note.start, from)) / (to - from))
        guard share > 0 else { return }
        let start = cell * Self.features
        values[start + PitchClass(Int(note.pitch.rounded())).value] += share
        values[start + 12] += share
        if note.start >= from - 0.03 { values[start + 13] = 1 }
        values[start + 14] = Float((note.pitch - 62) / 12)
        values[start + 15] = max(values[start + 15], min(Float(note.end - note.start), 2))
    }

    /// Tells where in the bar each cell is; nil withholds it.
    /// - Parameter half: half beats since a downbeat at the first cell.
    public mutating func setPosition(half: Int, meter: Int) {
        for cell in 0..<count {
            let start = cell * Self.features + Self.melody
            // bars of other lengths than four beats are spread over the eight places
            let place = (half + cell) % (2 * meter)
            values[start + place * 8 / (2 * meter)] = 1
            values[start + 8] = 1
        }
    }

    public mutating func setKey(_ key: Key) {
        for cell in 0..<count {
            let start = cell * Self.features + Self.melody + Self.position
            values[start + key.index] = 1
            values[start + 24] = 1
        }
    }

    /// The same line a number of semitones higher: pitch classes and key move, heights stay.
    func transposed(by semitones: Int) -> HarmonyCells {
        var moved = self
        let keys = Self.melody + Self.position
        for cell in 0..<count {
            let start = cell * Self.features
            for tone in 0..<12 {
                let target = (tone + semitones) % 12
                moved.values[start + target] = values[start + tone]
                for mode in [keys, keys + 12] {
                    moved.values[start + mode + target] = values[start + mode + tone]
                }
            }
        }
        return moved
    }
}
