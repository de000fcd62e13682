import Generation
import Music
import Recipes
import Signal
import Testing

@Suite struct TakeOrderTests {
    private let song = AudioBuffer(sampleRate: 100, mono: (0..<1000).map { Float($0) })

    @Test func thePartThatTheRecipeNamesIsCutOut() throws {
        var recipe = Recipe(from: 2, to: 5)
        recipe.constraints.firstDownbeat = 3.5
        let part = try TakeOrder(vocal: song, recipe: recipe).part()
        #expect(part.vocal.mono() == (200..<500).map { Float($0) })
        #expect(part.recipe.constraints.firstDownbeat == 1.5)
        #expect(part.recipe.from == nil && part.recipe.to == nil)
        // it names no part any more
        let again = try part.part()
        #expect(again.vocal == part.vocal && again.recipe == part.recipe)
    }

    @Test func fixedBeatsAndChordsMoveAlong() throws {
        var recipe = Recipe(from: 2, to: 5)
        recipe.constraints = ListeningConstraints(
            firstDownbeat: 0.5, meter: 3, beats: (0..<10).map { 0.5 + Double($0) },
            chords: [
                .init(start: 0, end: 1, chord: Chord(parsing: "C")), .init(start: 1.5, end: 2.5, chord: nil),
                .init(start: 4.5, end: 7, chord: Chord(parsing: "G")),
            ])
        let part = try TakeOrder(vocal: song, recipe: recipe).part().recipe.constraints
        #expect(part.beats == [0.5, 1.5, 2.5])
        // bars begin at 0.5, 3.5, 6.5 of the song
        #expect(part.firstDownbeat == 1.5)
        #expect(part.chords.map(\.start) == [0, 2.5] && part.chords.map(\.end) == [0.5, 3])
    }

    /// An exact tempo says where bars begin everywhere: a downbeat outside moves by whole bars.
    @Test func withAnExactTempoADownbeatMayLieAnywhere() throws {
        func downbeat(_ seconds: Double, drifts: Bool = false, meter: Meter? = .common) throws -> Double? {
            var recipe = Recipe(from: 2, to: 5)
            recipe.constraints = ListeningConstraints(tempo: 120, tempoDrifts: drifts, firstDownbeat: seconds)
            recipe.constraints.setMeter(meter)
            return try TakeOrder(vocal: song, recipe: recipe).part().recipe.constraints.firstDownbeat
        }
        #expect(try downbeat(0.5) == 0.5 && downbeat(0) == 0 && downbeat(9.5) == 1.5)
        #expect(try downbeat(3.5) == 1.5)
        #expect(try downbeat(0.5, meter: Meter(beats: 3)) == 0)
        // in no known metre, twelve beats are whole bars
        #expect(try downbeat(0.5, meter: nil) == 4.5)
        #expect(throws: RecipeError.self) { try downbeat(0.5, drifts: true) }
    }

    @Test func withoutARangeEverythingStays() throws {
        var recipe = Recipe()
        recipe.constraints.firstDownbeat = 3.5
        let part = try TakeOrder(vocal: song, recipe: recipe, parent: ["band": song]).part()
        #expect(part.vocal == song && part.recipe == recipe && part.parent == ["band": song])
    }

    @Test func whatLiesOutsideIsSaid() {
        #expect(throws: GenerationError.rangeOutside(from: 10, duration: 10)) {
            try TakeOrder(vocal: song, recipe: Recipe(from: 10)).part()
        }
        for (from, to) in [(-1.0, 3.0), (3, 2)] {
            #expect(throws: RecipeError.self) { try TakeOrder(vocal: song, recipe: Recipe(from: from, to: to)).part() }
        }
        var recipe = Recipe(from: 2, to: 5)
        for downbeat in [1.0, 5] {
            recipe.constraints.firstDownbeat = downbeat
            #expect(throws: RecipeError.self) { try TakeOrder(vocal: song, recipe: recipe).part() }
        }
    }
}
