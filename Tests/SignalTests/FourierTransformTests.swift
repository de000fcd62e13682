import Dispatch
import Foundation
import Signal
import Testing

struct FourierTransformTests {
    /// Against the sum that defines it, in double precision; 30 and 14 exercise factors other than 2.
    @Test(arguments: [2, 14, 30, 64])
    func forwardIsTheDefinition(length: Int) {
        let samples = noise(length)
        let (real, imaginary) = FourierTransform(length: length).forward(samples)
        #expect(real.count == length / 2 + 1)
        for bin in 0...length / 2 {
            var (cosine, sine) = (0.0, 0.0)
            for (index, sample) in samples.enumerated() {
                let angle = -2 * Double.pi * Double(bin * index) / Double(length)
                cosine += Double(sample) * cos(angle)
                sine += Double(sample) * sin(angle)
            }
            #expect(abs(Double(real[bin]) - cosine) < 1e-5)
            #expect(abs(Double(imaginary[bin]) - sine) < 1e-5)
        }
    }

    @Test(arguments: [2, 30, 1024])
    func inverseUndoesForward(length: Int) {
        let samples = noise(length)
        let transform = FourierTransform(length: length)
        let (real, imaginary) = transform.forward(samples)
        #expect(largestDifference(transform.inverse(real: real, imaginary: imaginary), samples) < 1e-6)
    }

    @Test func threadsMayShareOne() {
        let transform = FourierTransform(length: 512)
        let inputs = (0..<64).map { noise(512, seed: UInt64($0)) }
        let expected = inputs.map { FourierTransform(length: 512).forward($0).real }
        let wrong = Counter()
        DispatchQueue.concurrentPerform(iterations: 64) { index in
            for _ in 0..<20 where transform.forward(inputs[index]).real != expected[index] { wrong.increment() }
        }
        #expect(wrong.value == 0)
    }
}

private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0
    var value: Int { lock.withLock { count } }
    func increment() { lock.withLock { count += 1 } }
}
