import Evaluation
import Foundation
import TestSupport
import Testing

@Suite struct SoundChangesTests {
    /// A tone that is struck twice a second, with a step of its level at one place.
    private func sound(stepAt place: Double? = nil) -> [Float] {
        (0..<240_000).map { index in
            let time = Double(index) / 24_000
            let struck = exp(-(time * 2).truncatingRemainder(dividingBy: 1))
            let level = place.map { time >= $0 ? 0.9 : 0.02 } ?? 0.3
            return Float(level * struck * sin(2 * .pi * 330 * time))
        }
    }

    @Test func aPlaceLikeAnyOtherStandsInTheMiddle() throws {
        let real = SoundChanges(of: sound())
        let places = (0..<16).map { 1.03 + 0.47 * Double($0) }
        let standing = try #require(SoundChanges(of: sound(), at: places).standing(among: real))
        #expect(standing.joins == 16)
        #expect((0.25...0.75).contains(standing.level) && (0.25...0.75).contains(standing.flux))
        #expect(standing.levelOutside < 0.2 && standing.fluxOutside < 0.2)
    }

    @Test func aStepStandsOutside() throws {
        let standing = try #require(
            SoundChanges(of: sound(stepAt: 4.8), at: [4.8]).standing(among: SoundChanges(of: sound())))
        #expect(standing.levelOutside == 1 && standing.level > 0.95)
    }

    @Test func withoutJoinsNothingIsSaid() {
        #expect(SoundChanges().standing(among: SoundChanges(of: sound())) == nil)
        #expect(SoundChanges(of: sound(), at: [1]).standing(among: SoundChanges()) == nil)
    }
}
