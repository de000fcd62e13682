import Terminal
import Testing

@Suite struct KeyPressParsingTests {
    @Test(arguments: [
        ("x", KeyPress(.character("x"))), ("?", KeyPress(.character("?"))), ("-", KeyPress(.character("-"))),
        ("X", KeyPress(.character("X"))), ("é", KeyPress(.character("é"))), ("space", KeyPress(.character(" "))),
        ("ctrl-r", KeyPress(.character("r"), control: true)), ("alt-x", KeyPress(.character("x"), alt: true)),
        ("ctrl-alt-space", KeyPress(.character(" "), control: true, alt: true)),
        ("alt--", KeyPress(.character("-"), alt: true)), ("tab", KeyPress(.tab)),
        ("shift-tab", KeyPress(.tab, shift: true)), ("f1", KeyPress(.function(1))),
        ("f12", KeyPress(.function(12))), ("pgup", KeyPress(.pageUp)), ("enter", KeyPress(.enter)),
        ("ctrl-shift-left", KeyPress(.left, control: true, shift: true)), ("delete", KeyPress(.delete)),
        ("backspace", KeyPress(.backspace)), ("escape", KeyPress(.escape)),
    ])
    func nameAndKeyAreInverse(name: String, key: KeyPress) {
        #expect(KeyPress(parsing: name) == key)
        #expect(key.description == name)
    }

    @Test func otherSpellingsAreRead() {
        #expect(KeyPress(parsing: "Shift-Ctrl-PageDown") == KeyPress(.pageDown, control: true, shift: true))
        #expect(KeyPress(parsing: "Esc") == KeyPress(.escape))
        #expect(KeyPress(parsing: "return") == KeyPress(.enter))
        #expect(KeyPress(parsing: "shift-a") == .character("A"))
        #expect(KeyPress(parsing: "ctrl-R") == KeyPress(.character("r"), control: true))
        #expect(KeyPress(parsing: "F5") == KeyPress(.function(5)))
        #expect(KeyPress(parsing: "F") == .character("F"))
    }

    @Test func whatATerminalCannotTellApartIsOneKey() {
        #expect(KeyPress(parsing: "ctrl-i") == KeyPress(.tab))
        #expect(KeyPress(parsing: "ctrl-m") == KeyPress(.enter))
        #expect(KeyPress(parsing: "ctrl-[") == KeyPress(.escape))
    }

    @Test(arguments: [
        "", "ctrl-", "ctrl-1", "shift-1", "f0", "f64", "fx", "spaace", "ctrl-ctrl-r", "ab", "\t", " ", "\u{7f}",
        "ctrl-é",
    ])
    func whatIsNoKeyIsRefused(text: String) { #expect(KeyPress(parsing: text) == nil) }

    @Test(arguments: [
        ("ctrl-r", "^R", "^R"), ("up", "↑", "up"), ("space", "spc", "spc"), ("shift-tab", "⇧tab", "S-tab"),
        ("alt-x", "M-x", "M-x"), ("f1", "F1", "F1"), ("pgup", "pgup", "pgup"), ("x", "x", "x"), ("enter", "⏎", "ret"),
        ("ctrl-left", "^←", "^lt"),
    ])
    func hintsAreShort(name: String, hint: String, ascii: String) {
        #expect(KeyPress(parsing: name)?.hint() == hint)
        #expect(KeyPress(parsing: name)?.hint(ascii: true) == ascii)
    }
}
