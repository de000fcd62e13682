import Networks
import Tensors
import TestSupport
import Testing

@Suite struct WaveNetTests {
    @Test func itIsThePublishedOne() throws {
        let fixture = try PublishedFixture("fastsag-wavenet")
        let store = try fixture.store()
        let network = WaveNet(store.root, WaveNet.Sizes(width: 12, layers: 4, stacks: 3))
        try store.verify()
        let keys = [
            "init_conv": "mid.init_conv", "stacks.0": "mid.stack0", "stacks.1": "mid.stack1",
            "skips": "mid.last_stack_skips",
        ]
        var shown: [String: Tensor] = [:]
        let y = network(fixture.tensor("in.x")) { shown[$0] = $1 }
        let tolerance = fixture.tolerance("abs")
        #expect(Set(shown.keys) == Set(keys.keys))
        for (part, key) in keys {
            #expect(try fixture.difference(try #require(shown[part]), key) <= tolerance, "\(part)")
        }
        #expect(try fixture.difference(y, "out.y") <= tolerance)
        // the published code takes a mask and does not look at it
        #expect(try fixture.difference(y, "out.y_with_mask") <= tolerance)
    }

    /// Nothing is causal: a change is heard before it and after it, as far as the dilations reach.
    @Test func aChangeIsHeardOnBothSides() throws {
        let store = try ParameterStore(seed: 1)
        let network = WaveNet(store.root, WaveNet.Sizes(width: 2, layers: 3, stacks: 2))
        var values = [Float](repeating: 0, count: 2 * 41)
        let silence = try network(Tensor(values, shape: [1, 2, 41])).floats()
        values[20] = 1
        let click = try network(Tensor(values, shape: [1, 2, 41])).floats()
        let changed = (0..<41).filter { abs(click[$0] - silence[$0]) > 1e-7 }
        // 1 of the first convolution and 4 of the widest column in each of two stacks
        #expect(changed.first == 20 - 9 && changed.last == 20 + 9)
    }

    @Test func aWrongWidthIsNamed() throws {
        let store = try ParameterStore(seed: 1)
        let network = WaveNet(store.root, WaveNet.Sizes(width: 2, layers: 1, stacks: 1))
        guard case .shape = network(.zeros([1, 3, 8])).error else {
            Issue.record("a width of 3 was taken")
            return
        }
    }
}
