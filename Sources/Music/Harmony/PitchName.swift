/// Names of MIDI pitches: C4 is 60.
public enum PitchName {
    public static func text(_ pitch: Int) -> String {
        let octave = (Double(pitch) / 12).rounded(.down) - 1
        return "\(PitchClass(pitch))\(Int(octave))"
    }

    /// "C4", "F#3", "Bb-1", or a MIDI number; nil for anything else.
    public static func pitch(_ text: String) -> Int? {
        if let number = Int(text) { return number }
        let name = text.prefix { !$0.isNumber && $0 != "-" }
        guard let octave = Int(text.dropFirst(name.count)), (-1...9).contains(octave),
            let tone = PitchClass(parsing: name)
        else { return nil }
        // Cb and B# belong to the octave of their letter
        let letter = name.first.flatMap { PitchClass(parsing: String($0)) }?.value ?? 0
        let shift = name.dropFirst().reduce(0) { $0 + ($1 == "#" || $1 == "♯" ? 1 : -1) }
        return tone == PitchClass(letter + shift) ? 12 * (octave + 1) + letter + shift : nil
    }
}
