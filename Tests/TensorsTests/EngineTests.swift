import Foundation
import Tensors
import Testing

@Suite struct EngineTests {
    @Test func theEngineLoadsAndSaysItsVersion() throws {
        try Engine.start()
        let parts = try Engine.version().split(separator: ".").prefix(2).compactMap { Int($0) }
        try #require(parts.count == 2)
        #expect((parts[0], parts[1]) >= (1, 13))
    }

    @Test func theGradientSettingIsRestoredAfterAnError() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) { try Engine.withGradients(false) { throw Stop() } }
        let x = Tensor([2] as [Float]).requiringGradient()
        try (x * x).sum().backward()
        #expect(try x.gradient()?.floats() == [4])
    }

    @Test func theGradientSettingBelongsToTheThread() throws {
        Engine.withGradients(false) {
            let outcome = Outcome()
            let thread = Thread {
                let x = Tensor([2] as [Float]).requiringGradient()
                outcome.recorded = (try? (x * x).sum().backward()) != nil
                outcome.done.signal()
            }
            thread.start()
            outcome.done.wait()
            #expect(outcome.recorded)
        }
    }

    /// Products of a third have an error of about 2^-9 in bfloat16; sums outside of layers keep single precision.
    @Test func reducedPrecisionIsThatOfBrainFloats() throws {
        let x = Tensor([1 / 3.0 as Float], shape: [1, 1]), weight = Tensor([1 / 3.0 as Float], shape: [1, 1])
        func error(_ product: Tensor) throws -> Float { abs(try product.item() * 9 - 1) }
        let kernel = weight.reshaped([1, 1, 1])
        try Engine.withReducedPrecision(true) {
            #expect(x.linear(weight).type == .float32)
            #expect(try error(x.linear(weight)) > 1e-4 && error(x.linear(weight)) < 0.01)
            #expect(try error(x.reshaped([1, 1, 1]).convolution(kernel, nil)) > 1e-4)
            #expect(try error(x * weight) < 1e-6)
            let exact = try Engine.withReducedPrecision(false) { try error(x.linear(weight)) }
            #expect(exact < 1e-6)
            #expect(try error(x.linear(weight)) > 1e-4)
        }
        #expect(try error(x.linear(weight)) < 1e-6)
    }

    @Test func reducedPrecisionEndsWithAnErrorAndStaysInItsThread() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) { try Engine.withReducedPrecision(true) { throw Stop() } }
        let x = Tensor([1 / 3.0 as Float], shape: [1, 1])
        let exact = try x.linear(x).item()
        try Engine.withReducedPrecision(true) {
            let outcome = Outcome()
            let thread = Thread {
                outcome.recorded = (try? x.linear(x).item()) == exact
                outcome.done.signal()
            }
            thread.start()
            outcome.done.wait()
            #expect(outcome.recorded)
            let reduced = try x.linear(x).item()
            #expect(reduced != exact)
        }
    }

    /// The gradient of w x with respect to w is x, rounded to 8 bits.
    @Test func gradientsPassReducedPrecision() throws {
        let weight = Tensor([2] as [Float], shape: [1, 1]).requiringGradient()
        try Engine.withReducedPrecision(true) {
            try Tensor([1 / 3.0 as Float], shape: [1, 1]).linear(weight).sum().backward()
        }
        let gradient = try #require(try weight.gradient())
        #expect(gradient.type == .float32)
        #expect(abs(try gradient.item() - 1 / 3.0) < 0.002)
    }

    private final class Outcome: @unchecked Sendable {
        let done = DispatchSemaphore(value: 0)
        var recorded = false
    }
}
