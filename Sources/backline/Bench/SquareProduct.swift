import Tensors

/// A product of two square matrices in single precision: what the machine can do at best.
enum SquareProduct {
    /// Large enough for the processor's rate, small enough that a busy machine does not interrupt every product.
    static let size = 1024

    /// The fastest of a few, in 1e9 operations a second, a multiply-accumulate being two.
    static func gigaflops(size: Int = size, repeats: Int = 16) throws -> Double {
        let generator = try RandomGenerator(seed: 1)
        let (a, b) = (
            Tensor.normal([size, size], generator: generator), Tensor.normal([size, size], generator: generator)
        )
        let clock = ContinuousClock()
        let best = try (0...repeats).map { _ in try clock.measure { try a.matmul(b).checked() } }.min() ?? .zero
        return 2 * Double(size * size * size) / max(best / .seconds(1), 1e-9) * 1e-9
    }
}
