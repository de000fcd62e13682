import Signal
import Testing

@Suite struct SilentStretchesTests {
    @Test func onlyLongSilencesCount() {
        var samples = [Float](repeating: 0.1, count: 8000)
        for index in 2000..<4000 { samples[index] = 0.0001 }
        for index in 5000..<5300 { samples[index] = 0 }
        let found = SilentStretches.ranges(in: samples, rate: 1000, least: 1)
        #expect(found == [2..<4])
        for index in 7000..<8000 { samples[index] = 0 }
        #expect(SilentStretches.ranges(in: samples, rate: 1000, least: 1) == [2..<4, 7..<8])
        #expect(SilentStretches.ranges(in: [], rate: 1000, least: 1).isEmpty)
    }
}
