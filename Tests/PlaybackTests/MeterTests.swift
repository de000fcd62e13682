import Playback
import Signal
import Testing

@Suite struct MeterTests {
    @Test func thePeakBeginsAnewWhenRead() {
        var meter = Meter()
        meter.add(StereoPeak(left: 0.5, right: 0.1), at: 0)
        meter.add(StereoPeak(left: 0.2, right: 0.3), at: 0.01)
        #expect(meter.read(at: 0.01) == StereoLevel(peak: StereoPeak(left: 0.5, right: 0.3), held: 0.5))
        #expect(meter.read(at: 0.02).peak == StereoPeak())
    }

    @Test func theHeldPeakStaysThenFalls() {
        var meter = Meter()
        meter.add(StereoPeak(left: 0.5, right: 0.1), at: 10)
        meter.add(StereoPeak(left: 0.2, right: 0.2), at: 11)
        #expect(meter.read(at: 11.4).held == 0.5)
        let later = meter.read(at: 12).held
        #expect(later < 0.5 && later > 0.1)
        #expect(meter.read(at: 13).held < later)
        meter.add(StereoPeak(left: 0.4, right: 0), at: 13)
        #expect(meter.read(at: 13).held == 0.4)
    }

    @Test func theClipStaysUntilItIsReset() {
        var meter = Meter()
        meter.add(StereoPeak(left: 1, right: 0), at: 0)
        #expect(!meter.read(at: 0).hasClipped)
        meter.add(StereoPeak(left: 0, right: 1.01), at: 0)
        #expect(meter.read(at: 100).hasClipped)
        meter.reset()
        #expect(meter.read(at: 100) == StereoLevel())
    }
}
