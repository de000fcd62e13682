import Tensors
import Testing

@Suite struct TensorArithmeticTests {
    @Test func elementwiseOperationsAgreeWithPyTorch() throws {
        let x = Tensor.reference("unary.x"), positive = Tensor.reference("unary.positive")
        try expect(x.clamped(max: 5).exp(), equals: "unary.exp")
        try expect(positive.log(), equals: "unary.log")
        try expect(positive.sqrt(), equals: "unary.sqrt")
        try expect(positive.rsqrt(), equals: "unary.rsqrt")
        try expect(x.tanh(), equals: "unary.tanh")
        try expect(x.sigmoid(), equals: "unary.sigmoid")
        try expect(x.sin(), equals: "unary.sin")
        try expect(x.cos(), equals: "unary.cos")
        try expect(x.relu(), equals: "unary.relu")
        try expect(x.silu(), equals: "unary.silu")
        try expect(x.gelu(), equals: "unary.gelu")
        try expect(x.mish(), equals: "unary.mish")
        try expect(x.softplus(), equals: "unary.softplus")
        try expect(x.leakyRelu(0.1), equals: "unary.leaky")
        try expect(positive.power(1.5), equals: "unary.power")
        try expect(x.abs() + 0.1, equals: "unary.positive")
    }

    @Test func operatorsFollowArithmetic() throws {
        let a = Tensor([6, -4, 3], shape: [3]), b = Tensor([2, 8, -3] as [Float], shape: [3])
        let c = a.to(.float32)
        try expect(c + b, [8, 4, 0], shape: [3])
        try expect(c - b, [4, -12, 6], shape: [3])
        try expect(c * b, [12, -32, -9], shape: [3])
        try expect(c / b, [3, -0.5, -1], shape: [3])
        try expect(1 - c, [-5, 5, -2], shape: [3])
        try expect(c - 1, [5, -5, 2], shape: [3])
        try expect(2 * c / 4, [3, -2, 1.5], shape: [3])
        try expect(-c, [-6, 4, -3], shape: [3])
        try expect(c.squared(), [36, 16, 9], shape: [3])
        try expect(c.maximum(b), [6, 8, 3], shape: [3])
        try expect(c.minimum(b), [2, -4, -3], shape: [3])
        try expect(c.clamped(min: 0), [6, 0, 3], shape: [3])
    }

    @Test func lengthsOfOneStretch() throws {
        let column = Tensor([1, 2] as [Float], shape: [2, 1]), row = Tensor([10, 20, 30] as [Float], shape: [3])
        try expect(column + row, [11, 21, 31, 12, 22, 32], shape: [2, 3])
    }

    @Test func replacedTakesTheOtherWhereTheConditionHolds() throws {
        let x = Tensor([1, 5, 2, 7] as [Float], shape: [4])
        let found = x.replaced(by: Tensor.zeros([4]), where: x.isGreater(than: 2))
        try expect(found, [1, 0, 2, 0], shape: [4])
    }

    @Test func productsAgreeWithPyTorch() throws {
        try expect(Tensor.reference("matmul.a").matmul(.reference("matmul.b")), equals: "matmul.out")
        let x = Tensor.reference("linear.x"), w = Tensor.reference("linear.w")
        try expect(x.linear(w, .reference("linear.b")), equals: "linear.out")
        try expect(x.linear(w), equals: "linear.plain")
    }

    @Test func convolutionsAgreeWithPyTorch() throws {
        try expect(
            Tensor.reference("conv1d.x").convolution(
                .reference("conv1d.w"), .reference("conv1d.b"), stride: 2, padding: 3, dilation: 2, groups: 2),
            equals: "conv1d.out")
        let x = Tensor.reference("conv2d.x"), w = Tensor.reference("conv2d.w")
        try expect(x.convolution(w, .reference("conv2d.b"), padding: 1), equals: "conv2d.out")
        try expect(x.convolution(w, stride: 2, padding: 1, dilation: 2), equals: "conv2d.strided")
        try expect(
            Tensor.reference("transposed.x").convolution(
                .reference("transposed.w"), .reference("transposed.b"), stride: 3, padding: 1, dilation: 2, groups: 2,
                transposed: true, outputPadding: 1),
            equals: "transposed.out")
    }

