import Corpus
import Evaluation
import Foundation
import Music
import Testing

struct PairSetTests {
    private func pairs(_ truth: String = TinyPairs.truth) throws -> TinyPairs {
        try TinyPairs([("eir_1", "eir", TinyPairs.truth), ("mir_1", "01", truth)])
    }

    @Test func clipsAreRead() throws {
        let pairs = try pairs()
        let set = try PairSet(pairs.folder)
        #expect(set.clips.map(\.name) == ["eir_1", "mir_1"] && set.clips.map(\.singer) == ["eir", "01"])
        #expect(set.clips.map(\.set) == ["eir", "mir"])
        let truth = set.clips[1].truth
        #expect(truth.sheet.beats.count == 16 && truth.sheet.downbeats == [0, 4, 8, 12])
        #expect(
            truth.sheet.key == Key(parsing: "C")
                && truth.sheet.chords.map(\.chord) == [Chord(parsing: "C"), Chord(parsing: "F")])
        #expect(truth.agreement == 0.9 && truth.tempo == 120)
        #expect(set.spread(1).map(\.name) == ["eir_1"] && set.spread(9).count == 2)
    }

    /// A tracker that lost a beat begins its last bars elsewhere: most bars decide.
    @Test func theFirstDownbeatIsThatOfMostBars() throws {
        let beats = (0..<13).map { 0.1 + 0.5 * Double($0) }
        let sheet = LeadSheet(
            beats: beats, downbeats: [2, 6, 11], meter: 4, key: Key(index: 0), chords: [])
        let truth = try #require(PairTruth(sheet: sheet))
        #expect(abs(truth.firstDownbeat - 1.1) < 1e-9)
        let told = truth.constraints(telling: [.grid])
        let tempo = try #require(told.tempo)
        #expect(told.signature == Meter(beats: 4) && abs(tempo - 120) < 1e-9 && !told.tempoDrifts)
        #expect(told.firstDownbeat == truth.firstDownbeat && told.key == nil)
        let key = truth.constraints(telling: [.key, .tempo])
        #expect(key.key == sheet.key && key.tempo == told.tempo && key.firstDownbeat == nil && key.meter == nil)
        #expect(truth.constraints(telling: []) == ListeningConstraints())
    }

    @Test(arguments: [
        ("nonsense", "no valid JSON"), ("[]", "group in braces"), (#"{"beats": [0, 1]}"#, "downbeats is missing"),
        (TinyPairs.truth.replacingOccurrences(of: "C major", with: "X"), "\"X\" is no key"),
        (TinyPairs.truth.replacingOccurrences(of: "C:maj", with: "C:odd"), "\"C:odd\" is no chord"),
        (TinyPairs.truth.replacingOccurrences(of: "[0,4,", with: "[5,4,"), "before it begins"),
        (
            TinyPairs.truth.replacingOccurrences(of: "\"downbeats\": [0", with: "\"downbeats\": [0.2"),
            "none of its beats"
        ),
        (TinyPairs.truth.replacingOccurrences(of: "[0,0.5,", with: "[0,0,"), "later than the one before"),
        (TinyPairs.truth.replacingOccurrences(of: "\"meter\": 4", with: "\"meter\": 1"), "can't be counted"),
        (
            TinyPairs.truth.replacingOccurrences(of: "\"tempo\": 120", with: "\"tempo\": \"fast\""),
            "tempo has to be a number"
        ),
    ])
    func damagedTruthIsToldInASentence(truth: String, words: String) throws {
        let pairs = try pairs(truth)
        let error = try #require(throws: PairSetError.self) { try PairSet(pairs.folder) }
        #expect(error.description.contains(words) && error.description.contains("mir_1.json"), "\(error)")
        #expect(!error.description.contains("\n"))
    }

    @Test func whatIsMissingIsNamed() throws {
        let pairs = try pairs()
        func complaint() throws -> String {
            try #require(throws: PairSetError.self) { try PairSet(pairs.folder) }.description
        }
        try FileManager.default.removeItem(at: pairs.folder.appendingPathComponent("truth/mir_1.json"))
        #expect(try complaint().contains("there is no"))
        try Data("id\tsinger\neir_1\teir\n".utf8).write(to: pairs.folder.appendingPathComponent("manifest.tsv"))
        #expect(try complaint().contains("no line for mir_1"))
        try Data("id\teir_1\n".utf8).write(to: pairs.folder.appendingPathComponent("manifest.tsv"))
        #expect(try complaint().contains("columns id and singer"))
        try FileManager.default.removeItem(at: pairs.folder.appendingPathComponent("manifest.tsv"))
        #expect(try complaint().contains("manifest.tsv"))
        let nowhere = pairs.folder.appendingPathComponent("nowhere")
        #expect(throws: PairSetError.cannotRead(nowhere, reason: "there is no such folder")) { try PairSet(nowhere) }
        let truths = pairs.folder.appendingPathComponent("truth")
        #expect(throws: PairSetError.noClips(truths)) { try PairSet(truths) }
    }

    @Test func foldsSayWhoHearsWhom() throws {
        let pairs = try pairs()
        let file = pairs.folder.appendingPathComponent("folds.json")
        try Data(#"{"folds": {"01": 3, "eir": 0}}"#.utf8).write(to: file)
        let folds = try EncoderFolds(pairs.folder)
        #expect(try folds.fold(of: "01") == 3 && folds.weights(3).lastPathComponent == "fold-3.safetensors")
        #expect(throws: PairSetError.noFold(singer: "02", file)) { try folds.fold(of: "02") }
        try Data("{}".utf8).write(to: file)
        #expect(throws: PairSetError.damagedFolds(file, reason: "folds is missing")) {
            try EncoderFolds(pairs.folder)
        }
    }
}
