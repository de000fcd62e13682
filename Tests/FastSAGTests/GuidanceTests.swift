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

    /// One scale for all is the usual pair; a source with a scale of its own has a branch of its own.
    @Test func sourcesHaveScalesOfTheirOwn() {
        func branches(_ sources: [GuidedSource: Double]) -> [[GuidedSource]: Double] {
            var guidance = Guidance(scale: 3)
            guidance.sources = sources
            #expect(guidance.branches.first?.withheld.isEmpty == true)
            #expect(abs(guidance.branches.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
            return Dictionary(
                uniqueKeysWithValues: guidance.branches.map { branch in
                    (GuidedSource.allCases.filter(branch.withheld.contains), branch.weight)
                })
        }
        let all = GuidedSource.allCases
        #expect(branches([:]) == [[]: 3, all: -2])
        #expect(branches([.leadSheet: 3, .vocal: 3]) == [[]: 3, all: -2])
        #expect(branches([.vocal: 5]) == [[]: 3, [.arrangement]: 2, [.vocal, .arrangement]: -2, all: -2])
        #expect(branches([.arrangement: 1]) == [[]: 1, [.arrangement]: 2, all: -2])
        // what does not count is still given outside of the interval
        #expect(branches([.arrangement: 0]) == [[]: 0, [.arrangement]: 3, all: -2])
        var off = Guidance(scale: 1)
        #expect(!off.acts(at: 1))
        off.sources[.vocal] = 2
        #expect(off.acts(at: 1))
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
