import Terminal
import Testing

@Suite struct CanvasTests {
    @Test func whatFallsOutsideIsCutOff() {
        var canvas = Canvas(size: Size(rows: 2, columns: 5))
        #expect(canvas.write("abcdefg", row: 0, column: 3) == 5)
        canvas.write("x", row: 7, column: 0)
        canvas[1, -1] = Cell("y")
        #expect(canvas.text == "   ab\n")
    }

    @Test func controlCharactersBecomeSpaces() {
        var canvas = Canvas(size: Size(rows: 1, columns: 4))
        canvas.write("a\tb\n", row: 0, column: 0)
        #expect(canvas.text == "a b")
    }

    @Test func fillingIsCutToTheCanvas() {
        var canvas = Canvas(size: Size(rows: 2, columns: 3))
        canvas.fill(Rect(row: -1, column: 1, rows: 2, columns: 9), with: Cell("#"))
        #expect(canvas.text == " ##\n")
    }
}
