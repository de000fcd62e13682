import Networks
import Tensors
import TestSupport
import Testing

@Suite struct PerceiverIOTests {
    private func sizes(decoderForward: Bool) -> PerceiverIO.Sizes {
        PerceiverIO.Sizes(
            width: 24, queries: 10, queryWidth: 16, outputWidth: 20, latents: 6, latentWidth: 16, heads: 2, headSize: 8,
            depth: 2, hasDecoderForward: decoderForward)
    }

    @Test(arguments: [("fastsag-perceiver", false), ("fastsag-perceiver-decoderff", true)])
    func itIsThePublishedOne(name: String, decoderForward: Bool) throws {
        let fixture = try PublishedFixture(name)
        let store = try fixture.store()
        let network = PerceiverIO(store.root, sizes(decoderForward: decoderForward))
        try store.verify()
        let (x, mask) = (fixture.tensor("in.x"), fixture.tensor("in.mask"))
        let tolerance = fixture.tolerance("abs")
        var shown: [String: Tensor] = [:]
        let y = network(x, mask: nil) { shown[$0] = $1 }
        #expect(
            try fixture.difference(try #require(shown["cross_attend_blocks"]), "mid.latents_after_cross")
                <= tolerance)
        #expect(try fixture.difference(try #require(shown["layers"]), "mid.latents_final") <= tolerance)
        #expect(try fixture.difference(y, "out.y") <= tolerance)
        #expect(try fixture.difference(network(x, mask: mask), "out.y_masked") <= tolerance)
    }

    /// What the mask hides changes nothing.
    @Test func hiddenPlacesAreNotHeard() throws {
        let fixture = try PublishedFixture("fastsag-perceiver")
        let network = PerceiverIO(try fixture.store().root, sizes(decoderForward: false))
        let (x, mask) = (fixture.tensor("in.x"), fixture.tensor("in.mask"))
        let hidden = 1 - mask
        #expect(try hidden.sum().item() > 0)
        let other = x + hidden.unsqueezed(-1) * x.flipped(-1) * 3
        #expect(try (network(other, mask: mask) - network(x, mask: mask)).abs().maximum().item() == 0)
        #expect(try (network(other) - network(x)).abs().maximum().item() > 0.01)
    }
}
