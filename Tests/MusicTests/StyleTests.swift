import Music
import Testing

@Suite("Style")
struct StyleTests {
    @Test("The order is that of trained weights")
    func order() {
        #expect(
            Style.allCases.map(\.rawValue) == [
                "ballad", "pop", "rock", "bossa", "acoustic", "soul", "country", "synthpop", "lofi", "strings", "swing",
                "reggae",
            ])
    }

    @Test("A style that is not known is given as its kin", arguments: Style.allCases)
    func kin(style: Style) {
        let known: Set<Style> = [.ballad, .pop, .rock, .bossa]
        #expect(known.contains(style.nearest(in: known)))
        #expect(style.nearest(in: Set(Style.allCases)) == style)
    }

    @Test("Swing stands by bossa, strings by the ballad")
    func nearest() {
        #expect(Style.swing.nearest(in: [.ballad, .pop, .rock, .bossa]) == .bossa)
        #expect(Style.strings.nearest(in: [.ballad, .pop, .rock, .bossa]) == .ballad)
    }
}
