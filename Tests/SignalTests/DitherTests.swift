import Signal
import Testing

struct DitherTests {
    /// Triangular dither makes the error's variance a quarter of a squared step (1/6 + 1/12) whatever the signal, and
    /// its mean 0: here a constant between two steps, which plain rounding gets wrong by 0.3 of a step every time.
    @Test(arguments: [Float(0), 0.3, 0.5, 0.9])
    func errorIsIndependentOfTheSignal(fraction: Float) {
        var dither = Dither(bits: 16, seed: 5)
        let count = 100_000
        let errors = (0..<count).map { _ in Double(dither.quantized((10 + fraction) / 32768)) - Double(10 + fraction) }
        let mean = errors.reduce(0, +) / Double(count)
        let variance = errors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
        #expect(abs(mean) < 0.01)
        #expect(abs(variance - 0.25) < 0.01)
    }

    @Test func withoutDitherItRounds() {
        var dither = Dither(bits: 16, dithered: false)
        #expect(dither.quantized(0.3 / 32768) == 0)
        #expect(dither.quantized(-0.7 / 32768) == -1)
        #expect((-32768...32767).allSatisfy { dither.quantized(Float($0) / 32768) == $0 })
        #expect(dither.clippedSamples == 0)
        var wide = Dither(bits: 24, dithered: false)
        #expect(wide.quantized(0.5) == 1 << 22)
    }

    @Test func beyondFullScaleIsHeldAndCounted() {
        var dither = Dither(bits: 16)
        #expect(dither.quantized(1.5) == 32767)
        #expect(dither.quantized(-1.5) == -32768)
        #expect(dither.quantized(1e30) == 32767)
        #expect(dither.clippedSamples == 3)
        // Full scale itself is no clipping, although an integer format ends one step below +1.
        #expect((32766...32767).contains(dither.quantized(1)))
        #expect(dither.clippedSamples == 3)
    }

    @Test func seedDecides() {
        func quantized(_ seed: UInt64) -> [Float] {
            var dither = Dither(bits: 16, seed: seed)
            return dither.applied(to: noise(100))
        }
        #expect(quantized(1) == quantized(1))
        #expect(quantized(1) != quantized(2))
    }
}
