import Signal
import Testing

struct SeededGeneratorTests {
    /// The published test vector of SplitMix64 for the seed 1234567.
    @Test func splitMixIsThePublishedOne() {
        var mixer = SplitMix64(state: 1_234_567)
        let values = (0..<5).map { _ in mixer.next() }
        #expect(
            values == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
    }

    /// From the state (1, 2, 3, 4): the vector that rand_xoshiro tests against, from Vigna's C program.
    @Test func xoshiroIsThePublishedOne() {
        var generator = SeededGenerator(state: (1, 2, 3, 4))
        let values = (0..<5).map { _ in generator.next() }
        #expect(
            values == [11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360])
    }

    @Test func seedsAndStreamsDiffer() {
        func first(_ seed: UInt64, _ stream: UInt64) -> [UInt64] {
            var generator = SeededGenerator(seed: seed, stream: stream)
            return (0..<4).map { _ in generator.next() }
        }
        #expect(first(7, 0) == first(7, 0))
        #expect(Set([first(7, 0), first(8, 0), first(7, 1), first(8, 1), first(0, 7)]).count == 5)
    }

    @Test func momentsOfTheDistributions() {
        var generator = SeededGenerator(seed: 3)
        let count = 100_000
        let uniform = (0..<count).map { _ in generator.uniform() }
        #expect(uniform.allSatisfy { (0..<1).contains($0) })
        let uniformMean = uniform.reduce(0, +) / Double(count)
        // Five standard errors of the mean.
        #expect(abs(uniformMean - 0.5) < 5 * (1.0 / 12).squareRoot() / Double(count).squareRoot())
        let normal = (0..<count).map { _ in generator.normal(mean: 2, standardDeviation: 3) }
        let mean = normal.reduce(0, +) / Double(count)
        let variance = normal.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
        let kurtosis = normal.reduce(0) { $0 + ($1 - mean) * ($1 - mean) * ($1 - mean) * ($1 - mean) } / Double(count)
        #expect(abs(mean - 2) < 5 * 3 / Double(count).squareRoot())
        #expect(abs(variance - 9) < 5 * 9 * (2 / Double(count)).squareRoot())
        #expect(abs(kurtosis / (variance * variance) - 3) < 5 * (24 / Double(count)).squareRoot())
        let whole = (0..<1000).map { _ in generator.uniform(in: 3..<6) }
        #expect(Set(whole) == [3, 4, 5])
    }
}
