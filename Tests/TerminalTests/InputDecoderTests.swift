import Terminal
import Testing

@Suite struct InputDecoderTests {
    private static let keys = TerminalKeys { name in
        ["kcuu1": "\u{1b}OA", "kf1": "\u{1b}OP", "kf2": "\u{1b}[[B", "kdch1": "\u{1b}[3~", "kbs": "\u{8}"][name]
            .map { Array($0.utf8) }
    }

    /// All events of some bytes, as if nothing came after them.
    private func events(_ text: String) -> [InputEvent] { events(Array(text.utf8)) }

    private func events(_ bytes: [UInt8]) -> [InputEvent] {
        var decoder = InputDecoder(keys: Self.keys)
        decoder.feed(bytes)
        var events: [InputEvent] = []
        while let event = decoder.next() { events.append(event) }
        while let event = decoder.next(flushing: true) { events.append(event) }
        #expect(!decoder.isIncomplete)
        return events
    }

    @Test(arguments: [
        ("a", "a"), ("é", "é"), ("日", "日"), (" ", "space"), ("\u{0}", "ctrl-space"), ("\u{12}", "ctrl-r"),
        ("\u{1f}", "ctrl-_"), ("\t", "tab"), ("\r", "enter"), ("\n", "enter"), ("\u{7f}", "backspace"),
        ("\u{8}", "backspace"), ("\u{1b}", "escape"), ("\u{1b}x", "alt-x"), ("\u{1b}é", "alt-é"),
        ("\u{1b}\u{12}", "ctrl-alt-r"), ("\u{1b}[", "alt-["), ("\u{1b}O", "alt-O"), ("\u{1b}\u{7f}", "alt-backspace"),
        ("\u{1b}OA", "up"), ("\u{1b}[A", "up"), ("\u{1b}[1;2A", "shift-up"), ("\u{1b}[1;5D", "ctrl-left"),
        ("\u{1b}[1;3C", "alt-right"), ("\u{1b}[1;8C", "ctrl-alt-shift-right"), ("\u{1b}[H", "home"),
        ("\u{1b}OF", "end"), ("\u{1b}[5~", "pgup"), ("\u{1b}[6;5~", "ctrl-pgdn"), ("\u{1b}[2~", "insert"),
        ("\u{1b}[3~", "delete"), ("\u{1b}[3;2~", "shift-delete"), ("\u{1b}[Z", "shift-tab"), ("\u{1b}OP", "f1"),
        ("\u{1b}[[B", "f2"), ("\u{1b}[15~", "f5"), ("\u{1b}[24~", "f12"), ("\u{1b}[1;2P", "shift-f1"),
        ("\u{1b}[114;5u", "ctrl-r"), ("\u{1b}[27;5;114~", "ctrl-r"), ("\u{1b}[9;2u", "shift-tab"),
    ])
    func keysAreRead(bytes: String, name: String) throws {
        #expect(events(bytes) == [.key(try #require(KeyPress(parsing: name)))])
    }

    @Test func whateverCutsTheBytesTheEventsAreTheSame() {
        let text = "a\u{1b}[1;5Dé日\u{1b}[200~x\u{1b}[A\u{1b}[201\u{1b}[201~z\u{1b}OA\u{1b}[<0;3;4M"
        let whole = events(text)
        #expect(
            whole == [
                .key(.character("a")), .key(KeyPress(.left, control: true)), .key(.character("é")),
                .key(.character("日")), .paste("x\u{1b}[A\u{1b}[201"), .key(.character("z")), .key(KeyPress(.up)),
                .mouse(MouseEvent(.press, row: 3, column: 2)),
            ])
        for size in 1...7 {
            var decoder = InputDecoder(keys: Self.keys)
            var found: [InputEvent] = []
            let bytes = Array(text.utf8)
            for start in stride(from: 0, to: bytes.count, by: size) {
                decoder.feed(bytes[start..<min(start + size, bytes.count)])
                while let event = decoder.next() { found.append(event) }
            }
            #expect(found == whole, "in pieces of \(size)")
        }
    }

    @Test func aLongPasteIsCutAndAnEndlessOneEnds() {
        var decoder = InputDecoder(keys: Self.keys)
        decoder.feed("\u{1b}[200~".utf8)
        let part = [UInt8](repeating: UInt8(ascii: "x"), count: InputDecoder.pasteLimit / 2 + 7)
        for _ in 0..<3 {
            decoder.feed(part)
            #expect(decoder.next() == nil)
        }
        #expect(decoder.isPasting)
        decoder.feed("\u{1b}[201~q".utf8)
        guard case .paste(let text) = decoder.next() else {
            Issue.record("no paste")
            return
        }
        #expect(text.utf8.count == InputDecoder.pasteLimit)
        #expect(decoder.next() == .key(.character("q")))
        decoder.feed("\u{1b}[200~half".utf8)
        #expect(decoder.next() == nil)
        #expect(decoder.next(flushing: true) == .paste("half"))
        #expect(!decoder.isIncomplete)
    }

    @Test func whatIsNoKeyIsLeftOut() {
        // focus, an answer about colours, broken and forbidden bytes, a movement of the mouse, an old mouse
        #expect(
            events("\u{1b}[Ia\u{1b}[?62;4cb\u{1b}[<35;3;4Mc\u{1b}[Od").map { event in
                if case .key(let key) = event { key.description } else { "?" }
            } == ["a", "b", "c", "d"])
        #expect(events([0xff, 0xc3, 0x28, 0x80, 0x61]) == [.key(.character("(")), .key(.character("a"))])
        #expect(events([0xe6, 0x97]) == [])
        #expect(events("\u{9b}") == [] && events("\u{1b}[155u") == [])
    }

    /// `shared/inputs/hostile/keys-overflow.bin`, and others of its kind: only digits are numbers.
    @Test(arguments: [
        "1;-9223372036854775808C", "1;9223372036854775807C", "1;99999999999999999999C", "1;+2C", "1;5:2C", "1;٣C",
    ])
    func numbersOutOfAllRangeAreNone(sequence: String) {
        #expect(events("\u{1b}[" + sequence) == [.key(KeyPress(.right))])
        #expect(events("\u{1b}[<0;" + sequence.dropLast() + "M").allSatisfy { $0 != .hangUp })
    }

    @Test func anEscapeWaitsForWhatFollows() {
        var decoder = InputDecoder(keys: Self.keys)
        decoder.feed([0x1b])
        #expect(decoder.next() == nil)
        #expect(decoder.isIncomplete)
        decoder.feed([0x1b])
        #expect(decoder.next() == .key(KeyPress(.escape)))
        #expect(decoder.next() == nil)
        #expect(decoder.next(flushing: true) == .key(KeyPress(.escape)))
    }

    @Test(arguments: [
        ("\u{1b}[<0;3;4m", MouseEvent(.release, row: 3, column: 2)),
        ("\u{1b}[<64;1;1M", MouseEvent(.wheelUp, row: 0, column: 0)),
        ("\u{1b}[<69;10;2M", MouseEvent(.wheelDown, row: 1, column: 9)),
    ])
    func theMouseIsRead(bytes: String, event: MouseEvent) { #expect(events(bytes) == [.mouse(event)]) }
}
