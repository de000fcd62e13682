import Tensors
import Testing

@Suite struct TensorShapeTests {
    @Test func shapesAgreeWithPyTorch() throws {
        let x = Tensor.reference("shape.x")
        try expect(x.unfolded(-1, size: 4, step: 3), equals: "shape.unfold")
        try expect(x.resized(27), equals: "shape.interpolate")
        try expect(x.resized(5), equals: "shape.shorter")
        try expect(x.padded(3, 2, .reflect), equals: "shape.reflect")
        try expect(x.padded(3, 2, .replicate), equals: "shape.replicate")
        try expect(x.permuted([2, 0, 1]), equals: "shape.permute")
        try expect(x.flipped(1), equals: "shape.flip")
    }

    @Test func elementsKeepTheirOrder() throws {
        let x = Tensor((0..<6).map(Float.init), shape: [2, 3])
        try expect(x.reshaped([3, -1]), [0, 1, 2, 3, 4, 5], shape: [3, 2])
        try expect(x.transposed(), [0, 3, 1, 4, 2, 5], shape: [3, 2])
        try expect(x.unsqueezed(-1), [0, 1, 2, 3, 4, 5], shape: [2, 3, 1])
        try expect(x.unsqueezed(0).squeezed(-3), [0, 1, 2, 3, 4, 5], shape: [2, 3])
        try expect(x.narrowed(-1, from: 1, length: 2), [1, 2, 4, 5], shape: [2, 2])
        try expect(x.padded(1, 0), [0, 0, 1, 2, 0, 3, 4, 5], shape: [2, 4])
        try expect(x.selecting(Tensor([2, 0], shape: [2]), dimension: 1), [2, 0, 5, 3], shape: [2, 2])
        try expect(Tensor([7] as [Float]).expanded([2, 2]), [7, 7, 7, 7], shape: [2, 2])
        let rows = x.split(2, dimension: 0)
        try expect(rows[1], [3, 4, 5], shape: [1, 3])
        try expect(.concatenated([rows[1], rows[0]], dimension: -2), [3, 4, 5, 0, 1, 2], shape: [2, 3])
        try expect(
            .stacked([x, -x], dimension: 1).narrowed(1, from: 1, length: 1), [0, -1, -2, -3, -4, -5], shape: [2, 1, 3])
        try expect(x.transposed().contiguous().reshaped([6]), [0, 3, 1, 4, 2, 5], shape: [6])
    }

    @Test func misfitsNameOperationAndShapes() {
        let x = Tensor.zeros([2, 3])
        expectMismatch(x.reshaped([4]), "reshape", "[2, 3]", "[4]")
        expectMismatch(x.reshaped([-1, -1]), "reshape")
        expectMismatch(x.reshaped([4, -1]), "reshape")
        expectMismatch(x.reshaped([0, -1]), "reshape")
        expectMismatch(x.reshaped([-2, -3]), "reshape")
        expectMismatch(x.reshaped([.max, .max]), "reshape")
        expectMismatch(x.permuted([0, 0]), "permute", "[2, 3]")
        expectMismatch(x.permuted([]), "permute")
        expectMismatch(Tensor(1).transposed(), "transpose")
        expectMismatch(x.unsqueezed(4), "unsqueeze", "[2, 3]")
        expectMismatch(x.unsqueezed(.min), "unsqueeze")
        expectMismatch(x.squeezed(0), "squeeze", "[2, 3]")
        expectMismatch(x.squeezed(9), "squeeze")
        expectMismatch(x.expanded([4, 3]), "expand", "[2, 3]", "[4, 3]")
        expectMismatch(x.expanded([3]), "expand")
        expectMismatch(x.expanded([-1, 2, 3]), "expand")
        expectMismatch(Tensor(1).expanded([.max, .max]), "expand")
        expectMismatch(x.narrowed(1, from: 2, length: 2), "narrow", "[2, 3]")
        expectMismatch(x.narrowed(1, from: -1, length: 1), "narrow")
        expectMismatch(x.narrowed(1, from: 1, length: .max), "narrow")
        expectMismatch(x.narrowed(5, from: 0, length: 1), "narrow")
        expectMismatch(x.padded(-1, 1), "pad", "[2, 3]")
        expectMismatch(x.padded(0, -2), "pad")
        expectMismatch(x.split(2, dimension: 1)[1], "split", "[2, 3]")
        expectMismatch(.concatenated([], dimension: 0), "concatenate")
        expectMismatch(.concatenated([x, .zeros([2, 4])], dimension: 0), "concatenate", "[2, 4]")
        expectMismatch(.stacked([x, .zeros([2, 4])]), "concatenate")
    }

    @Test func whatTheEngineRefusesIsAnErrorToo() {
        let x = Tensor.zeros([2, 3])
        let refused = [
            x.flipped(2), x.unfolded(-1, size: 4, step: 1), x.unfolded(-1, size: 2, step: 0),
            x.unfolded(-1, size: -1, step: 1), x.unfolded(-1, size: 2, step: -1), x.resized(4),
            x.unsqueezed(0).resized(0), x.unsqueezed(0).resized(-3), x.padded(3, 0, .reflect),
            Tensor(1).padded(1, 1), x.padded(-2, -2), x.padded(.max, .max), x.narrowed(5, from: 0, length: 0),
            Tensor.concatenated([x, x], dimension: 2), x.selecting(Tensor([3], shape: [1]), dimension: 1),
            x.selecting(Tensor([-1], shape: [1]), dimension: 1), x.selecting(.zeros([1]), dimension: 1),
            x.selecting(Tensor([0], shape: [1]), dimension: 7), x.resized(.max), x.unfolded(9, size: 1, step: 1),
        ]
        for (index, tensor) in refused.enumerated() {
            #expect(throws: TensorError.self, "case \(index) gave \(tensor.shape)") { try tensor.checked() }
        }
    }
}
