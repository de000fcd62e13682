import Tensors
import Testing

@Suite struct ConcurrencyTests {
    @Test func piecesComeInOrderWithoutGradients() throws {
        try Engine.start()
        let x = Tensor([1, 2, 3] as [Float], shape: [3])
        x.requiringGradient()
        let pieces = Engine.withGradients(false) {
            Engine.concurrently(5) { index in (x * Double(index)).sum() }
        }
        #expect(try pieces.map { try $0.item() } == [0, 6, 12, 18, 24])
        #expect(Engine.concurrently(0) { $0 }.isEmpty)
    }

    /// The caller's precision holds in every piece.
    @Test func piecesKeepThePrecision() throws {
        let x = Tensor([Float](repeating: 1.001, count: 64), shape: [1, 64])
        let weight = Tensor([Float](repeating: 1.001, count: 64), shape: [1, 64])
        for isReduced in [false, try Engine.supportsReducedPrecision(on: .cpu)] {
            let (alone, pieces) = try Engine.withGradients(false) {
                try Engine.withReducedPrecision(isReduced) {
                    (
                        try x.linear(weight).item(),
                        try Engine.concurrently(3) { _ in x.linear(weight) }.map { try $0.item() }
                    )
                }
            }
            #expect(pieces == [alone, alone, alone])
        }
    }

    /// Where gradients are recorded, they reach through every piece.
    @Test func gradientsAreKept() throws {
        let x = Tensor([2] as [Float], shape: [1])
        x.requiringGradient()
        let pieces = Engine.concurrently(3) { index in x * Double(index + 1) }
        try (pieces[0] + pieces[1] + pieces[2]).sum().backward()
        #expect(try x.gradient()?.floats() == [6])
    }
}
