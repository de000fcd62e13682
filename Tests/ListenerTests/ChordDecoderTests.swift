import Foundation
import Listener
import Music
import Testing

@Suite struct ChordDecoderTests {
    /// Log probabilities of half beats: the named chords share what the others leave.
    private func rows(_ beats: [[String: Float]]) -> [[Float]] {
        beats.flatMap { shares -> [[Float]] in
            let rest = (1 - shares.values.reduce(0, +)) / Float(ChordVocabulary.count - shares.count)
            var row = [Float](repeating: log(rest), count: ChordVocabulary.count)
            for (name, share) in shares { row[ChordVocabulary.index(of: Chord(parsing: name))] = log(share) }
            return [row, row]
        }
    }

    private func decoded(_ beats: [[String: Float]], meter: Int = 4, downbeat: Int = 0) -> [String] {
        let bounds = (0...(2 * beats.count)).map { Double($0) / 2 }
        return ChordDecoder(meter: meter, firstDownbeat: downbeat).spans(rows(beats), bounds: bounds).map { span in
            "\(span.chord?.description ?? "-") \(String(format: "%g-%g", span.start, span.end))"
        }
    }

    private let c: [String: Float] = ["C": 0.7, "G": 0.1]
    private let g: [String: Float] = ["C": 0.1, "G": 0.7]
    private let either: [String: Float] = ["C": 0.4, "G": 0.4]

    /// The same evidence, undecided over two beats: the change goes to where the bar begins.
    @Test(arguments: [(0, "4"), (3, "3"), (1, "5")])
    func changesFallOnDownbeats(downbeat: Int, place: String) {
        let beats = [c, c, c, either, either, g, g, g]
        #expect(decoded(beats, downbeat: downbeat) == ["C 0-\(place)", "G \(place)-8"])
    }

    @Test func theMiddleOfABarComesSecond() {
        let beats = [c, either, either, either, g, g, g, g]
        // downbeats at 2 - 4, 6: the middle of the bar is beat 2 when the bar begins at 0, and 4 is a downbeat
        #expect(decoded(beats) == ["C 0-4", "G 4-8"])
        // in a bar from 3 on its middle, 1 or 5, lies outside: 3 is the downbeat
        #expect(decoded(beats, downbeat: 3) == ["C 0-3", "G 3-8"])
        #expect(decoded([c, c, either, g, g, g, g, g], downbeat: 1) == ["C 0-3", "G 3-8"])
        #expect(decoded([c, either, either, g, g, g], meter: 3, downbeat: 2) == ["C 0-2", "G 2-6"])
    }

    @Test func aWeakHintOffTheBeatIsNoChange() {
        let hint: [String: Float] = ["C": 0.3, "F": 0.45]
        #expect(decoded([c, hint, c, c]) == ["C 0-4"])
        // evidence that outweighs the cost is followed
        let sure: [String: Float] = ["C": 0.001, "F": 0.99]
        #expect(decoded([c, sure, sure, sure]) == ["C 0-1", "F 1-4"])
    }

    @Test func nobodyPlaysOnlyWhenThatIsSure() {
        func silent(_ share: Float) -> [[Float]] {
            rows([["C": 0.9 - share]]).map { row in
                var row = row
                row[ChordVocabulary.none] = log(share)
                return row
            }
        }
        func first(_ rows: [[Float]]) -> Chord? {
            ChordDecoder(meter: 4, firstDownbeat: 0).spans(rows, bounds: [0, 0.5, 1]).first?.chord
        }
        #expect(first(silent(0.5)) == Chord(parsing: "C"))
        #expect(first(silent(0.89)) == nil)
    }

    @Test func confidenceIsTheMeanProbability() throws {
        let spans = ChordDecoder(meter: 4, firstDownbeat: 0)
            .spans(
                rows([["C": 0.6], ["C": 0.8], ["C": 0.7], ["C": 0.7], ["G": 0.9]]), bounds: (0...10).map { Double($0) })
        try #require(spans.count == 2)
        #expect(abs(spans[0].confidence - 0.7) < 1e-5)
        #expect(abs(spans[1].confidence - 0.9) < 1e-5)
        #expect(spans[0].end == spans[1].start)
    }

    /// What is fixed is found there whatever the evidence, and what is undecided beside it goes on with it.
    @Test func fixedBeatsRuleTheirNeighbours() {
        let decoder = ChordDecoder(meter: 4, firstDownbeat: 0)
        let undecided: [String: Float] = ["C": 0.3, "G": 0.31]
        let bounds = (0...16).map { Double($0) / 2 }
        func found(_ fixed: [Int?]) -> [String] {
            decoder.spans(rows(Array(repeating: undecided, count: 8)), bounds: bounds, fixed: fixed).map {
                "\($0.chord?.description ?? "-") \($0.start)-\($0.end)"
            }
        }
        let c = ChordVocabulary.index(of: Chord(parsing: "C")), a = ChordVocabulary.index(of: Chord(parsing: "Am"))
        #expect(found([]) == ["G 0.0-8.0"])
        #expect(found([c]) == ["C 0.0-8.0"])
        #expect(found([nil, nil, nil, nil, c, c, c, c]) == ["C 0.0-8.0"])
        #expect(found([nil, nil, a]) == ["G 0.0-2.0", "Am 2.0-3.0", "G 3.0-8.0"])
        #expect(found([ChordVocabulary.none]).first?.hasPrefix("- 0.0") == true)
    }

    @Test func nothingGivesNothing() {
        #expect(ChordDecoder(meter: 4, firstDownbeat: 0).spans([], bounds: [0]).isEmpty)
        #expect(decoded([["Am": 0.9]]) == ["Am 0-1"])
    }
}
