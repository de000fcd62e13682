import Foundation
import SING
import Signal
import Tensors
import Testing

@Suite struct CarrierTests {
    private static let sizes = Carrier.Sizes(lowestPitch: 31, narrowBands: 128, wideBands: 64)
    private static let rate = 24_000.0

    /// Samples of equal envelopes in all bands, for a pitch number.
    private func sound(pitch: Int, frames: Int) throws -> [Float] {
        let bands = Self.sizes.bands
        let carrier = Carrier(
            Self.sizes, pitches: 65, frames: 390, kernel: 1024, stride: 256, sampleRate: Self.rate, device: .cpu)
        // real parts of the harmonics only
        let numbers = [Float](repeating: 1, count: bands) + [Float](repeating: 0, count: 3 * bands)
        let x = Tensor((0..<frames).flatMap { _ in numbers }, shape: [1, frames, 4 * bands])
        let store = try ParameterStore(seed: 1)
        let synthesis = WindowedConvolution(
            store.root, .synthesis, channels: 2 * bands, kernel: 1024, stride: 256,
            filters: Carrier.filters(Self.sizes, kernel: 1024, sampleRate: Self.rate, scale: 1))
        return try synthesis.synthesised(carrier(x, pitches: Tensor([pitch], shape: [1]), times: Array(0..<frames)))
            .floats()
    }

    /// An even envelope becomes a tone at the pitch: nearly all power below 6 kHz lies at its harmonics.
    @Test(arguments: [31, 38, 57, 69, 88]) func harmonicsStandAtThePitch(_ midi: Int) throws {
        let length = 16_384
        let samples = Array(try sound(pitch: midi - 31, frames: 80).prefix(length))
        #expect(samples.count == length)
        let windowed = zip(samples, Window.hann.values(length)).map { $0 * $1 }
        let (real, imaginary) = FourierTransform(length: length).forward(windowed)
        let fundamental = 440 * exp2(Double(midi - 69) / 12)
        var (all, near) = (0.0, 0.0)
        for bin in 1..<Int(6000 / Self.rate * Double(length)) {
            let power = Double(real[bin] * real[bin] + imaginary[bin] * imaginary[bin])
            let frequency = Double(bin) * Self.rate / Double(length)
            let distance = abs(frequency - (frequency / fundamental).rounded() * fundamental)
            all += power
            if distance < 4 { near += power }
        }
        #expect(near > 0.97 * all, "\(near / all)")
    }
}
