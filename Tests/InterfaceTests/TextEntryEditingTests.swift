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

    /// What stands there is chosen: the first letter replaces it, arrows and home and end keep it.
    @Test func theOldTextIsReplaced() {
        func entry() -> TextEntry { TextEntry(label: "", text: "8", isSelected: true) }
        var typed = entry()
        typed.insert("1")
        typed.insert("2")
        #expect(typed.text == "12" && !typed.isSelected)
        for letters in [-1, 1, -9, 9] {
            var moved = entry()
            moved.move(letters)
            moved.insert("1")
            #expect(moved.text == (letters < 0 ? "18" : "81"))
        }
        var erased = entry()
        erased.erase()
        #expect(erased.text.isEmpty && erased.cursor == 0)
        #expect(!TextEntry(label: "", text: "", isSelected: true).isSelected)
    }
}
