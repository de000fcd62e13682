import Corpus
import Evaluation
import Foundation
import Generation
import Listener
import Music
import Recipes
import Signal
import Suites
import Testing

/// What takes for real vocals are told, and who makes them.
struct PairTakeTests {
    private func clip(_ name: String, singer: String) throws -> PairClip {
        let beats = (0..<16).map { 0.5 * Double($0) }
        let sheet = LeadSheet(
            beats: beats, downbeats: [0, 4, 8, 12], meter: 4, key: Key(index: 3), chords: [])
        let nowhere = URL(fileURLWithPath: "/nonexistent")
        return PairClip(
            name: name, singer: singer, vocal: nowhere, backing: nowhere,
            truth: try #require(PairTruth(sheet: sheet)))
    }

    @Test func eachKindIsToldItsPart() throws {
        let clip = try clip("a_1", singer: "01")
        let system = FakeSystem()
        let vocal = AudioBuffer(sampleRate: 24_000, mono: [0, 0.5, 0.25])
        var steps = 0
        for kind in [PairTakeKind.leadSheet, .grid, .vocalAlone] {
            let made = try PairTake(kind: kind, clip: clip, number: 4)
                .made(
                    by: system, hearing: VocalHearing(FakeListener()), for: vocal, recipe: Recipe(seed: .max - 1)
                ) { if $0.phase != .listen { steps += 1 } }
            #expect(made.mono() == vocal.mono())
        }
        let recipes = system.recipes
        // counted on beyond the largest seed
        #expect(recipes.map(\.seed) == [2, 2, 2] && steps == 3)
        #expect(recipes.map(\.leadSheet) == [clip.truth.sheet, nil, nil])
        #expect(recipes[0].constraints == .init() && recipes[2].constraints == .init())
        #expect(recipes[1].constraints == clip.truth.constraints(telling: [.grid]))
        #expect(recipes[1].constraints.tempo == 120)
    }

    @Test func everyFoldHasOneListener() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("folds-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(#"{"folds": {"01": 0, "02": 1}}"#.utf8).write(to: folder.appendingPathComponent("folds.json"))
        let folds = try EncoderFolds(folder)
        let clips = [try clip("a_1", singer: "01"), try clip("a_2", singer: "02"), try clip("a_3", singer: "01")]
        var weights: [String?] = []
        func load(_ file: URL?, _ grids: URL?) -> any EvidenceListening {
            weights.append(file?.lastPathComponent)
            return FakeListener()
        }
        let encoders = try PairEncoders(weights: nil, folds: folds, clips: clips, load: load)
        #expect(try (clips + clips).map { try encoders.hearing($0).fold } == [0, 1, 0, 0, 1, 0])
        #expect(weights == ["fold-0.safetensors", "fold-1.safetensors"])

        weights = []
        let one = try PairEncoders(
            weights: URL(fileURLWithPath: "/own.safetensors"), folds: nil, clips: clips, load: load)
        for clip in clips { _ = try one.hearing(clip) }
        #expect(weights == ["own.safetensors"])
    }

    /// Told before anything is heard.
    @Test func aSingerWithoutAFoldIsRefused() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("folds-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("folds.json")
        try Data(#"{"folds": {"01": 0}}"#.utf8).write(to: file)
        let folds = try EncoderFolds(folder)
        let clips = [try clip("a_1", singer: "01"), try clip("a_2", singer: "02")]
        #expect(throws: PairSetError.noFold(singer: "02", file)) {
            try PairEncoders(weights: nil, folds: folds, clips: clips) { _, _ in FakeListener() }
        }
    }
}
