import MeLoDy
import Music
import Networks
import Signal
import Tensors
import Testing

@Suite struct PromptTests {
    @Test func wordsBecomeFacts() throws {
        let prompt = try Prompt("Bright pop band in C, 120 bpm")
        #expect(prompt.facts.style == .pop && prompt.facts.tempo == 120)
        #expect(prompt.facts.key == Key(tonic: PitchClass(0), mode: .major) && prompt.unknown.isEmpty)
        let other = try Prompt("sad bossa nova with piano, bass and strings in F# minor at 84bpm in 3/4")
        #expect(other.facts.style == .bossa && other.facts.players == [.keys, .bass, .strings])
        #expect(other.facts.key == Key(parsing: "F# minor") && other.facts.tempo == 84 && other.facts.meter == 3)
        #expect(try Prompt("rock without drums").facts.players == [])
        // a tone that is the article, too
        #expect(try Prompt("a swing tune").facts.key == nil && Prompt("swing in A").facts.key == Key(parsing: "A"))
    }

    @Test func whatIsUnknownIsNamed() throws {
        let prompt = try Prompt("reggea band with drums")
        #expect(prompt.unknown.map(\.word) == ["reggea"] && prompt.unknown.map(\.nearest) == ["reggae"])
        #expect(throws: PromptError.self) { try Prompt("  ") }
        #expect(throws: PromptError.empty("qwertz the", unknown: ["qwertz"])) { try Prompt("qwertz the") }
    }

    @Test func wordsForTempiAreTempi() throws {
        #expect(try Prompt("slow pop").facts.askedTempo == 76 && Prompt("fast pop").facts.askedTempo == 152)
        #expect(try Prompt("very slow piano").facts.askedTempo == 66 && Prompt("pop").facts.askedTempo == nil)
        #expect(try Prompt("pop 400 bpm").unknown.map(\.nearest) == ["a tempo of 40 to 240 bpm"])
    }

    @Test func sectionsAreNamed() throws {
        #expect(try Prompt("sad pop chorus").facts.section == .chorus)
        #expect(try Prompt("rock band for the middle eight").facts.section == .bridge)
        #expect(try Prompt("calm intro with piano").facts.askedMood == .calm)
        var generator = SeededGenerator(seed: 2)
        for section in PromptFacts.Section.allCases {
            let caption = PromptWords.caption(
                of: PromptFacts(style: .pop, section: section), share: 1, using: &generator)
            #expect(try Prompt(caption).facts.section == section, "\(caption)")
        }
    }

    /// What a caption tells is read from it again.
    @Test func captionsSayWhatIsKnown() throws {
        var generator = SeededGenerator(seed: 1)
        for style in Style.allCases {
            for index in 0..<24 {
                let facts = PromptFacts(
                    style: style, players: [.drums, .keys], tempo: 60 + Double(index) * 5, key: Key(index: index),
                    density: .busy, meter: 3)
                let caption = PromptWords.caption(of: facts, share: 1, using: &generator)
                let read = try Prompt(caption)
                #expect(read.facts.tempo == facts.tempo && read.facts.key == facts.key, "\(caption)")
                #expect(read.facts.style == style && read.facts.players.isSuperset(of: facts.players), "\(caption)")
                #expect(read.facts.meter == 3 && read.unknown.isEmpty, "\(caption): \(read.unknown)")
            }
        }
    }

    /// Words that are not there change nothing, and a point has a code of each level.
    @Test func towersMeetInOneSpace() throws {
        let sizes = PromptEncoderSizes(
            clip: 10, words: PromptWords.vocabulary.count, hidden: 16,
            quantizer: ResidualVectorQuantizer.Sizes(levels: 3, codes: 4, width: 8))
        let encoder = PromptEncoder(try ParameterStore(seed: 3).root, sizes)
        let prompt = try Prompt("slow rock in D")
        let alone = encoder.embedded(prompt)
        #expect(abs(try alone.squared().sum().item() - 1) < 1e-4)
        let clip = encoder.embedded(clips: Tensor([Float](repeating: 0.3, count: 10), shape: [1, 10]))
        #expect(clip.shape == alone.shape)
        let tokens = try encoder.tokens(alone)
        #expect(tokens.count == 3 && tokens.allSatisfy((0..<4).contains))
    }
}
