import Evaluation
import Foundation
import Listener
import Music
import Testing

struct ListeningPictureTests {
    private func heard(chord: String, beats: [Double], hertz: Float = 440) -> Heard {
        let track = PitchTrack(
            hopSeconds: 256 / 24_000.0, hertz: Array(repeating: hertz, count: 187),
            confidence: Array(repeating: 1, count: 187), energy: Array(repeating: -20, count: 187))
        let sheet = LeadSheet(
            beats: beats, downbeats: [0], meter: 4, key: Key(index: 0),
            chords: [.init(start: 0, end: 2, chord: Chord(parsing: chord))])
        return Heard(pitch: track, notes: [], onsets: [], leadSheet: sheet)
    }

    private func picture(_ heard: Heard, title: String = "tune", seconds: Double = 2) -> [UInt8] {
        let samples = (0..<Int(seconds * 24_000)).map { 0.3 * sinf(2 * .pi * 440 * Float($0) / 24_000) }
        return [UInt8](ListeningPicture(heard: heard, samples: samples, title: title).png())
    }

    private func size(_ picture: [UInt8]) -> (width: Int, height: Int) {
        func word(_ place: Int) -> Int { picture[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) } }
        return (word(16), word(20))
    }

    /// Everything that was heard changes the picture, and the same gives the same.
    @Test func everythingIsDrawn() {
        let plain = picture(heard(chord: "C", beats: [0, 0.5, 1, 1.5]))
        #expect(plain == picture(heard(chord: "C", beats: [0, 0.5, 1, 1.5])))
        #expect(plain != picture(heard(chord: "Am", beats: [0, 0.5, 1, 1.5])))
        #expect(plain != picture(heard(chord: "C", beats: [0.1, 0.6, 1.1, 1.6])))
        #expect(plain != picture(heard(chord: "C", beats: [0, 0.5, 1, 1.5], hertz: 220)))
        #expect(plain != picture(heard(chord: "C", beats: [0, 0.5, 1, 1.5]), title: "Ω"))
    }

    /// No length makes a picture that can't be shown.
    @Test(arguments: [0.0, 0.05, 2, 600])
    func sizesAreBounded(seconds: Double) {
        let (width, height) = size(picture(heard(chord: "C", beats: [0, 0.5]), seconds: seconds))
        #expect((400...6200).contains(width) && (400...800).contains(height))
    }
}
