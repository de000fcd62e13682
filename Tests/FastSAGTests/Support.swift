import Conditions
import FastSAG
import Foundation
import Tensors

/// A model of tiny widths whose parameters are all random, also those that start as zeros.
struct TinyModel {
    static let configuration: CompactSizes = {
        var sizes = CompactSizes()
        sizes.bands = 6
        sizes.semanticWidth = semanticWidth
        sizes.conditionWidth = 16
        sizes.conditionBlocks = 1
        sizes.trunkWidth = 16
        sizes.trunkBlocks = 1
        sizes.headSize = 8
        sizes.kernel = 3
        sizes.refinerChannels = 4
        return sizes
    }()

    static let frames = 16
    static let semanticWidth = 5

    let store: ParameterStore
    let model: FastSAGModel

    init(seed: UInt64 = 1, sigmaData: Double = 1) throws {
        store = try ParameterStore(seed: seed)
        var sizes = Self.configuration
        sizes.sigmaData = sigmaData
        model = FastSAGModel(
            store.root, sizes,
            statistics: TrainingStatistics(
                mel: .init(mean: (0..<6).map { -5 + Float($0) }, deviation: (0..<6).map { 1 + Float($0) / 4 }),
                semantics: .init(mean: [1, 2, 3, 4, 5], deviation: [1, 2, 1, 2, 1]),
                curves: .init(mean: [0, 1, 2], deviation: [1, 2, 4])))
        try store.verify()
        let generator = try RandomGenerator(seed: seed)
        for tensor in store.trained { try tensor.assign(Tensor.normal(tensor.shape, generator: generator) * 0.2) }
    }

    static func normal(_ shape: [Int], seed: UInt64) throws -> Tensor {
        Tensor.normal(shape, generator: try RandomGenerator(seed: seed))
    }

    /// (batch, frames, ConditionLayout.count)
    static func features(batch: Int = 1, seed: UInt64 = 7) throws -> Tensor {
        try normal([batch, frames, ConditionLayout.count], seed: seed)
    }
}
