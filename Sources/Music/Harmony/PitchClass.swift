/// A note's name without its octave, 0 = C to 11 = B.
public struct PitchClass: Hashable, Sendable, Codable, CustomStringConvertible {
    public let value: Int

    /// Any integer is folded into 0...11.
    public init(_ value: Int) {
        self.value = ((value % 12) + 12) % 12
    }

    /// "C", "F#", "Bb", and B natural by its German name, "H"; nil for anything else.
    public init?(parsing text: some StringProtocol) {
        var characters = Substring(text)
        guard let letter = characters.popFirst(),
            let natural = ["C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11, "H": 11][letter.uppercased()]
        else { return nil }
        var shift = 0
        for character in characters {
            switch character {
            case "#", "♯": shift += 1
            case "b", "♭": shift -= 1
            default: return nil
            }
        }
        self.init(natural + shift)
    }

    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(Int.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }

    public func transposed(by semitones: Int) -> PitchClass { PitchClass(value + semitones) }

    public var description: String {
        ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"][value]
    }
}
