import Interface
import Testing

@Suite struct FuzzyMatchTests {
    private let titles = [
        "Play or pause", "Mark a section", "More like this", "Mute", "Choose the sound output", "Undo",
    ]

    private func best(_ query: String) -> String? { FuzzyMatch.ranked(query, among: titles).first.map { titles[$0] } }

    @Test func initialsFindATitle() {
        #expect(best("mlt") == "More like this")
        #expect(best("cso") == "Choose the sound output")
    }

    @Test func aWordsBeginningGoesBeforeItsMiddle() { #expect(best("un") == "Undo") }

    @Test func lettersInAnotherOrderDoNotFit() { #expect(FuzzyMatch.ranked("odnu", among: titles) == []) }

    @Test func anEmptyQueryKeepsTheOrder() { #expect(FuzzyMatch.ranked("", among: titles) == Array(titles.indices)) }

    @Test func caseAndSpacesDoNotMatter() { #expect(best("PLAY PA") == "Play or pause") }
}
