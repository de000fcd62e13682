import Signal
import Testing

@Suite struct ArrangementCurvesTests {
    /// Ten seconds of two bands: silent, but for what is said of a frame.
    private func curves(_ value: (Int, Int) -> Float?) -> ArrangementCurves {
        let mel = (0..<938).flatMap { frame in (0..<2).map { value(frame, $0) ?? -11 } }
        return ArrangementCurves(mel: mel, bands: 2)
    }

    @Test func moreStrokesAreDenser() {
        let sparse = curves { frame, _ in frame % 100 < 10 ? -2 : nil }
        let dense = curves { frame, _ in frame % 20 < 10 ? -2 : nil }
        #expect(dense.density[400] > 3 * sparse.density[400] && sparse.density[400] > 0)
        #expect(curves { _, _ in -2 }.density[400] == 0)
    }

    @Test func brightnessIsTheMeanBand() {
        #expect(curves { _, band in band == 0 ? -1 : nil }.brightness[400] == 0)
        #expect(curves { _, band in band == 1 ? -1 : nil }.brightness[400] == 1)
        #expect(abs(curves { _, _ in -1 }.brightness[400] - 0.5) < 1e-5)
        #expect(curves { _, _ in nil }.brightness[400] == 0)
    }

    /// Beside the song's mean, and only what is near counts.
    @Test func levelIsLocal() {
        let louder = curves { frame, _ in frame < 469 ? -6 : -4 }
        #expect(abs(louder.level[10] + 1) < 1e-4 && abs(louder.level[920] - 1) < 1e-4)
        #expect(abs(louder.level[469]) < 0.02)
        #expect(abs(curves { _, _ in -4 }.level[300]) < 1e-5)
    }

    @Test func nothingHasNoCurves() {
        #expect(ArrangementCurves(mel: [], bands: 100).level.isEmpty)
    }
}
