import Signal
import TestSupport
import Testing

/// Against FastSAG's own program; the tolerances are ten times its float32 error.
struct MelFrontEndTests {
    let fixture: Fixture
    let frontEnd = MelFrontEnd()

    init() throws { fixture = try Fixture.load("published/fastsag-mel.io") }

    @Test func filterbankIsLibrosas() {
        let expected = fixture["mid.mel_filterbank"]
        #expect(expected.shape == [frontEnd.bands, frontEnd.filterbank.bins])
        #expect(largestDifference(frontEnd.filterbank.matrix, expected.values) <= 1e-7)
    }

    @Test func logMelIsFastSAGs() {
        let logMel = frontEnd.logMel(fixture["in.wave"].values)
        #expect(logMel.frames == 93)
        #expect(logMel.hopSeconds == 256.0 / 24000)
        #expect(largestDifference(bandMajor(logMel), fixture["mid.log_mel"].values) <= 1e-4)
        #expect(largestDifference(bandMajor(MelFrontEnd.normalised(logMel)), fixture["out.norm_mel"].values) <= 2e-5)
    }

    @Test func normalisationIsUndone() {
        #expect(MelFrontEnd.normalised(-12) == -1)
        #expect(MelFrontEnd.normalised(2) == 1)
        #expect(MelFrontEnd.normalised(-5) == 0)
        for value: Float in [-11.5, -5, 0, 1.25] {
            #expect(abs(MelFrontEnd.denormalised(MelFrontEnd.normalised(value)) - value) < 1e-5)
        }
    }

    /// The magnitude floor sqrt(1e-9) times a filter's sum stays below 1e-5, so silence reads as ln(1e-5).
    @Test func silenceIsTheFloor() {
        let silence = frontEnd.logMel([Float](repeating: 0, count: 2560))
        #expect(silence.frames == 10)
        #expect(silence.values.allSatisfy { abs($0 + 11.512925) < 1e-5 })
    }

    @Test(arguments: [(0, 0), (1, 0), (255, 0), (256, 1), (300, 1), (512, 2), (24000, 93)])
    func framesOfShortSignals(samples: Int, frames: Int) {
        let logMel = frontEnd.logMel([Float](repeating: 0.25, count: samples))
        #expect(logMel.frames == frames)
        #expect(logMel.values.allSatisfy { $0.isFinite })
    }

    /// (frames, bands) -> (bands, frames), as torch keeps it.
    private func bandMajor(_ spectrogram: Spectrogram) -> [Float] {
        (0..<spectrogram.bands).flatMap { band in (0..<spectrogram.frames).map { spectrogram[$0, band] } }
    }
}
