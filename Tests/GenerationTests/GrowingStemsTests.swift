import Generation
import Recipes
import Signal
import Testing

@Suite struct GrowingStemsTests {
    private final class Sink: TakeSink {
        var pieces: [(stems: [String: [Float]], start: Double)] = []
        func progress(_ progress: TakeProgress) {}
        func append(_ stems: [String: AudioBuffer], from start: Double) {
            pieces.append((stems.mapValues { $0.mono() }, start))
        }
    }

    /// Only what is new is handed on, each piece where the one before ends, and all of it is the take.
    @Test func onlyWhatIsNewIsHandedOn() throws {
        let sink = Sink()
        var take = GrowingStems(
            ["drums", "bass"], timebase: Timebase(rate: 10, hop: 1), start: -0.5, length: 8, into: sink)
        try take.append(["drums": [1, 2, 3], "bass": [4, 5, 6]])
        try take.append(["drums": [], "bass": []])
        try take.append(["drums": [7, 8], "bass": [9, 10]])
        #expect(sink.pieces.map(\.start) == [-0.5, -0.2])
        #expect(sink.pieces[1].stems == ["drums": [7, 8], "bass": [9, 10]])
        try take.finish()
        #expect(sink.pieces.count == 3 && sink.pieces[2].stems == ["drums": [0, 0, 0], "bass": [0, 0, 0]])
        #expect(take.samples == ["drums": [1, 2, 3, 7, 8, 0, 0, 0], "bass": [4, 5, 6, 9, 10, 0, 0, 0]])
    }

    /// What a vocoder gives beyond the end is left out.
    @Test func aTakeHasItsLength() throws {
        let sink = Sink()
        var take = GrowingStems(["band"], timebase: Timebase(rate: 10, hop: 1), start: 0, length: 4, into: sink)
        try take.append(["band": [1, 2, 3]])
        try take.append(["band": [4, 5, 6]])
        try take.append(["band": [7]])
        try take.finish()
        #expect(sink.pieces.map { $0.stems["band"] ?? [] } == [[1, 2, 3], [4]])
        #expect(take.samples["band"] == [1, 2, 3, 4])
    }
}
