import Codecs
import Foundation
import Signal
import Tensors
import Testing

@Suite struct SpectralLossTests {
    private func noise(_ seed: UInt64, gain: Float = 1) -> Tensor {
        var generator = SeededGenerator(seed: seed)
        return Tensor(generator.normals(8192).map { $0 * gain }, shape: [1, 8192])
    }

    @Test func equalSignalsHaveNoLoss() throws {
        let loss = SpectralLoss()(noise(1), noise(1))
        #expect(try [loss.mel, loss.convergence, loss.magnitude].map { try $0.item() } == [0, 0, 0])
    }

    /// Twice a signal: every log magnitude is ln 2 higher, and the difference of spectra is as large as the spectrum.
    @Test func twiceTheSignalIsLnTwoAway() throws {
        let loss = SpectralLoss()(noise(2, gain: 2), noise(2))
        #expect(abs(try loss.mel.item() - Float(log(2.0))) < 1e-4)
        #expect(abs(try loss.magnitude.item() - Float(log(2.0))) < 1e-3)
        #expect(abs(try loss.convergence.item() - 1) < 1e-4)
        // relative to the wanted one
        #expect(abs(try SpectralLoss()(noise(2), noise(2, gain: 2)).convergence.item() - 0.5) < 1e-4)
    }

    /// A tone that loses its phase every 1024 samples sounds like one that holds, to short windows.
    @Test func longWindowsSeeWanderingPhases() throws {
        func tone(wandering: Bool) -> Tensor {
            let samples = (0..<32_768).map { index in
                let jump = wandering ? Double(index / 1024 * index / 1024 % 7) : 0
                return Float(0.3 * sin(2 * .pi * 440 * Double(index) / 24_000 + jump))
            }
            return Tensor(samples, shape: [1, samples.count])
        }
        func convergence(_ windows: [Int]) throws -> Float {
            try SpectralLoss(windows: windows)(tone(wandering: true), tone(wandering: false)).convergence.item()
        }
        #expect(try convergence([8192]) > 2 * convergence([256]))
    }

    @Test func theMelIsTheFrontEnds() throws {
        var generator = SeededGenerator(seed: 3)
        let samples = (0..<12_000).map { index -> Float in
            index > 9000 ? 0 : Float(0.3 * sin(Double(index) * 0.12)) + 0.01 * Float(generator.normal())
        }
        let wanted = MelFrontEnd().logMel(samples)
        let padded = Tensor(samples, shape: [1, 1, samples.count]).padded(384, 384, .reflect).reshaped([1, -1])
        let found = SpectralLoss().logMel(padded)
        #expect(found.shape == [1, wanted.frames, wanted.bands])
        let worst = zip(try found.floats(), wanted.values).map { abs($0 - $1) }.max() ?? 1
        #expect(worst < 2e-3)
    }

    @Test func allPartsTeach() throws {
        for part in 0..<3 {
            let made = noise(4).requiringGradient()
            let loss = SpectralLoss()(made, noise(5))
            try [loss.mel, loss.convergence, loss.magnitude][part].backward()
            let gradient = try #require(try made.gradient()).floats()
            #expect(gradient.allSatisfy { $0.isFinite })
            #expect(gradient.contains { $0 != 0 })
        }
    }
}
