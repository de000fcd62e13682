import Interface
import Terminal
import Testing

@Suite struct CommandTableTests {
    @Test func identifiersAreUnique() {
        #expect(Set(CommandTable.all.map(\.id)).count == CommandTable.all.count)
    }

    @Test func noKeyMeansTwoThingsInOnePlace() {
        #expect(Bindings().conflicts == [])
    }

    @Test func everyCommandIsExplained() {
        for command in CommandTable.all {
            #expect(!command.title.isEmpty && command.help.hasSuffix("."), "\(command.id)")
        }
    }

    @Test func theKeysOfTheSpecificationAreThere() {
        let bindings = Bindings()
        let expected = [
            "space": "play.toggle", "g": "generate", "tab": "audition.next", "[": "loop.start", "]": "loop.end",
            "u": "undo", "ctrl-r": "redo", "q": "quit", "h": "play.back", "l": "play.forward", "left": "play.back",
            "right": "play.forward", ",": "play.backMinute", ".": "play.forwardMinute", "?": "help", ":": "palette",
        ]
        for (name, id) in expected {
            let key = KeyPress(parsing: name)
            #expect(key.flatMap { bindings.command(for: $0, in: .focus(.timeline)) }?.id == id, "\(name)")
        }
    }

    @Test func readmeAndManPageHaveEveryCommandAndKey() {
        let (markdown, man) = (CommandTable.markdown, CommandTable.man(version: "1.2"))
        for command in CommandTable.all {
            #expect(markdown.contains("`\(command.id)`"))
            #expect(man.contains("[\(command.id)]"))
        }
        #expect(markdown.contains("| `left` `h` | Back 5 seconds |"))
        #expect(man.contains("backline 1.2"))
        // a key that is a control character of roff at the beginning of a line would vanish
        #expect(!man.split(separator: "\n").contains { $0.hasPrefix("'") })
    }

    @Test func markdownCellsKeepTheirStrokes() {
        for line in CommandTable.markdown.split(separator: "\n") where line.hasPrefix("|") {
            #expect(line.replacing("\\|", with: "").filter { $0 == "|" }.count == 5, "\(line)")
        }
    }

    @Test func helpShowsKeysAsBound() throws {
        let key = try #require(KeyPress(parsing: "f9"))
        let lines = CommandTable.help(Bindings(overrides: ["generate": [key]]))
        #expect(lines.contains { $0.hasPrefix("  f9 ") && $0.contains("Generate a take") })
    }
}
