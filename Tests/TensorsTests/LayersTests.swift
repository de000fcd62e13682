import Foundation
import Tensors
import TestSupport
import Testing

@Suite struct LayersTests {
    @Test func layersUseTheirParametersAsPyTorchDoes() throws {
        try withFolder { folder in
            let file = folder.appendingPathComponent("layers.safetensors")
            let keys = [
                ("a.weight", "linear.w"), ("a.bias", "linear.b"), ("b.weight", "conv1d.w"), ("b.bias", "conv1d.b"),
                ("c.weight", "conv2d.w"), ("c.bias", "conv2d.b"), ("d.weight", "layernorm.w"),
                ("d.bias", "layernorm.b"),
            ]
            try CheckpointWriter.write(keys.map { ($0, .reference($1)) }, to: file)
            let store = try ParameterStore(Checkpoint(contentsOf: file))
            let root = store.root
            let linear = Linear(root["a"], 5, 4)
            let narrow = Convolution1d(root["b"], 4, 6, kernel: 3, stride: 2, padding: 3, dilation: 2, groups: 2)
            let wide = Convolution2d(root["c"], 3, 4, kernel: 3)
            let norm = LayerNorm(root["d"], 6)
            try store.verify()
            try expect(linear(.reference("linear.x")), equals: "linear.out")
            try expect(narrow(.reference("conv1d.x")), equals: "conv1d.out")
            try expect(wide(.reference("conv2d.x")), equals: "conv2d.out")
            try expect(norm(.reference("layernorm.x")), equals: "layernorm.out")
        }
    }

    @Test func aDilatedConvolutionKeepsTheLength() throws {
        let store = try ParameterStore(seed: 1)
        let layer = Convolution1d(store.root, 2, 3, kernel: 5, dilation: 4)
        #expect(layer(.zeros([1, 2, 9])).shape == [1, 3, 9])
    }

    /// |w| <= 1 / sqrt(fan in), and the variance of that uniform distribution, 1 / (3 fan in), within 5 %.
    @Test func parametersStartAsInPyTorch() throws {
        let store = try ParameterStore(seed: 1)
        let layer = Linear(store.root["l"], 100, 300)
        let bound: Float = 0.1
        #expect(try layer.weight.abs().maximum().item() <= bound)
        let variance = try layer.weight.squared().mean().item()
        #expect(abs(variance - bound * bound / 3) < 0.05 * bound * bound / 3)
        let grouped = Convolution1d(store.root["g"], 8, 8, kernel: 2, groups: 4)
        #expect(grouped.weight.shape == [8, 2, 2])
        #expect(try grouped.weight.abs().maximum().item() <= 0.5)
        let silent = Linear(store.root["z"], 3, 2, zero: true)
        #expect(try silent(.ones([1, 3])).floats() == [0, 0])
        #expect(Linear(store.root["p"], 3, 2, bias: false).bias == nil)
        #expect(store.names == ["l.weight", "l.bias", "g.weight", "g.bias", "z.weight", "z.bias", "p.weight"])
    }

    @Test func embeddingsHaveTheirDeviation() throws {
        let store = try ParameterStore(seed: 1)
        let layer = Embedding(store.root, 200, 50, deviation: 0.02)
        let variance = try layer.weight.squared().mean().item()
        #expect(abs(variance - 0.0004) < 0.00004)
        let rows = layer(Tensor([5, 5], shape: [2]))
        #expect(try rows.narrowed(0, from: 0, length: 1).floats() == rows.narrowed(0, from: 1, length: 1).floats())
    }

    /// Sums of 1 x 3 along every other column.
    @Test func aRectangularConvolutionStridesByDimension() throws {
        let store = try ParameterStore(seed: 1)
        let layer = Convolution2d(store.root, 1, 1, kernel: (1, 3), stride: (1, 2), bias: false)
        try layer.weight.assign(.ones([1, 1, 1, 3]))
        let x = Tensor((0..<10).map(Float.init), shape: [1, 1, 2, 5])
        let y = layer(x)
        #expect(y.shape == [1, 1, 2, 3])
        #expect(try y.floats() == [1, 6, 7, 11, 21, 17])
        let wrong = x.convolution(layer.weight, strides: [1], paddings: [0, 1])
        #expect(throws: TensorError.self) { try wrong.checked() }
    }
}
