import Music
import Testing

@Suite struct LeadSheetProblemTests {
    private static let sheet = LeadSheet(
        beats: [0, 0.5, 1, 1.5], downbeats: [0], meter: 4, key: Key(index: 0),
        chords: [.init(start: 0, end: 2, chord: Chord(parsing: "C"))])

    @Test func whatABandCanPlayToHasNone() {
        #expect(Self.sheet.problem == nil)
        #expect(LeadSheet(beats: [], downbeats: [], meter: 4, key: Key(index: 0), chords: []).problem == nil)
    }

    /// What files brought that broke something (`shared/inputs/hostile/recipe-*.json`).
    static let broken: [(@Sendable (inout LeadSheet) -> Void, String)] = [
        ({ $0.beats = [1e300, 2e300] }, "beats must lie within a day"),
        ({ $0.beats = [] }, "a downbeat of the lead sheet is beat 0, and there are 0"),
        ({ $0.beats = [0.5, 0.5, 0.5] }, "beats must rise"),
        ({ $0.beats[2] = .nan }, "a beat of the lead sheet lies at nan s"),
        (
            {
                $0.chords[0].start = 1e300; $0.chords[0].end = 2e300
            }, "chords must lie within a day"
        ),
        ({ $0.chords[0].end = .infinity }, "to inf s"),
        ({ $0.downbeats = [-1] }, "a downbeat of the lead sheet is beat -1, and there are 4"),
        ({ $0.downbeats = [99_999] }, "a downbeat of the lead sheet is beat 99999"),
        ({ $0.meter = .max }, "beats a bar; there can be 1 to 64"),
        ({ $0.division = 0 }, "a beat of the lead sheet has 0 parts"),
    ]

    @Test(arguments: broken.indices) func whatNoneCanIsTold(index: Int) {
        var sheet = Self.sheet
        Self.broken[index].0(&sheet)
        let problem = sheet.problem ?? ""
        #expect(problem.contains(Self.broken[index].1), "\(problem)")
    }
}
