import AudioFiles
import Foundation
import Testing

struct DecodingErrorTests {
    private struct Song: Decodable {
        struct Chord: Decodable {
            enum Quality: String, Decodable { case major, minor }

            var name: String
            var quality: Quality?
        }

        var beats: Int
        var tempo: Double?
        var isSwung: Bool?
        var chords: [Chord]
        var bars: [[Double]]?
    }

    @Test(arguments: [
        (#"{"chords": []}"#, "beats is missing"),
        (#"{"beats": null, "chords": []}"#, "beats has no value"),
        (#"{"beats": "four", "chords": []}"#, "beats has to be a whole number"),
        (#"{"beats": 4, "tempo": "fast", "chords": []}"#, "tempo has to be a number"),
        (#"{"beats": 4, "isSwung": 1, "chords": []}"#, "isSwung has to be true or false"),
        (#"{"beats": 4, "chords": {}}"#, "chords has to be a list in brackets"),
        (#"{"beats": 4, "chords": [{"name": "C"}, 7]}"#, "chords[1] has to be a group in braces"),
        (#"{"beats": 4, "chords": [{"name": "C"}, {}]}"#, "chords[1].name is missing"),
        (#"{"beats": 4, "chords": [{"name": 7}]}"#, "chords[0].name has to be a text in quotes"),
        (#"{"beats": 4, "chords": [], "bars": [[1], [1, "x"]]}"#, "bars[1][1] has to be a number"),
        ("[]", "it has to be a group in braces"),
        ("nonsense", "it is no valid JSON, or a whole number in it has a fraction"),
        (#"{"beats": 4.5, "chords": []}"#, "it is no valid JSON, or a whole number in it has a fraction"),
    ])
    func whatIsWrongAndWhere(json: String, sentence: String) throws {
        let error = try #require(throws: DecodingError.self) {
            try JSONDecoder().decode(Song.self, from: Data(json.utf8))
        }
        #expect(error.sentence == sentence)
    }

    /// Of a word that is none of those allowed Swift says which.
    @Test func aWordThatIsNotKnown() throws {
        let error = try #require(throws: DecodingError.self) {
            try JSONDecoder().decode(
                Song.self, from: Data(#"{"beats": 4, "chords": [{"name": "C", "quality": "odd"}]}"#.utf8))
        }
        #expect(error.sentence.hasPrefix("chords[0].quality: ") && error.sentence.contains("odd"))
    }
}
