import Music
import Testing

@Suite struct ListeningHypothesisTests {
    private func reading(_ tempo: Double, _ downbeat: Double, _ beats: Int = 4) -> ListeningHypothesis {
        ListeningHypothesis(
            tempo: tempo, firstDownbeat: downbeat, meter: Meter(beats: beats), key: Key(index: 0), probability: 0.1)
    }

    /// Beats of 0.5 s: 0.07 s is the same beat to a listener, a quarter of a second is another.
    @Test func whatDiffersIsHeardFirst() {
        let readings = [
            reading(120, 0), reading(120, 0.07), reading(121, 2), reading(120, 0.25), reading(120, 0.5, 3),
            reading(60, 0),
        ]
        #expect(readings.exploring == [0, 3, 4, 5, 1, 2])
        #expect([ListeningHypothesis]().exploring.isEmpty && [reading(90, 1)].exploring == [0])
    }
}
