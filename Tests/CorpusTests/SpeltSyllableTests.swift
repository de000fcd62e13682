import Corpus
import Testing

@Suite struct SpeltSyllableTests {
    @Test func lettersBecomeSounds() {
        let love = SpeltSyllable("love,")
        #expect(love.onset == [.l] && love.vowel == .o && love.glide == .u && love.coda == .v)
        let night = SpeltSyllable("night")
        #expect(night.onset == [.n] && night.vowel == .shortI)
        #expect(SpeltSyllable("schön").onset == [.sh] && SpeltSyllable("schön").coda == .n)
        #expect(SpeltSyllable("stars").onset == [.s, .t])
        #expect(SpeltSyllable("You").onset == [.yod] && SpeltSyllable("day").vowel == .e)
        #expect(SpeltSyllable("I").vowel == .a && SpeltSyllable("in").vowel == .shortI)
    }

    @Test func whatHasNoVowelSaysSo() {
        #expect(SpeltSyllable("").vowel == nil && SpeltSyllable("").onset.isEmpty)
        #expect(SpeltSyllable("'s").vowel == nil && SpeltSyllable("1.").vowel == nil)
        #expect(SpeltSyllable("ngth").onset.count <= 2)
    }

    @Test func onlyWordsOfOneSyllableAreGivenToFestival() {
        #expect(FestivalSinger.word(spelt: "Love,") == "love")
        #expect(FestivalSinger.word(spelt: "a-") == "a" && FestivalSinger.word(spelt: "") == "a")
        #expect(FestivalSinger.word(spelt: "little") == nil && FestivalSinger.word(spelt: "'s") == nil)
        #expect(FestivalSinger.word(spelt: "\"><x") == nil)
    }
}
