import Corpus
import Foundation
import Signal
import Testing

@Suite("Cast of singers")
struct SingerCastTests {
    @Test("48 voices, eight of them held out, of every kind in both, no two alike")
    func roster() {
        let cast = SingerVoice.cast
        #expect(cast.count == 48)
        #expect(SingerVoice.trainingCast.count == 40)
        #expect(SingerVoice.heldOutCast.count == 8)
        for kind in SingerVoice.Kind.allCases {
            #expect(SingerVoice.trainingCast.contains { $0.kind == kind })
            #expect(SingerVoice.heldOutCast.contains { $0.kind == kind })
        }
        #expect(cast.map(\.castNumber) == (0..<48).map { $0 })
        // Ten traits, each measured in its own spread over the cast.
        let traits: [(SingerVoice) -> Double] = [
            \.tract, \.openQuotient, \.brightness, \.breathiness, \.jitter, \.vibratoRate, \.vibratoDepth,
            \.registers.breakPitch, \.habits.skew, \.habits.vowelSpace,
        ]
        let columns = traits.map { trait in cast.map(trait) }
        let spreads = columns.map { ($0.max() ?? 0) - ($0.min() ?? 0) }
        for first in cast.indices {
            for second in cast.indices where second > first {
                let distance = zip(columns, spreads).reduce(0) { $0 + abs($1.0[first] - $1.0[second]) / $1.1 }
                #expect(distance > 1, "voices \(first) and \(second) are alike")
            }
        }
    }

    @Test("Every trait of the women covers its range: one singer in each of 22 strata")
    func strata() {
        let women = SingerVoice.cast.filter { $0.kind == .female }
        let rates = women.map { Int((($0.vibratoRate - 4.4) / 2.4 * 22).rounded(.down)) }
        #expect(Set(rates) == Set(0..<22))
    }

    @Test("A drawn singer is a member of the cast, slightly changed, and held-out ones come only when asked for")
    func draws() {
        var generator = SeededGenerator(seed: 3)
        let heldOut = Set(SingerVoice.heldOutCast.compactMap(\.castNumber))
        var met = Set<Int>()
        for _ in 0..<400 {
            let voice = SingerVoice(drawnBy: &generator)
            let number = voice.castNumber ?? -1
            #expect(!heldOut.contains(number))
            let original = SingerVoice.cast[number]
            #expect(voice != original)
            #expect(abs(voice.tract / original.tract - 1) < 0.06)
            met.insert(number)
        }
        #expect(met.count == 40)
        for _ in 0..<50 {
            #expect(heldOut.contains(SingerVoice(heldOut: true, drawnBy: &generator).castNumber ?? -1))
        }
    }

    @Test("Voices from before there was a cast are still read")
    func oldVoices() throws {
        var generator = SeededGenerator(seed: 3)
        let voice = SingerVoice(drawnBy: &generator)
        let data = try JSONEncoder().encode(voice)
        #expect(try JSONDecoder().decode(SingerVoice.self, from: data) == voice)
        var fields = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        for key in ["registers", "habits", "castNumber"] { fields[key] = nil }
        let old = try JSONDecoder().decode(
            SingerVoice.self, from: try JSONSerialization.data(withJSONObject: fields))
        #expect(old.registers == .single)
        #expect(old.habits == .plain)
        #expect(old.castNumber == nil)
        #expect(old.tract == voice.tract)
    }
}
