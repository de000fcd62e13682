import Music
import Testing

struct SteadyGridTests {
    @Test func evenBeatsAreTheirOwnGrid() throws {
        let grid = try #require(SteadyGrid(fitting: [0.25, 0.75, 1.25, 1.75]))
        #expect(abs(grid.period - 0.5) < 1e-12 && abs(grid.origin - 0.25) < 1e-12 && abs(grid.tempo - 120) < 1e-9)
    }

    /// Two beats are missing; jitter of 10 ms cancels out.
    @Test func missedBeatsAndJitterChangeNothing() throws {
        let grid = try #require(SteadyGrid(fitting: [0.25, 0.75, 1.25, 2.75, 3.25, 3.75]))
        #expect(abs(grid.period - 0.5) < 1e-12)
        let shaken = try #require(SteadyGrid(fitting: [1.01, 1.49, 1.99, 2.51]))
        // by hand: places -1.5 -.5 .5 1.5, times about their mean -.74 -.26 .24 .76: 2.5 / 5
        #expect(abs(shaken.period - 0.5) < 1e-9 && abs(shaken.origin - 1) < 1e-9)
    }

    @Test func beatsFillASpan() {
        let grid = SteadyGrid(period: 0.5, origin: 1.25)
        #expect(grid.beats(in: 0..<2) == [0.25, 0.75, 1.25, 1.75])
        #expect(grid.beats(in: 0..<3, every: 4) == [1.25])
        #expect(grid.place(of: 0.2) == -2 && grid.time(of: 3) == 2.75)
        #expect(SteadyGrid(period: 0, origin: 0).beats(in: 0..<2).isEmpty)
    }

    @Test(arguments: [[], [1], [1, 1], [2, 1]])
    func whatIsNoBeatHasNoGrid(beats: [Double]) { #expect(SteadyGrid(fitting: beats) == nil) }
}
