import Networks
import SING
import Tensors
import TestSupport
import Testing

/// Against the published SING: sing.
@Suite struct PublishedSINGTests {
    private let fixture: PublishedFixture
    private let model: PaperSING

    /// The fixture's sizes.
    private static let configuration: SINGConfiguration = {
        var configuration = SINGConfiguration.paper
        configuration.sizes.instruments = .init(10, 6)
        configuration.sizes.pitches = .init(12, 4)
        configuration.sizes.velocities = .init(5, 2)
        configuration.sizes.length = 20
        configuration.sizes.hidden = 24
        configuration.sizes.dimension = 12
        configuration.sizes.channels = 24
        return configuration
    }()

    init() throws {
        fixture = try PublishedFixture("sing")
        let store = try fixture.store()
        model = PaperSING(store.root, Self.configuration)
        try store.verify()
    }

    private var notes: SINGNotes {
        func numbers(_ key: String) -> Tensor {
            let (shape, values) = fixture.io.integers(key)
            return Tensor(values.map(Int.init), shape: shape)
        }
        return SINGNotes(
            instruments: numbers("in.instrument"), pitches: numbers("in.pitch"), velocities: numbers("in.velocity"))
    }

    /// (layers, B, H) -> (B, layers, H), as the published code gives states.
    private func published(_ state: Tensor) -> Tensor { state.permuted([1, 0, 2]) }

    @Test func theWayFromNumbersToSamplesIsThePublishedOne() throws {
        let tolerance = fixture.tolerance("abs")
        let (embeddings, state) = model.generator(notes)
        #expect(try fixture.difference(embeddings, "mid.embedding_sequence") <= tolerance)
        #expect(try fixture.difference(published(state.hidden), "mid.hidden_h") <= tolerance)
        #expect(try fixture.difference(published(state.cell), "mid.hidden_c") <= 10 * tolerance)
        var seen: [String: Tensor] = [:]
        let wave = model.decoder(embeddings) { seen[$0] = $1 }
        #expect(try fixture.difference(#require(seen["layer0"]), "mid.decoder_layer0") <= tolerance)
        #expect(try fixture.difference(#require(seen["layer5"]), "mid.decoder_layer5") <= tolerance)
        #expect(try fixture.difference(wave, "out.wave") <= tolerance)
        #expect(try fixture.difference(model(notes), "out.wave") <= tolerance)
        #expect(
            try fixture.difference(wave.narrowed(-1, from: 512, length: 1280), "out.wave_unpad512") <= tolerance)
    }

    /// A note can be made piece by piece.
    @Test func theStateCarriesOn() throws {
        let tolerance = fixture.tolerance("abs")
        let (first, state) = model.generator(notes, steps: 0..<8)
        #expect(try fixture.difference(published(state.hidden), "mid.hidden_after_8_h") <= tolerance)
        #expect(try fixture.difference(published(state.cell), "mid.hidden_after_8_c") <= tolerance)
        let (second, _) = model.generator(notes, steps: 8..<20, state: state)
        let whole = Tensor.concatenated([first, second], dimension: -1)
        #expect(try fixture.difference(whole, "mid.embedding_sequence") <= tolerance)
    }

    @Test func theWindowIsThePublishedOne() throws {
        let kernel = model.decoder.windowedKernel.narrowed(0, from: 0, length: 4)
        #expect(try fixture.difference(kernel, "mid.windowed_kernel") <= fixture.tolerance("abs"))
    }

    /// 63.75 million parameters, LSTM 21.1, decoder 42.5; a note of 4 s at 16 kHz with 512 samples more on either side.
    @Test func theWholeHasThePublishedSize() throws {
        let paper = SINGConfiguration.paper
        let store = try ParameterStore.outline()
        _ = PaperSING(store.root, paper)
        func count(_ prefix: String) -> Int {
            store.entries.filter { $0.0.hasPrefix(prefix) }.reduce(0) { $0 + $1.1.count }
        }
        #expect(count("sequence_generator.lstm.") == 21_118_976)
        #expect(count("decoder.") == 42_479_617 + 1024)
        #expect(paper.sizes.samples(embeddings: paper.sizes.length) == 65_024)
        #expect(paper.sizes.embeddings(samples: 65_024) == 265)
        #expect(paper.sizes.strip == 1792)
        let beside = try ParameterStore.outline()
        _ = ConvolutionalEncoder(besideModel: beside.root, paper.sizes)
        #expect(abs(Double(beside.parameterCount) / 1e6 - 38.3) < 0.05)
    }

    @Test func theSpectralLossIsThePublishedOne() throws {
        let fixture = try PublishedFixture("sing-spectral-loss")
        let loss = SINGSpectralLoss()
        let a = fixture.tensor("in.a"), b = fixture.tensor("in.b")
        // stored as (B, bins, frames)
        let power = loss.logPower(a).transposed()
        #expect(try fixture.difference(power, "mid.log_spec_a") <= fixture.tolerance("log_spec_abs"))
        for (name, distance) in [("spec_l1", loss.absolute), ("spec_mse", loss.squared)] {
            let wanted = fixture.io["out." + name].values[0]
            #expect(abs(try distance(a, b).item() - wanted) <= fixture.tolerance("loss_rel") * wanted)
            let from = fixture.tensor("in.a").requiringGradient()
            try distance(from, b).backward()
            let most = fixture.io["out.grad_a_" + name].values.map(abs).max() ?? 0
            #expect(
                try fixture.difference(#require(try from.gradient()), "out.grad_a_" + name)
                    <= fixture.tolerance("grad_rel_to_absmax") * most)
        }
    }
}
