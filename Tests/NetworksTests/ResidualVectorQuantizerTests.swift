import Foundation
import Networks
import Signal
import Tensors
import Testing

@Suite struct ResidualVectorQuantizerTests {
    private typealias Quantizer = ResidualVectorQuantizer

    /// Points around well separated centres.
    private func clouds(_ centres: [[Float]], each count: Int, spread: Double, seed: UInt64) -> Tensor {
        var generator = SeededGenerator(seed: seed)
        let values = (0..<count).flatMap { _ in
            centres.flatMap { $0.map { $0 + Float(generator.normal(standardDeviation: spread)) } }
        }
        return Tensor(values, shape: [count * centres.count, centres[0].count])
    }

    private let corners: [[Float]] = [[4, 4], [-4, 4], [4, -4], [-4, -4]]

    @Test func theSumOfLevelsComesCloserLevelByLevel() throws {
        let quantizer = Quantizer(try ParameterStore(seed: 2).root, .init(levels: 4, codes: 32, width: 2))
        var generator = SeededGenerator(seed: 4)
        let points = clouds(corners, each: 64, spread: 1, seed: 1)
        for _ in 0..<40 {
            try quantizer.learn(points, .init(decay: 0.8, restartBelow: 0.1), generator: &generator)
        }
        let codes = quantizer.encode(points)
        let errors = try (1...4).map { count in
            try quantizer.decode(Array(codes.prefix(count))).meanSquaredError(points).item()
        }
        #expect(errors == errors.sorted(by: >))
        #expect(errors[0] < 0.5 && errors[3] < 0.01)
    }

    @Test func averagesMoveVectorsToTheMiddleOfTheirPoints() throws {
        let quantizer = Quantizer(try ParameterStore(seed: 2).root, .init(levels: 1, codes: 4, width: 2))
        var generator = SeededGenerator(seed: 4)
        for step in 0..<60 {
            let points = clouds(corners, each: 32, spread: 0.3, seed: UInt64(step))
            try quantizer.learn(points, .init(decay: 0.9, restartBelow: 0.2), generator: &generator)
        }
        // every corner has a vector of its own near its middle
        let vectors = try quantizer.vectors(
            quantizer.encode(Tensor(corners.flatMap { $0 }, shape: [4, 2]))[0], level: 0
        )
        .floats()
        for (vector, corner) in zip(vectors, corners.flatMap { $0 }) { #expect(abs(vector - corner) < 0.25) }
    }

    @Test func oneStepIsTheFormulaOfMovingAverages() throws {
        let store = try ParameterStore(seed: 2)
        let quantizer = Quantizer(store.root, .init(levels: 1, codes: 2, width: 1))
        func entry(_ name: String) throws -> Tensor {
            try #require(store.entries.first { $0.0 == "layers.0.codebook.\(name)" }).1
        }
        try entry("inited").assign(.ones([1]))
        try entry("cluster_size").assign(Tensor([2, 2] as [Float]))
        try entry("embed").assign(Tensor([0, 10] as [Float], shape: [2, 1]))
        try entry("embed_avg").assign(Tensor([0, 20] as [Float], shape: [2, 1]))
        var generator = SeededGenerator(seed: 1)
        try quantizer.learn(
            Tensor([1, 2, 9] as [Float], shape: [3, 1]), .init(decay: 0.5, restartBelow: 0), generator: &generator)
        #expect(try entry("cluster_size").floats() == [2, 1.5])
        #expect(try entry("embed_avg").floats() == [1.5, 14.5])
        let vectors = try quantizer.codebooks[0].floats()
        #expect(abs(vectors[0] - 0.75) < 1e-4 && abs(vectors[1] - 14.5 / 1.5) < 1e-3)
    }

    @Test func deadVectorsStartAgainWhereTheBatchIsBadlyQuantised() throws {
        let store = try ParameterStore(seed: 2)
        let quantizer = Quantizer(store.root, .init(levels: 1, codes: 3, width: 1))
        func entry(_ name: String) throws -> Tensor {
            try #require(store.entries.first { $0.0 == "layers.0.codebook.\(name)" }).1
        }
        try entry("inited").assign(.ones([1]))
        try entry("cluster_size").assign(Tensor([5, 5, 0.01] as [Float]))
        try entry("embed").assign(Tensor([0, 10, 1000] as [Float], shape: [3, 1]))
        try entry("embed_avg").assign(Tensor([0, 50, 10] as [Float], shape: [3, 1]))
        var generator = SeededGenerator(seed: 1)
        // all but one lie on a vector
        let points = Tensor([0, 0, 0, 10, 10, 10, 14] as [Float], shape: [7, 1])
        let restarts = try quantizer.learn(points, .init(decay: 0.9, restartBelow: 0.1), generator: &generator)
        #expect(restarts == [1])
        #expect(abs(try quantizer.codebooks[0].floats()[2] - 14) < 0.01)
    }

    @Test func theSameSeedLearnsTheSame() throws {
        func book() throws -> [Float] {
            let quantizer = Quantizer(try ParameterStore(seed: 2).root, .init(levels: 2, codes: 8, width: 2))
            var generator = SeededGenerator(seed: 9)
            let points = clouds(corners, each: 16, spread: 1, seed: 1)
            for _ in 0..<5 {
                try quantizer.learn(points, .init(decay: 0.8, restartBelow: 0.3), generator: &generator)
            }
            return try quantizer.codebooks.flatMap { try $0.floats() }
        }
        #expect(try book() == book())
    }

    @Test func perplexityCountsCodesInUse() {
        #expect(abs(Quantizer.perplexity([0, 1, 2, 3], of: 8) - 4) < 1e-9)
        #expect(Quantizer.perplexity([5, 5, 5], of: 8) == 1)
        #expect(abs(Quantizer.perplexity([0, 0, 0, 1], of: 2) - 1.7548) < 1e-4)
    }
}
