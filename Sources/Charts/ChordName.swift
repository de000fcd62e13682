import Music

/// Names of chords and tones as the key spells them: "Db" in Ab major, "C#" in A major.
enum ChordName {
    private static let sharps = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
    private static let flats = ["C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"]

    /// Sharps of the key's signature; flats are less than none.
    static func fifths(of key: Key) -> Int {
        let major = key.mode == .major ? key.tonic.value : (key.tonic.value + 3) % 12
        let fifths = major * 7 % 12
        // six sharps are as many as six flats
        return fifths > 6 ? fifths - 12 : fifths
    }

    static func name(_ tone: PitchClass, in key: Key) -> String {
        // a raised leading tone of a flat minor key is rare; accidentals follow the signature
        (fifths(of: key) < 0 || fifths(of: key) == 0 && [10, 3, 8].contains(tone.value) ? flats : sharps)[tone.value]
    }

    static func text(_ chord: Chord, in key: Key) -> String {
        name(chord.root, in: key) + (chord.quality.spellings.first ?? "")
            + (chord.bass == chord.root ? "" : "/" + name(chord.bass, in: key))
    }
}
