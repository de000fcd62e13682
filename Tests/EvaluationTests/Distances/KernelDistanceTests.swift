import Evaluation
import Foundation
import Signal
import Testing

struct KernelDistanceTests {
    private func clips(
        _ count: Int, windows: Int = 6, offset: Float = 0, seed: UInt64, spread: Float = 0
    ) -> [EmbeddedClip] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let home = generator.normals(4).map { offset + spread * $0 }
            return EmbeddedClip(
                dimension: 4, values: (0..<windows).flatMap { _ in zip(home, generator.normals(4)).map { $0 + $1 } })
        }
    }

    /// Windows of a song lie close together here; songs are compared with other songs only, so that this does not count.
    @Test func likeSetsAreAroundZero() throws {
        let found = try (0..<12).map { seed in
            let one = clips(24, seed: UInt64(2 * seed + 1), spread: 2)
            let other = clips(24, seed: UInt64(2 * seed + 2), spread: 2)
            return try #require(KernelDistance(one, other)).distance
        }
        let mean = found.reduce(0, +) / Double(found.count)
        #expect(abs(mean) < 12)
        // Unbiased: some lie below.
        #expect(found.contains { $0 < 0 } && found.contains { $0 > 0 })
    }

    @Test func apartIsFarther() throws {
        let home = clips(20, seed: 1)
        let near = try #require(KernelDistance(clips(20, offset: 0.5, seed: 2), home))
        let far = try #require(KernelDistance(clips(20, offset: 2, seed: 3), home))
        #expect(near.distance > 10 && near.low > 0)
        #expect(far.low > near.high)
        // The median distance of normal points in 4 axes is sqrt(2 x 3.36).
        #expect(abs(near.bandwidth - 2.59) < 0.15)
    }

    /// Two points a and b against c and d under a known kernel, by hand.
    @Test func fourPointsByHand() throws {
        func point(_ x: Float) -> EmbeddedClip { EmbeddedClip(dimension: 1, values: [x]) }
        let found = try #require(KernelDistance([point(0), point(3)], [point(0), point(2), point(4)]))
        // Distances 2, 2, 4: the median is 2.
        #expect(found.bandwidth == 2)
        func kernel(_ distance: Double) -> Double { exp(-distance * distance / 8) }
        let across = (kernel(0) + kernel(2) + kernel(4) + kernel(3) + kernel(1) + kernel(1)) / 6
        let expected = kernel(3) + (2 * kernel(2) + kernel(4)) / 3 - 2 * across
        #expect(abs(found.distance - 1_000 * expected) < 1e-6)
    }

    @Test func theSameSetIsNoDistanceAway() throws {
        let set = clips(8, seed: 4)
        #expect(abs(try #require(KernelDistance(set, set)).distance) < 1e-9)
    }

    @Test func tooFewSongsHaveNone() {
        #expect(KernelDistance(clips(1, seed: 1), clips(3, seed: 2)) == nil)
        let constant = [EmbeddedClip](repeating: EmbeddedClip(dimension: 1, values: [1, 1]), count: 4)
        #expect(KernelDistance(constant, constant) == nil)
    }
}
