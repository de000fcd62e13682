import Sentences
import Testing

@Suite struct QuoteTests {
    @Test func shortTextsStay() {
        #expect("C".quoted == "\"C\"" && "".quoted == "\"\"")
        let text = String(repeating: "a", count: 80)
        #expect(text.quoted == "\"\(text)\"")
    }

    @Test func longTextsKeepTheirBeginningAndTheirEnd() {
        let text = "begins " + String(repeating: "é", count: 100_000) + " ends"
        #expect(text.quoted.count == 82)
        #expect(text.quoted.hasPrefix("\"begins é") && text.quoted.hasSuffix("é ends\"") && text.quoted.contains("…"))
    }

    @Test func aNameThatWasMeantIsFound() {
        #expect(closestName(to: "wavform", among: ["waveform", "warning"]) == "waveform")
        let names = ["steps", "guidance", "seed"]
        #expect(closestName(to: "step", among: names) == "steps")
        #expect(closestName(to: "melody", among: names) == nil)
        #expect(closestName(to: String(repeating: "s", count: 1_000_000), among: names) == nil)
    }
}
