import Foundation
import Music
import Testing

@Suite struct PitchClassTests {
    @Test func anyIntegerIsFoldedIntoAnOctave() {
        #expect([-13, -12, -1, 0, 11, 12, 69].map { PitchClass($0).value } == [11, 0, 11, 0, 11, 0, 9])
    }

    @Test func namesAreReadAndWritten() {
        for value in 0..<12 { #expect(PitchClass(parsing: PitchClass(value).description)?.value == value) }
        #expect(["B#", "Cb", "e♯", "G♭", "bb"].map { PitchClass(parsing: $0)?.value } == [0, 11, 5, 6, 10])
        for text in ["", "J", "#", "C-", "CC", "1"] { #expect(PitchClass(parsing: text) == nil) }
    }

    @Test func itIsANumberInJSON() throws {
        #expect(String(decoding: try JSONEncoder().encode([PitchClass(7)]), as: UTF8.self) == "[7]")
        #expect(try JSONDecoder().decode([PitchClass].self, from: Data("[19]".utf8)) == [PitchClass(7)])
    }
}
