import FastSAG
import Tensors
import Testing

@Suite struct GuidanceTests {
    @Test func itActsInsideItsInterval() {
        let guidance = Guidance(scale: 2, interval: 0.1...12)
        #expect(guidance.acts(at: 0.1) && guidance.acts(at: 12))
        #expect(!guidance.acts(at: 0.09) && !guidance.acts(at: 13))
        #expect(Guidance(scale: 2).acts(at: 1e6))
        #expect(!Guidance(scale: 1).acts(at: 1))
    }

    /// Wholly rescaled, the guided estimate spreads as far as the conditional one.
    @Test func rescalingBringsTheSpreadBack() throws {
        let given = Tensor([0, 2, 4, 6] as [Float], shape: [1, 2, 2]), nothing = given * 0.5
        let plain = try Guidance(scale: 3)(given: given, nothing: nothing).floats()
        #expect(plain == [0, 4, 8, 12])
        let rescaled = try Guidance(scale: 3, rescale: 1)(given: given, nothing: nothing).floats()
        #expect(zip(rescaled, [0, 2, 4, 6]).allSatisfy { abs($0 - $1) < 1e-5 })
        let half = try Guidance(scale: 3, rescale: 0.5)(given: given, nothing: nothing).floats()
        #expect(zip(half, [0, 3, 6, 9]).allSatisfy { abs($0 - $1) < 1e-5 })
    }
}
