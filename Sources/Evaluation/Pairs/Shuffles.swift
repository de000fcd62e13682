import Signal

/// Chance: everybody gets somebody else's accompaniment.
public enum Shuffles {
    /// Permutations without a fixed point (S. Sattolo, 1986: cycles through all); the same for the same count and seed.
    /// - Returns: as many as asked for, fewer where a few exchange all there is; none for fewer than two.
    public static func derangements(of count: Int, number: Int, seed: UInt64 = 1) -> [[Int]] {
        guard count > 1 else { return [] }
        var generator = SeededGenerator(seed: seed, stream: 3)
        return (0..<min(number, count - 1)).map { _ in
            var order = Array(0..<count)
            for index in stride(from: count - 1, to: 0, by: -1) {
                order.swapAt(index, generator.uniform(in: 0..<index))
            }
            return order
        }
    }
}
