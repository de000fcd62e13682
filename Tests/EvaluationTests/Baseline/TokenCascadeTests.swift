import Evaluation
import Testing

@Suite struct TokenCascadeTests {
    private static var small: TokenCascade.Sizes {
        var sizes = TokenCascade.Sizes(width: 16, coarseLayers: 1, fineLayers: 1)
        sizes.headSize = 8
        sizes.rates.fineSeconds = 0.12
        return sizes
    }

    /// 10 s are 250 semantic tokens, 2000 coarse and 4000 fine ones; here a twentieth of that, the fine ones in stretches.
    @Test func everyTokenTakesAPass() throws {
        let cascade = try TokenCascade(Self.small, seconds: 0.2)
        var last: [TokenCascade.Stage: Int] = [:]
        let made = try cascade.generate { stage, count in
            #expect(count == last[stage, default: 0] + 1)
            last[stage] = count
        }
        #expect(last == [.semantic: 5, .coarse: 40, .fine: 80])
        // the beginning of a sequence takes a pass, its last token none
        #expect(made.passes == 45 + 80)
        #expect(made.codes.count == 10 * 12 && made.codes.allSatisfy { (0..<1024).contains($0) })
        #expect(Set(made.codes).count > 60)
        #expect(Set(made.stageSeconds.keys) == [.semantic, .coarse, .fine])
    }

    /// One layer of width 16 and 1024 codes; 0.1 s are 3 semantic tokens after 3 of the vocal, 20 coarse and 40 fine.
    @Test func multiplyAccumulatesAreCounted() throws {
        let cascade = try TokenCascade(Self.small, seconds: 0.1)
        func sequence(given: Int, drawn: Int) -> Int {
            var count = given * 12 * 16 * 16 + 2 * given * given * 16
            for place in given..<(given + drawn) {
                count += 1024 * 16
                if place > given { count += 12 * 16 * 16 + 2 * place * 16 }
            }
            return count
        }
        #expect(cascade.multiplyAccumulates == sequence(given: 3, drawn: 23) + sequence(given: 20, drawn: 40))
    }

    @Test func theSeedDecides() throws {
        let cascade = try TokenCascade(Self.small, seconds: 0.1)
        let made = try [1, 1, 2].map { try cascade.generate(seed: $0).codes }
        #expect(made[0] == made[1] && made[0] != made[2])
    }

    /// 10 974 400 parameters has our FastSAG.
    @Test func isAsLargeAsFastSAG() throws {
        let count = try TokenCascade(seconds: 0.1).parameterCount
        #expect(abs(Double(count) / 10_974_400 - 1) < 0.02, "\(count)")
    }
}
