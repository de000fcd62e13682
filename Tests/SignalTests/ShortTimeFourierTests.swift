import Signal
import Testing

struct ShortTimeFourierTests {
    @Test func hannIsPeriodic() {
        #expect(
            largestDifference(Window.hann.values(8), [0, 0.1464466, 0.5, 0.8535534, 1, 0.8535534, 0.5, 0.1464466])
                < 1e-6)
        #expect(Window.rectangular.values(3) == [1, 1, 1])
    }

    @Test func paddingMirrorsWithoutTheEdge() {
        #expect(Padding.reflect(2).apply(to: [1, 2, 3]) == [3, 2, 1, 2, 3, 2, 1])
        // numpy.pad([1, 2, 3], 5, "reflect")
        #expect(Padding.reflect(5).apply(to: [1, 2, 3]) == [2, 1, 2, 3, 2, 1, 2, 3, 2, 1, 2, 3, 2])
        #expect(Padding.reflect(2).apply(to: [4]) == [4, 4, 4, 4, 4])
        #expect(Padding.reflect(2).apply(to: []).isEmpty)
        #expect(Padding.zeros(1).apply(to: [5]) == [0, 5, 0])
        #expect(Padding.none.apply(to: [5]) == [5])
    }

    /// A cosine at a bin's centre under a Hann window: amplitude x half the window's sum (N / 4) there, half of that
    /// in the two neighbours, nothing elsewhere.
    @Test func toneStandsInItsBin() {
        let transform = ShortTimeFourier(windowLength: 256, hop: 64)
        let samples = tone(hertz: 1000, sampleRate: 8000, count: 2048, amplitude: 0.5)
        let spectrogram = transform.spectrum(of: samples).spectrogram(sampleRate: 8000)
        #expect(spectrogram.frames == 29)
        #expect(spectrogram.bands == 129)
        #expect(spectrogram.hopSeconds == 0.008)
        for frame in 0..<29 {
            #expect(abs(spectrogram[frame, 32] - 32) < 1e-3)
            #expect(abs(spectrogram[frame, 31] - 16) < 1e-3)
            #expect(abs(spectrogram[frame, 33] - 16) < 1e-3)
            #expect(spectrogram[frame, 40] < 1e-3)
        }
    }

    /// torch.stft puts a window that is shorter than the transform into its middle.
    @Test func shortWindowStandsInTheMiddle() {
        let transform = ShortTimeFourier(windowLength: 4, hop: 8, fftLength: 8, window: .rectangular)
        let spectrum = transform.spectrum(of: [1, 1, 1, 1, 1, 1, 100, 100])
        #expect(spectrum.frames == 1)
        #expect(abs(spectrum.real[0] - 4) < 1e-6)
    }

    @Test func signalsShorterThanAFrameHaveNone() {
        let transform = ShortTimeFourier(windowLength: 16, hop: 4)
        #expect(transform.spectrum(of: []).frames == 0)
        #expect(transform.spectrum(of: noise(15)).frames == 0)
        #expect(transform.spectrum(of: noise(16)).frames == 1)
        #expect(transform.spectrum(of: [], padding: transform.centred).frames == 0)
        #expect(transform.spectrum(of: [1], padding: transform.centred).frames == 1)
    }

    @Test func inverseGivesTheSignalBack() {
        let transform = ShortTimeFourier(windowLength: 400, hop: 100, fftLength: 512)
        let samples = noise(5000)
        let spectrum = transform.spectrum(of: samples, padding: transform.centred)
        let restored = transform.samples(from: spectrum, padding: transform.centred, length: samples.count)
        #expect(restored.count == 5000)
        #expect(largestDifference(restored, samples) < 1e-6)
    }
}
