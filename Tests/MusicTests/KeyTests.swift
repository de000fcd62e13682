import Music
import Testing

@Suite struct KeyTests {
    @Test(arguments: [
        ("C", 0, Mode.major), ("Am", 9, .minor), ("F# minor", 6, .minor), ("Eb major", 3, .major),
        ("Gb:maj", 6, .major),
        ("B:min", 11, .minor), ("Bb", 10, .major), ("bbm", 10, .minor), ("C M", 0, .major), ("A Minor", 9, .minor),
        ("D MAJOR", 2, .major), ("C♯ min", 1, .minor),
    ])
    func keysAreRead(text: String, tonic: Int, mode: Mode) {
        #expect(Key(parsing: text) == Key(tonic: PitchClass(tonic), mode: mode))
    }

    @Test(arguments: ["", "J", "minor", "C dorian", "C7", "Cmm", "Am/C", "5"])
    func whatIsNoKeyIsRefused(text: String) { #expect(Key(parsing: text) == nil) }

    @Test func theIndexNamesEveryKey() {
        for index in 0..<24 {
            #expect(Key(index: index).index == index)
            #expect(Key(parsing: Key(index: index).description)?.index == index)
        }
        #expect(Key(index: 21).description == "A minor")
    }

    @Test func scalesAndRelatives() {
        let key = Key(tonic: PitchClass(9), mode: .minor)
        #expect(key.scale.map(\.value) == [9, 11, 0, 2, 4, 5, 7])
        #expect(key.relative.description == "C major")
        for index in 0..<24 {
            let key = Key(index: index)
            #expect(key.relative.relative == key)
            #expect(Set(key.relative.scale) == Set(key.scale))
            #expect(Set(key.transposed(by: 5).scale) == Set(key.scale.map { $0.transposed(by: 5) }))
        }
    }
}
