import Interface
import Testing

@Suite struct TextEntryEditingTests {
    @Test func lettersGoInAtTheCursor() {
        var entry = TextEntry(label: "", text: "bue")
        entry.cursor = 1
        entry.insert("l")
        #expect(entry.text == "blue" && entry.cursor == 2)
    }

    @Test func erasingAndDeleting() {
        var entry = TextEntry(label: "", text: "abcd")
        entry.move(-2)
        entry.erase()
        #expect(entry.text == "acd" && entry.cursor == 1)
        entry.delete()
        #expect(entry.text == "ad" && entry.cursor == 1)
        entry.move(-5)
        entry.erase()
        #expect(entry.text == "ad" && entry.cursor == 0)
    }

    @Test func wordsAndLines() {
        var entry = TextEntry(label: "", text: "Am F  ")
        entry.eraseWord()
        #expect(entry.text == "Am ")
        entry.insert("G")
        entry.cursor = 3
        entry.eraseLine()
        #expect(entry.text == "G" && entry.cursor == 0)
    }

    @Test func typingTakesTheProblemAway() {
        var entry = TextEntry(label: "", text: "x")
        entry.problem = "no"
        entry.insert("y")
        #expect(entry.problem == nil)
    }

    /// The word before the cursor, one candidate after the other; what was typed since begins anew.
    @Test func wordsAreCompleted() {
        var entry = TextEntry(label: "", text: "slow p", words: ["pad", "piano", "pop"])
        #expect(entry.completions == ["pad", "piano", "pop"])
        entry.complete()
        #expect(entry.text == "slow pad" && entry.cursor == 8)
        entry.complete()
        entry.complete()
        #expect(entry.text == "slow pop")
        entry.complete()
        #expect(entry.text == "slow pad")
        entry.insert(", Pi")
        #expect(entry.completions == ["piano"])
        entry.complete()
        #expect(entry.text == "slow pad, piano")
        entry.insert(" xy")
        #expect(entry.completions.isEmpty)
        entry.complete()
        #expect(entry.text == "slow pad, piano xy")
    }
}
