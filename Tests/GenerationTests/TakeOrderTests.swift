import Generation
import Listener
import Music
import Recipes
import Signal
import Testing

/// Where takes lie: everything in seconds of the song. The fixed listener hears 120 BPM in four from 0 s.
@Suite struct TakeOrderTests {
    private let song = TinyGenerator.vocal(10)
    private let hearing = VocalHearing(FixedListener())

    private func order(_ recipe: Recipe, parent: [String: AudioBuffer]? = nil, start: Double = 0) throws -> Order {
        try hearing.order(
            TakeOrder(vocal: song, recipe: recipe, given: parent.map { Given($0, start: start, keptBy: recipe) }))
    }

    @Test func withoutAPartAllIsAccompanied() throws {
        let order = try order(Recipe())
        #expect(order.span.part == 0..<10 && order.span.start == 0 && order.span.duration == 10)
        #expect(order.span.lead == 0 && order.span.tail == 0)
        #expect(order.span.leadSheet == order.heard.leadSheet && order.heard.leadSheet.beats.count == 21)
    }

    /// A part keeps the song's beats, from the bar line before it to the one after it.
    @Test func aPartLiesInItsSong() throws {
        let order = try order(Recipe(from: 3, to: 7.00001))
        #expect(order.span.part == 3..<7 && order.span.start == 3 && order.span.duration == 4)
        #expect(order.span.leadSheet.beats == (4...16).map { Double($0) * 0.5 })
        #expect(order.span.leadSheet.downbeatTimes == [2, 4, 6, 8])
        #expect(order.span.leadSheet.chords.map(\.start) == [3] && order.span.leadSheet.chords[0].end == 7)
        // what was heard is still of the whole song
        #expect(order.heard.leadSheet.beats.count == 21 && order.heard.pitch.frameCount == 240_000 / 256)
        // to the song's end
        #expect(try self.order(Recipe(from: 8.5)).span.part == 8.5..<10)
    }

    /// A pre-roll is whole listener tokens, whole bars about it; a part has one too.
    @Test(arguments: [nil, 4.0]) func edgesLieAroundThePart(from: Double?) throws {
        let span = try order(Recipe(from: from, preRoll: 1, tail: 2)).span
        let start = from ?? 0
        #expect(span.lead >= 2 && span.lead < 2 + 512 / 24_000.0 && span.tail == 4)
        #expect(span.start == start - span.lead && abs(span.duration - (10 - start + span.lead + 4)) < 1e-4)
        #expect(span.leadSheet.beats.first == start - 2 && span.leadSheet.beats.last == 14)
    }

    /// What is made from a take lies where that lies.
    @Test func aParentSaysWhereItLies() throws {
        let parent = ["band": AudioBuffer(sampleRate: 24_000, mono: [Float](repeating: 0, count: 24_000 * 9))]
        let recipe = Recipe(from: 2, to: 6, preRoll: 2, reroll: 1..<3)
        let span = try order(recipe, parent: parent, start: 0.5).span
        #expect(span.start == 0.5 && span.lead == 1.5 && span.tail == 3.5 && span.duration == 9)
        // without edges it lies on the part, wherever the parent does
        let plain = try order(Recipe(from: 2, to: 6, reroll: 2..<3), parent: parent, start: 0.5).span
        #expect(plain.start == 2 && plain.duration == 4)
    }

    @Test func aGivenSheetIsOfTheSong() throws {
        let sheet = LeadSheet(
            beats: (0...10).map(Double.init), downbeats: [0, 5, 10], meter: 5, key: Key(index: 2),
            chords: [.init(start: 0, end: 10, chord: Chord(parsing: "F"))])
        let order = try order(
            Recipe(constraints: ListeningConstraints(tuning: -30), leadSheet: sheet, from: 5, to: 8))
        #expect(order.span.leadSheet.beats == [5, 6, 7, 8, 9, 10] && order.span.leadSheet.downbeatTimes == [5, 10])
        // where it says no tuning, the singer does
        #expect(order.heard.leadSheet.tuning?.cents == -30 && order.span.leadSheet.tuning?.cents == -30)
    }

    @Test func whatLiesOutsideIsSaid() throws {
        #expect(throws: GenerationError.rangeOutside(from: 10, duration: 10)) { try order(Recipe(from: 10)) }
        for (from, to) in [(-1.0, 3.0), (3, 2)] {
            #expect(throws: RecipeError.self) { try order(Recipe(from: from, to: to)) }
        }
        // a part without a bar in it
        #expect(throws: ListenerError.tooShort(seconds: 0.5)) { try order(Recipe(from: 2, to: 2.5)) }
        // a downbeat may lie anywhere in the song
        _ = try order(Recipe(constraints: ListeningConstraints(firstDownbeat: 8), from: 2, to: 5))
    }

    @Test func aReRollLiesInItsParent() throws {
        let parent = ["band": AudioBuffer(sampleRate: 24_000, mono: [Float](repeating: 0, count: 24_000 * 12))]
        #expect(throws: GenerationError.parentMissing) { try order(Recipe(reroll: 1..<2)) }
        #expect(throws: GenerationError.rangeOutside(from: 10, duration: 10)) {
            try order(Recipe(reroll: 10..<11), parent: parent)
        }
        // in the pre-roll, and in the tail
        for range in [-2.0 ..< -1, 9.5..<10] {
            _ = try order(Recipe(preRoll: 1, reroll: range), parent: parent, start: -2)
        }
        #expect(throws: RecipeError.self) { try order(Recipe(reroll: 1..<1), parent: parent) }
    }

    /// A take that goes on lies from its parent's or the vocal's beginning to the end of what is added, and its bars with it.
    @Test(arguments: [(10..<16.0, 0.0, 16.0), (-4..<0.5, -4, 14)]) func aTakeBecomesLonger(
        anew: Range<Double>, start: Double, duration: Double
    ) throws {
        let parent = ["band": AudioBuffer(sampleRate: 24_000, mono: [Float](repeating: 0, count: 24_000 * 19 / 2))]
        var recipe = Recipe(reroll: anew, extends: true)
        let order = try order(recipe, parent: parent, start: 0.5)
        #expect(order.take.extends && order.take.goesOn == (anew.lowerBound > 1))
        #expect(abs(order.span.start - start) < 1e-4 && abs(order.span.duration - duration) < 1e-3)
        let beats = order.span.leadSheet.beats
        #expect(zip(beats, beats.dropFirst()).allSatisfy { abs($1 - $0 - 0.5) < 1e-6 })
        #expect(beats[0] <= start + 0.5 && (beats.last ?? 0) >= start + duration - 0.5)
        // what does not touch it, or is too much, is refused
        recipe.reroll = 20..<30
        #expect(throws: GenerationError.self) { try self.order(recipe, parent: parent, start: 0.5) }
        recipe.reroll = 10..<4000
        #expect(throws: GenerationError.self) { try self.order(recipe, parent: parent, start: 0.5) }
        // nothing becomes longer unasked
        let plain = try self.order(Recipe(reroll: 8..<16), parent: parent, start: 0)
        #expect(!plain.take.extends && plain.span.duration == 10)
    }
}
