import Suites
import Testing

struct ControlTallyTests {
    @Test func meansAreOverTheSongsThatHaveAFigure() throws {
        var tally = ControlTally()
        tally.add("swing", "onsets", asked: 1, compared: 0.5)
        tally.add("chords", "energy", asked: 0.8, compared: 0.2, real: 1)
        tally.add("swing", "onsets", asked: nil, compared: 100)
        tally.add("swing", "onsets", asked: 3, compared: nil)
        tally.add("swing", "beat F", asked: nil)
        let rows = tally.rows
        #expect(rows.map(\.control) == ["swing", "chords"] && rows.map(\.figure) == ["onsets", "energy"])
        #expect(rows.map(\.asked) == [2, 0.8])
        #expect(rows.map(\.compared) == [0.5, 0.2])
        #expect(rows.map(\.real) == [nil, 1])
        #expect(abs(try #require(rows[1].share) - 0.75) < 1e-9)
    }
}
