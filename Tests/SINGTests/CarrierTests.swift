import Foundation
import SING
import Signal
import Tensors
import Testing

@Suite struct CarrierTests {
    private static let sizes = Carrier.Sizes(
        lowestPitch: 31, harmonics: 128, halves: 16, narrowBands: 160, wideBands: 48, freeBands: 128, formantBands: 64,
        noiseBands: 96)
    private static let rate = 24_000.0
    /// Far under everything that is heard.
    private static let silent: Float = -10

    /// Power by frequency of 80 frames of the same numbers.
    private func spectrum(
        pitch midi: Int, levels: [Float], deviations: [Int: Float] = [:]
    ) throws -> [(frequency: Double, power: Double)] {
        let (frames, length, bands) = (80, 16_384, Self.sizes.bands)
        let carrier = Carrier(
            Self.sizes, pitches: 65, frames: 390, kernel: 1024, stride: 256, sampleRate: Self.rate, device: .cpu)
        var changed = [Float](repeating: 0, count: Self.sizes.deviations)
        for (place, value) in deviations { changed[place] = value }
        func frame(_ numbers: [Float]) -> Tensor {
            Tensor((0..<frames).flatMap { _ in numbers }, shape: [1, frames, numbers.count])
        }
        let store = try ParameterStore(seed: 1)
        let synthesis = WindowedConvolution(
            store.root, .synthesis, channels: 2 * bands, kernel: 1024, stride: 256,
            filters: Carrier.filters(Self.sizes, kernel: 1024, sampleRate: Self.rate, scale: 1))
        let numbers = carrier(
            levels: frame(levels), deviations: frame(changed), pitches: Tensor([midi - 31], shape: [1]),
            times: Array(0..<frames))
        let samples = try synthesis.synthesised(numbers).floats().prefix(length)
        try #require(samples.count == length)
        let windowed = zip(samples, Window.hann.values(length)).map { $0 * $1 }
        let (real, imaginary) = FourierTransform(length: length).forward(windowed)
        return (1..<length / 2).map { bin in
            let power = Double(real[bin] * real[bin] + imaginary[bin] * imaginary[bin])
            return (Double(bin) * Self.rate / Double(length), power)
        }
    }

    /// Levels of harmonics alone: the first `loud` are heard.
    private func tones(loud: Int) -> [Float] {
        [Float](repeating: 0, count: loud)
            + [Float](repeating: Self.silent, count: Self.sizes.partials - loud)
            + [Float](repeating: 0, count: Self.sizes.formantBands)
            + [Float](repeating: Self.silent, count: Self.sizes.noiseBands)
    }

    private func peak(_ spectrum: [(frequency: Double, power: Double)]) throws -> Double {
        try #require(spectrum.max { $0.power < $1.power }).frequency
    }

    /// Below 7.5 kHz, where bands are narrow, nearly all power lies at the harmonics.
    @Test(arguments: [31, 38, 57, 69, 88]) func harmonicsStandAtThePitch(_ midi: Int) throws {
        let fundamental = 440 * exp2(Double(midi - 69) / 12)
        let spectrum = try spectrum(pitch: midi, levels: tones(loud: min(Int(7000 / fundamental), 128)))
        var (all, near) = (0.0, 0.0)
        for (frequency, power) in spectrum {
            let distance = abs(frequency - (frequency / fundamental).rounded() * fundamental)
            all += power
            if distance < 4 { near += power }
        }
        #expect(near > 0.999 * all, "\(near / all)")
    }

    /// Tuning moves all harmonics by a share of their frequency, stretching the higher ones further.
    @Test func tuningMovesHarmonics() throws {
        let place = 2 * Self.sizes.freeBands
        let plain = try peak(spectrum(pitch: 69, levels: tones(loud: 1)))
        let sharp = try peak(spectrum(pitch: 69, levels: tones(loud: 1), deviations: [place: 1]))
        #expect(abs(plain - 440) < 1.5)
        #expect(abs(sharp - 444.4) < 1.5)
        var eighth = tones(loud: 8)
        for harmonic in 0..<7 { eighth[harmonic] = Self.silent }
        let stretched = try peak(spectrum(pitch: 69, levels: eighth, deviations: [place + 1: 2]))
        #expect(abs(stretched - 3520 * (1 + 3e-5 * 64 * 2)) < 1.5, "\(stretched)")
    }

    @Test func partialsLieBetweenHarmonics() throws {
        var levels = tones(loud: 0)
        levels[Self.sizes.harmonics + 1] = 0
        #expect(abs(try peak(spectrum(pitch: 69, levels: levels)) - 660) < 1.5)
    }

    @Test func freeBandsSoundByThemselves() throws {
        let spectrum = try spectrum(pitch: 69, levels: tones(loud: 0), deviations: [20: 0.5])
        #expect(abs(try peak(spectrum) - 21 * 2 * Self.rate / 1024) < 1.5)
    }

    /// What the noise's bands say is heard about their frequencies only.
    @Test func noiseHasItsBands() throws {
        var levels = tones(loud: 0)
        let noise = Self.sizes.partials + Self.sizes.formantBands
        for band in 60..<70 { levels[noise + band] = 1 }
        let spectrum = try spectrum(pitch: 69, levels: levels)
        func power(_ range: Range<Double>) -> Double {
            spectrum.reduce(0) { range.contains($1.frequency) ? $0 + $1.power : $0 }
        }
        #expect(power(3000..<6500) > 0.95 * power(0..<12_000))
    }
}