    @Test func normalisationsAgreeWithPyTorch() throws {
        try expect(
            Tensor.reference("layernorm.x").layerNorm(.reference("layernorm.w"), .reference("layernorm.b")),
            equals: "layernorm.out")
        try expect(
            Tensor.reference("groupnorm.x").groupNorm(3, .reference("groupnorm.w"), .reference("groupnorm.b")),
            equals: "groupnorm.out")
    }

    @Test func rowsAreLookedUp() throws {
        let table = Tensor((0..<6).map(Float.init), shape: [3, 2])
        try expect(table.rows(Tensor([2, 0, 2], shape: [3, 1])), [4, 5, 0, 1, 4, 5], shape: [3, 1, 2])
        #expect(throws: TensorError.self) { try table.rows(Tensor([3], shape: [1])).floats() }
        #expect(throws: TensorError.self) { try table.rows(Tensor([-1], shape: [1])).floats() }
        #expect(throws: TensorError.self) { try table.rows(Tensor([0.5] as [Float], shape: [1])).floats() }
    }

    @Test func misfitsNameOperationAndShapes() {
        expectMismatch(Tensor.zeros([2, 3]) + Tensor.zeros([2, 4]), "add", "[2, 3]", "[2, 4]")
        expectMismatch(Tensor.zeros([2, 3]).matmul(.zeros([2, 3])), "matmul", "[2, 3]")
        expectMismatch(Tensor.zeros([3]).matmul(.zeros([3])), "matmul", "[3]")
        expectMismatch(Tensor.zeros([2, 3]).linear(.zeros([5, 4])), "linear", "[2, 3]", "[5, 4]")
        let x = Tensor.zeros([1, 4, 8])
        expectMismatch(x.convolution(.zeros([2, 3, 3])), "convolution", "[1, 4, 8]", "[2, 3, 3]", "1 groups")
        expectMismatch(x.convolution(.zeros([2, 4, 3]), stride: 0), "convolution", "stride 0")
        expectMismatch(x.convolution(.zeros([2, 4, 3]), dilation: -1), "convolution", "dilation -1")
        expectMismatch(x.convolution(.zeros([2, 4, 3]), groups: 0), "convolution", "groups 0")
        expectMismatch(x.convolution(.zeros([2, 4, 3]), padding: -2), "convolution", "padding -2")
        expectMismatch(x.convolution(.zeros([2, 4, 3]), groups: .max), "convolution")
        expectMismatch(Tensor.zeros([4]).convolution(.zeros([4])), "convolution", "[4]")
        expectMismatch(x.groupNorm(3), "group norm", "[1, 4, 8]", "3")
        expectMismatch(x.groupNorm(0), "group norm", "0")
        expectMismatch(Tensor.zeros([4]).groupNorm(1), "group norm", "[4]")
    }

    @Test func whatTheEngineRefusesIsAnErrorToo() {
        let x = Tensor.zeros([1, 4, 8])
        let refused: [(String, Tensor)] = [
            ("convolution", x.convolution(.zeros([2, 4, 9]))), ("linear", x.linear(.zeros([3, 8]), .zeros([4]))),
            ("convolution", x.convolution(.zeros([2, 4, 3]), .zeros([5]))),
            ("layer norm", x.layerNorm(.zeros([7]))), ("layer norm", Tensor(1).layerNorm()),
            ("group norm", x.groupNorm(2, .zeros([3]))),
            ("convolution", x.convolution(.zeros([4, 2, 3]), transposed: true, outputPadding: 5)),
            ("convolution", Tensor.zeros([1, 1, 2, 2, 2, 2]).convolution(.zeros([1, 1, 1, 1, 1, 1]))),
            ("where", x.replaced(by: .zeros([3]), where: x.isGreater(than: 0))),
            ("matmul", Tensor.zeros([2, 3, 4]).matmul(.zeros([5, 4, 2]))),
            ("embedding", Tensor(1).rows(Tensor([0], shape: [1]))),
        ]
        for (operation, tensor) in refused {
            guard case .failed(operation, let reason) = tensor.error else {
                Issue.record("\(operation): \(String(describing: tensor.error)) \(tensor.shape)")
                continue
            }
            #expect(!reason.isEmpty && !reason.contains("frame #"), "no C++ backtrace")
        }
    }
}
