import Codecs
import Networks
import Tensors
import TestSupport
import Testing

/// Against the published program: encodec32k.
@Suite struct EnCodecTests {
    private let fixture: PublishedFixture
    private let codec: EnCodec

    init() throws {
        fixture = try PublishedFixture("encodec32k")
        let store = try fixture.store()
        var sizes = EnCodecSizes.paper
        sizes.filters = 4
        sizes.quantizer = ResidualVectorQuantizer.Sizes(levels: 4, codes: 64, width: 16)
        codec = EnCodec(store.root, sizes)
        try store.verify()
    }

    /// (1, levels, T) as the fixture lays them out.
    private func codes(_ name: String) -> [Tensor] {
        let (shape, values) = fixture.io.integers(name)
        return (0..<shape[1]).map { level in
            Tensor(values[(level * shape[2])..<((level + 1) * shape[2])].map(Int.init), shape: [1, shape[2]])
        }
    }

    @Test(arguments: ["a", "b", "c"]) func wavesBecomeThePublishedTokensAndWavesAgain(wave: String) throws {
        let tolerance = fixture.tolerance("latent_abs")
        let samples = fixture.tensor("in.wave_\(wave)")
        #expect(try fixture.difference(codec.latents(samples), "mid.latent_\(wave)") <= tolerance)
        let wanted = codes("out.codes_\(wave)")
        let made = codec.encode(samples)
        for (made, wanted) in zip(made, wanted) { #expect(try made.integers() == wanted.integers()) }
        #expect(try fixture.difference(codec.quantised(wanted), "mid.quantised_\(wave)") <= tolerance)
        #expect(try fixture.difference(codec.decode(wanted), "out.wave_\(wave)") <= fixture.tolerance("wave_abs"))
    }

    @Test func everyLayerIsThePublishedOne() throws {
        var seen: [String] = []
        func compare(_ part: String, _ output: Tensor) throws {
            let key = "mid.\(part)_a"
            guard fixture.io.names.contains(key) else { return }
            seen.append(key)
            // of long layers the fixture keeps the beginning
            let kept = try #require(fixture.io[key].shape.last)
            let beginning = output.narrowed(-1, from: 0, length: min(kept, output.size(-1)))
            #expect(try fixture.difference(beginning, key) <= fixture.tolerance("latent_abs"))
        }
        var outputs: [(String, Tensor)] = []
        let latents = codec.latents(fixture.tensor("in.wave_a")) { outputs.append(($0, $1)) }
        _ = codec.samples(codec.quantised(codec.quantizer.encode(latents.transposed()))) { outputs.append(($0, $1)) }
        for (part, output) in outputs { try compare(part, output) }
        #expect(seen.count == 9)
    }

    @Test func thePublishedSizesAreThoseOfMusicGen() throws {
        #expect(EnCodecSizes.paper.hop == 640)
        let store = try ParameterStore.outline()
        _ = EnCodec(store.root, .paper)
        // with the codebooks and their averages
        #expect(store.parameterCount > 50_000_000)
    }
}
