import Band
import Music
import Testing

@Suite("Style sheets")
struct StyleSheetTests {
    @Test("Every pattern of every style has whole bars, known letters and programs", arguments: Style.allCases)
    func faultless(style: Style) {
        #expect(StyleCheck.faults(in: style) == [])
    }

    @Test("A fault is named")
    func faults() {
        #expect(
            StyleCheck.faults(in: "X---x---X--", meter: 4, letters: "Xx-", name: "keys")
                == ["keys: \"X---x---X--\" has 11 of 16 sixteenths"])
        #expect(
            StyleCheck.faults(in: "X---q---x---|X-----------", meter: 3, letters: "Xx-", name: "keys")
                == ["keys: \"X---q---x---|X-----------\" has a \"q\""])
    }
}
