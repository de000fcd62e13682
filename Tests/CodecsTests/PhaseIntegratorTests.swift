import Codecs
import Foundation
import Signal
import Tensors
import Testing

@Suite struct PhaseIntegratorTests {
    /// Samples whose phases were forgotten and found again from their true gradients.
    private func integrated(_ samples: [Float]) throws -> [Float] {
        let (gradients, _, _) = PhaseGradientLoss(VocosConfiguration()).gradients(
            of: Tensor(samples, shape: [1, samples.count]))
        let spectrum = MelFrontEnd().transform.spectrum(of: samples, padding: MelFrontEnd().padding)
        let magnitudes = spectrum.magnitude(), bins = spectrum.bins
        let advance = try gradients.advance.floats(), delay = try gradients.delay.floats()
        var integrator = PhaseIntegrator(fftLength: 1024, hop: 256)
        var found = spectrum
        for frame in 0..<spectrum.frames {
            let row = integrator.next(
                magnitudes: magnitudes[(frame * bins)..<((frame + 1) * bins)],
                advance: advance[(2 * frame * bins)..<(2 * (frame + 1) * bins)],
                delay: delay[(2 * frame * bins)..<(2 * (frame + 1) * bins)])
            for bin in 0..<bins {
                found.real[frame * bins + bin] = row[2 * bin]
                found.imaginary[frame * bins + bin] = row[2 * bin + 1]
            }
        }
        return MelFrontEnd().transform.samples(from: found, padding: MelFrontEnd().padding, length: samples.count)
    }

    private func distance(_ made: [Float], _ wanted: [Float]) throws -> Float {
        try SpectralLoss(windows: [4096])(
            Tensor(made, shape: [1, made.count]), Tensor(wanted, shape: [1, wanted.count])
        ).convergence.item()
    }

    /// Two tones that fall between bins, one of which begins later, over a little noise.
    @Test func tonesHold() throws {
        var generator = SeededGenerator(seed: 4)
        let samples = (0..<(80 * 256)).map { index -> Float in
            let time = Double(index) / 24_000
            let late = index > 9000 ? 0.3 * sin(2 * .pi * 1313 * time) : 0
            return Float(0.3 * sin(2 * .pi * 437.7 * time) + late + 0.002 * generator.normal())
        }
        #expect(try distance(integrated(samples), samples) < 0.01)
    }

    @Test func noiseComesBack() throws {
        var generator = SeededGenerator(seed: 4)
        let samples = generator.normals(80 * 256)
        #expect(try distance(integrated(samples), samples) < 0.05)
    }

    /// Out of silence nothing says where a phase begins but the group delay: the attack is where it was.
    @Test func anImpulseAfterSilenceStaysInItsPlace() throws {
        let samples = (0..<(40 * 256)).map { Float($0 == 5000 ? 1 : 0) }
        let found = try integrated(samples).map { abs($0) }
        let loudest = try #require(found.indices.max { found[$0] < found[$1] })
        #expect(abs(loudest - 5000) <= 1)
        #expect(found[loudest] > 0.9)
    }

    @Test func silenceIsSilent() throws {
        let found = try integrated([Float](repeating: 0, count: 20 * 256))
        #expect(found.allSatisfy { $0.isFinite && abs($0) < 1e-6 })
    }

    /// A tone goes on from the phase it was left at, whatever was found before.
    @Test func aSettledFrameIsGoneOnFrom() {
        let frequency = 437.7, rate = 24_000.0, bins = 513
        let transform = FourierTransform(length: 1024)
        func frame(_ index: Int) -> (real: [Float], imaginary: [Float]) {
            transform.forward(
                (0..<1024).map { n in
                    let window = 0.5 - 0.5 * cos(2 * .pi * Double(n) / 1024)
                    return Float(window * sin(2 * .pi * frequency * Double(index * 256 + n) / rate + 1))
                })
        }
        // how the tone turns in a hop, against a tone in the middle of each bin
        let advance = (0..<bins).flatMap { bin -> [Float] in
            let angle = 2 * Double.pi * (frequency / rate - Double(bin) / 1024) * 256
            return [Float(0.97 * cos(angle)), Float(0.97 * sin(angle))]
        }
        let delay = [Float](repeating: 0, count: 2 * bins)
        func magnitudes(_ x: (real: [Float], imaginary: [Float])) -> [Float] {
            zip(x.real, x.imaginary).map { ($0 * $0 + $1 * $1).squareRoot() }
        }
        var integrator = PhaseIntegrator(fftLength: 1024, hop: 256)
        _ = integrator.next(magnitudes: magnitudes(frame(0))[...], advance: advance[...], delay: delay[...])
        let known = frame(1)
        integrator.settle(real: known.real, imaginary: known.imaginary)
        let wanted = frame(2)
        let found = integrator.next(magnitudes: magnitudes(wanted)[...], advance: advance[...], delay: delay[...])
        for bin in 18...20 {
            #expect(abs(found[2 * bin] - wanted.real[bin]) < 0.02 * magnitudes(wanted)[bin])
            #expect(abs(found[2 * bin + 1] - wanted.imaginary[bin]) < 0.02 * magnitudes(wanted)[bin])
        }
    }

    /// Changes that nothing is known of are no reason to fail.
    @Test func unknownChangesGiveFinitePhases() {
        var integrator = PhaseIntegrator(fftLength: 1024, hop: 256)
        let magnitudes = [Float](repeating: 1, count: 513), unknown = [Float](repeating: 0, count: 1026)
        for _ in 0..<3 {
            let row = integrator.next(magnitudes: magnitudes[...], advance: unknown[...], delay: unknown[...])
            for bin in 0..<513 {
                let (real, imaginary) = (row[2 * bin], row[2 * bin + 1])
                #expect(abs(real * real + imaginary * imaginary - 1) < 1e-3)
            }
        }
    }
}
