import FastSAG
import Foundation
import Tensors
import Testing

@Suite struct FastSAGModelTests {
    @Test func atTheLowestLevelTheInputIsTheAnswer() throws {
        let model = try TinyModel().model
        let context = model.context(try TinyModel.features())
        let x = try TinyModel.normal([1, 16, 6], seed: 3)
        let sigma = model.preconditioning.sigmaMin
        #expect(try (model.denoise(x, sigmas: [sigma], context: context) - x).abs().maximum().item() < 1e-6)
        let other = model.denoise(x, sigmas: [0.5], context: context) - x
        #expect(try other.abs().maximum().item() > 0.01)
    }

    /// An untrained refiner and trunk answer to the noise level and to the conditions alike once they are trained.
    @Test func theAnswerDependsOnConditionsAndLevel() throws {
        let model = try TinyModel().model
        let x = try TinyModel.normal([1, 16, 6], seed: 3)
        let p = model.preconditioning
        // F alone, without c_skip, c_out
        func f(_ features: Tensor, _ sigma: Double) throws -> [Float] {
            let d = model.denoise(x / p.input(sigma), sigmas: [sigma], context: model.context(features))
            return try ((d - x / p.input(sigma) * p.skip(sigma)) / p.out(sigma)).floats()
        }
        let one = try f(TinyModel.features(seed: 1), 1)
        func distance(_ other: [Float]) -> Float { zip(one, other).map { abs($0 - $1) }.max() ?? 0 }
        #expect(distance(try f(TinyModel.features(seed: 2), 1)) > 1e-3)
        #expect(distance(try f(TinyModel.features(seed: 1), 4)) > 1e-3)
        #expect(distance(try f(TinyModel.features(seed: 1), 1)) == 0)
    }

    @Test func examplesOfABatchDoNotMix() throws {
        let model = try TinyModel().model
        let x = try TinyModel.normal([2, 16, 6], seed: 3), features = try TinyModel.features(batch: 2)
        let both = model.denoise(x, sigmas: [0.3, 5], context: model.context(features))
        for (item, sigma) in [0.3, 5.0].enumerated() {
            func own(_ tensor: Tensor) -> Tensor { tensor.narrowed(0, from: item, length: 1) }
            let alone = model.denoise(own(x), sigmas: [sigma], context: model.context(own(features)))
            #expect(try (own(both) - alone).abs().maximum().item() < 1e-5)
        }
    }

    @Test func standardisingIsUndone() throws {
        let model = try TinyModel().model
        let mel = try TinyModel.normal([1, 4, 6], seed: 9) - 4
        #expect(try (model.logMel(model.standardised(mel)) - mel).abs().maximum().item() < 1e-5)
        // (x - mean) / deviation of the second band, by hand
        let row = Tensor([-8, -2, -20, 0, 0, 0] as [Float], shape: [1, 1, 6])
        let values = try model.standardised(row).floats()
        #expect(abs(values[1] - (-2 + 4) / 1.25) < 1e-6)
        // nothing is quieter than the floor
        #expect(abs(values[2] - (-9 + 3) / 1.5) < 1e-6)
    }

    @Test func aCheckpointGivesTheSameModel() throws {
        let tiny = try TinyModel()
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("fastsag-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        let text = String(decoding: try JSONEncoder().encode(TinyModel.configuration), as: UTF8.self)
        try CheckpointWriter.write(tiny.store.entries, metadata: ["configuration": text], to: url)
        let loaded = try FastSAGModel(Checkpoint(contentsOf: url))
        #expect(loaded.configuration == TinyModel.configuration)
        let x = try TinyModel.normal([1, 16, 6], seed: 3), features = try TinyModel.features()
        let one = try tiny.model.denoise(x, sigmas: [1], context: tiny.model.context(features)).floats()
        #expect(try loaded.denoise(x, sigmas: [1], context: loaded.context(features)).floats() == one)
        #expect(try loaded.melMean.floats() == tiny.model.melMean.floats())
        try CheckpointWriter.write(Array(tiny.store.entries.dropFirst()), metadata: ["configuration": text], to: url)
        let missing = ParameterMismatch(key: "mel.mean", expected: [6], found: nil)
        #expect(throws: CheckpointError.misfit(path: url.path, [missing])) {
            try FastSAGModel(Checkpoint(contentsOf: url))
        }
    }
}
