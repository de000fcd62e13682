import Music
import Recipes
import Testing

@Suite struct RecipeEdgesTests {
    private static let sheet = LeadSheet(
        beats: [-2, -1, 0, 1], downbeats: [0, 2], meter: 2, key: Key(index: 0),
        chords: [.init(start: -2, end: 2, chord: Chord(parsing: "C"))])

    @Test func barsThatNobodyKnowsAreSaid() throws {
        var silent = Self.sheet
        silent.beats = []
        try Recipe().checkEdges(of: silent)
        try Recipe(preRoll: 1).checkEdges(of: Self.sheet)
        #expect(throws: RecipeError.self) { try Recipe(preRoll: 1).checkEdges(of: silent) }
        #expect(throws: RecipeError.self) { try Recipe(tail: 1).edges(of: silent, duration: 2) }
    }
}
