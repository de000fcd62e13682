import Evaluation
import Foundation
import Signal
import Testing

struct FrechetDistanceTests {
    /// Points around `offset` with a deviation an axis, `windows` in each of `clips` clips.
    static func clips(
        _ clips: Int, windows: Int, dimension: Int, offset: Float = 0, deviation: Float = 1, seed: UInt64
    ) -> [EmbeddedClip] {
        var generator = SeededGenerator(seed: seed)
        return (0..<clips).map { _ in
            EmbeddedClip(
                dimension: dimension,
                values: generator.normals(windows * dimension).map { offset + deviation * $0 })
        }
    }

    /// Commuting covariances: |m - n|^2 + sum (sqrt s - sqrt t)^2.
    @Test func diagonalCovariancesAreKnown() {
        let distance = FrechetDistance.distance(
            means: ([1, 2], [4, -2]), covariances: ([4, 0, 0, 9], [1, 0, 0, 25]))
        #expect(abs(distance - (25 + 1 + 4)) < 1e-9)
    }

    /// For 2 x 2 matrices tr sqrt(M) = sqrt(tr M + 2 sqrt(det M)).
    @Test func turnedCovariancesAreKnown() {
        let one = [2.0, 0.8, 0.8, 1]
        let other = [1.0, -0.5, -0.5, 3]
        let product = [
            one[0] * other[0] + one[1] * other[2], one[0] * other[1] + one[1] * other[3],
            one[2] * other[0] + one[3] * other[2], one[2] * other[1] + one[3] * other[3],
        ]
        let root = (product[0] + product[3] + 2 * (product[0] * product[3] - product[1] * product[2]).squareRoot())
            .squareRoot()
        let distance = FrechetDistance.distance(means: ([0, 0], [0, 0]), covariances: (one, other))
        #expect(abs(distance - (2 + 1 + 1 + 3 - 2 * root)) < 1e-9)
    }

    /// A covariance that fills one direction only: (a - b)^2 along it.
    @Test func singularCovariancesAreTaken() {
        let distance = FrechetDistance.distance(
            means: ([0, 0, 0], [0, 0, 0]),
            covariances: ([4, 4, 0, 4, 4, 0, 0, 0, 0], [1, 1, 0, 1, 1, 0, 0, 0, 0]))
        // The roots of rounding errors.
        #expect(abs(distance - 2) < 1e-5)
    }

    /// Twenty axes, known answer from many points; the sample's own error is a few percent.
    @Test func setsOfPointsReadAsTheirDistributions() throws {
        let one = Self.clips(20, windows: 200, dimension: 8, seed: 1)
        let other = Self.clips(20, windows: 200, dimension: 8, offset: 0.5, deviation: 2, seed: 2)
        let found = try #require(FrechetDistance(other, one))
        // 8 x 0.25 of the means, 8 x (2 - 1)^2 of the deviations.
        #expect(abs(found.infinity - 10) < 0.5)
        #expect(found.units == 20 && found.dimension == 8 && found.windows == [4_000, 4_000])
        let low = try #require(found.low)
        let high = try #require(found.high)
        #expect(low < found.infinity && found.infinity < high)
    }

    /// With 160 points in 24 axes the plain distance of like sets is far from 0, read at 1/N = 0 it is near.
    @Test func extrapolationTakesTheBiasOff() throws {
        var plain = 0.0
        var read = 0.0
        for seed in 0..<6 {
            let one = Self.clips(40, windows: 4, dimension: 24, seed: UInt64(2 * seed + 10))
            let other = Self.clips(40, windows: 4, dimension: 24, seed: UInt64(2 * seed + 11))
            let found = try #require(FrechetDistance(one, other))
            plain += found.distance / 6
            read += found.infinity / 6
        }
        #expect(plain > 1.5)
        #expect(abs(read) < 0.15 * plain)
    }

    @Test func theSameSetIsNoDistanceAway() throws {
        let clips = Self.clips(10, windows: 10, dimension: 6, seed: 3)
        let found = try #require(FrechetDistance(clips, clips))
        #expect(abs(found.distance) < 1e-6 && abs(found.infinity) < 1e-6)
        #expect(FrechetDistance(clips, clips) == found)
    }

    @Test func tooFewPointsHaveNone() {
        let clips = Self.clips(1, windows: 2, dimension: 6, seed: 3)
        #expect(FrechetDistance(clips, clips) == nil)
        #expect(FrechetDistance([], clips) == nil)
    }
}
