import Codecs
import Foundation
import Signal
import Tensors
import Testing

@Suite struct PhaseGradientsTests {
    private let loss = PhaseGradientLoss(VocosConfiguration())

    /// A tone 5 Hz above the middle of bin 20 turns by 5 Hz times the hop more than that, from frame to frame.
    @Test func theAdvanceOfAToneIsItsFrequency() throws {
        let frequency = 20 * 24_000.0 / 1024 + 5
        let samples = (0..<(12 * 256)).map { Float(0.5 * sin(2 * .pi * frequency * Double($0) / 24_000)) }
        let (gradients, weight, _) = loss.gradients(of: Tensor(samples, shape: [1, samples.count]))
        #expect(gradients.advance.shape == [1, 12, 513, 2])
        let advance = try gradients.advance.floats(), weights = try weight.floats()
        let angle = 2 * Double.pi * 5 * 256 / 24_000
        #expect(abs(Double(advance[(5 * 513 + 20) * 2]) - cos(angle)) < 0.01)
        #expect(abs(Double(advance[(5 * 513 + 20) * 2 + 1]) - sin(angle)) < 0.01)
        #expect(weights[5 * 513 + 20] > 10 * weights[5 * 513 + 30])
        // nothing came before the first frame
        #expect(weights[..<513].allSatisfy { $0 == 0 })
    }

    /// An impulse in the middle of a frame has the same phase in all bins but for the turn that is taken off.
    @Test func theDelayOfAnImpulseIsItsPlace() throws {
        var samples = [Float](repeating: 0, count: 12 * 256)
        // frame 5 begins 384 samples before its hop
        samples[5 * 256 - 384 + 512] = 1
        let (gradients, _, weight) = loss.gradients(of: Tensor(samples, shape: [1, samples.count]))
        let delay = try gradients.delay.floats(), weights = try weight.floats()
        for bin in 1..<513 {
            #expect(abs(delay[(5 * 513 + bin) * 2] - 1) < 1e-3 && abs(delay[(5 * 513 + bin) * 2 + 1]) < 1e-3)
        }
        #expect(weights[5 * 513] == 0 && weights[5 * 513 + 1] > 0.5)
    }

    @Test func theTruthCostsNothingAndIgnoranceOne() throws {
        var generator = SeededGenerator(seed: 8)
        let wanted = Tensor(generator.normals(20 * 256), shape: [1, 20 * 256])
        let (truth, _, _) = loss.gradients(of: wanted)
        let none = loss(truth, wanted)
        #expect(try [none.magnitude, none.advance, none.delay].map { try $0.item() } == [0, 0, 0])
        let ignorance = PhaseGradients(
            logMagnitude: truth.logMagnitude + 2, advance: truth.advance * 0, delay: truth.delay * 0)
        let all = loss(ignorance, wanted)
        #expect(abs(try all.magnitude.item() - 2) < 1e-4)
        #expect(abs(try all.advance.item() - 1) < 1e-4)
        #expect(abs(try all.delay.item() - 1) < 1e-4)
    }
}
