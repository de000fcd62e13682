import Corpus
import Evaluation
import Foundation
import Listener
import Music
import Signal
import Testing

struct PairTakeSuiteTests {
    private static let sheet = Band.leadSheet()

    /// Takes that are the backing, the backing a fourth too high, and none at all, between the backing and another.
    @Test func takesStandBetweenBackingAndChance() throws {
        let right = Band.play(Self.sheet)
        let other = Band.play(Band.leadSheet(tempo: 88, offset: 0.3), transposed: 6)
        let times = Self.sheet.beats.map { "\($0)" }.joined(separator: ",")
        let truth = """
            {"beats": [\(times)], "downbeats": [0], "meter": 4, "tempo": 120, "chords": [], "key": "C major"}
            """
        let pairs = try TinyPairs([("a_1", "01", truth), ("a_2", "01", truth)]) { $0 == 0 ? right : other }
        let report = try PairTakeSuite().run(PairSet(pairs.folder).clips) { clip, kind, vocal, number in
            #expect(abs(vocal.duration - 8) < 0.01 && number == (clip.name == "a_1" ? 0 : 1))
            switch kind {
            case .leadSheet: return AudioBuffer(sampleRate: Band.rate, mono: right)
            case .grid: return AudioBuffer(sampleRate: Band.rate, mono: Band.play(Self.sheet, transposed: 6))
            default: throw ListenerError.silent
            }
        }
        let row = report.clips[0].figures
        func figure(_ kind: PairTakeKind, _ measure: PairTakeMeasure) throws -> Double {
            try #require(row[kind.rawValue]?[measure.rawValue])
        }
        let (ceiling, same) = try (figure(.backing, .chromaZ), figure(.leadSheet, .chromaZ))
        #expect(abs(same - ceiling) < 0.2 && same > 2)
        let (beats, tracked) = try (figure(.leadSheet, .beatF), figure(.backing, .beatF))
        #expect(beats == tracked && beats > 0.9)
        let (rhythm, played) = try (figure(.backing, .rhythmZ), figure(.leadSheet, .rhythmZ))
        #expect(abs(played - rhythm) < 0.2)
        #expect(try figure(.otherBacking, .rhythmZ) < played - 0.5)
        #expect(try figure(.grid, .chromaZ) < 0.5)
        #expect(try figure(.grid, .rhythmZ) > played - 0.5)
        #expect(try figure(.otherBacking, .chromaZ) < 0.5)
        #expect(try figure(.otherBacking, .beatF) < 0.6)
        #expect(row["vocalAlone"] == nil && report.clips[0].failures["vocalAlone"] != nil)
        #expect(report.figures["leadSheet"]?["chromaZ"]?.clips == 2)
    }
}
