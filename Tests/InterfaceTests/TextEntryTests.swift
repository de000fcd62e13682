import Interface
import Testing

@Suite struct TextEntryTests {
    @Test func theCursorBeginsBehindTheText() { #expect(TextEntry(label: "Name", text: "blue").cursor == 4) }
}
