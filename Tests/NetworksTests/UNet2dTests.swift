import Networks
import Tensors
import TestSupport
import Testing

@Suite struct UNet2dTests {
    private let sizes = UNet2d.Sizes(width: 16, multipliers: [1, 2, 2])

    @Test func itIsThePublishedOne() throws {
        let fixture = try PublishedFixture("fastsag-unet")
        let store = try fixture.store()
        let network = UNet2d(store.root, sizes)
        try store.verify()
        let (x, mu) = (fixture.tensor("in.x"), fixture.tensor("in.mu"))
        let tolerance = fixture.tolerance("abs")
        var shown: [String: Tensor] = [:]
        let full = network(x, mask: fixture.tensor("in.full_mask"), mu: mu, time: fixture.tensor("in.t")) {
            shown[$0] = $1
        }
        let parts = [
            "time_pos_emb": "mid.time_pos_emb", "mlp": "mid.time_mlp", "downs.0.0": "mid.down0_resnet1",
            "downs.0.2": "mid.down0_attn", "downs.0.3": "mid.down0_downsample", "mid_block2": "mid.mid_block2",
            "ups.0.3": "mid.up0_upsample", "final_block": "mid.final_block",
        ]
        for (part, key) in parts {
            #expect(try fixture.difference(try #require(shown[part]), key) <= tolerance, "\(part)")
        }
        #expect(try fixture.difference(full, "out.full_mask") <= tolerance)
        let partial = network(x, mask: fixture.tensor("in.partial_mask"), mu: mu, time: fixture.tensor("in.t2"))
        #expect(try fixture.difference(partial, "out.partial_mask") <= tolerance)
    }

    @Test func framesThatCanNotBeHalvedAreAnError() throws {
        let network = UNet2d(try ParameterStore(seed: 1).root, UNet2d.Sizes(width: 8))
        func error(_ bands: Int, _ frames: Int) -> TensorError? {
            network(
                .zeros([1, bands, frames]), mask: .ones([1, 1, frames]), mu: .zeros([1, bands, frames]),
                time: Tensor([0.5])
            ).error
        }
        #expect(error(8, 16) == nil)
        #expect(error(8, 18) != nil)
        #expect(error(10, 16) != nil)
    }
}
