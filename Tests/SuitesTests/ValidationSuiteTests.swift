import Codecs
import Evaluation
import Listener
import Recipes
import Suites
import Tensors
import Testing

/// Takes of a system that gives the vocal back.
struct ValidationSuiteTests {
    @Test func takesStandBetweenTheRenderAndChance() throws {
        let corpus = try TinyCorpus()
        let system = FakeSystem()
        let hearing = VocalHearing(FakeListener(isDeaf: true))
        var watched: [String: [Bool]] = [:]
        var suite = ValidationSuite(
            systems: [MeasuredSystem(generator: system, hearing: hearing, recipe: Recipe(system: "fake", seed: 7))],
            vocoder: try Vocos(Checkpoint(contentsOf: Vocos.bundledWeights)), evaluation: PairEvaluation()
        ) { watched[$0, default: []].append($1 != nil) }
        let (report, pictures) = try suite.run(corpus: corpus.folder, count: 2, seconds: 5, singing: nil)

        #expect(report.systems.map(\.name) == ["fake"] && report.systems[0].seed == 7 && pictures.isEmpty)
        let songs = try #require(report.songs)
        #expect(songs.songs == ["900", "901"] && report.recordings == nil)
        #expect(songs.rows.map(\.kind) == [.real, .vocoded, .annotated, .vocalAlone, .otherSong])
        let (annotated, alone) = (songs.rows[2], songs.rows[3])
        #expect(annotated.takes.map(\.name) == ["900", "901"] && annotated.failures.isEmpty)
        // 2 s of computing for 5 s of sound
        #expect(abs(try #require(annotated.realTimeFactor) - 0.4) < 1e-3)
        // where nothing can be heard the row says why
        #expect(alone.takes.isEmpty && alone.failures.keys.sorted() == ["900", "901"])
        // a band of its own for every song, which plays the song's sheet; where nothing is heard nobody plays
        #expect(system.recipes.map(\.seed) == [7, 8])
        #expect(system.recipes.allSatisfy { $0.leadSheet != nil && $0.style != nil })
        // listening and what is made are shown, and the end too, also of what fails
        #expect(
            watched == [
                "900, 1 of 2, Fake": [true, true, false, true, false],
                "901, 2 of 2, Fake": [true, true, false, true, false],
            ])
    }
}
