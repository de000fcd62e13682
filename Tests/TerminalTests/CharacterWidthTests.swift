import Foundation
import Terminal
import Testing

@Suite struct CharacterWidthTests {
    @Test(arguments: [
        ("a", "a"), ("é", "é"), ("e\u{301}", "é"), ("x\u{301}", "x"), ("⣿", "⣿"), ("▄", "▄"), ("─", "─"), ("♯", "♯"),
        ("日", "?"), ("🎤", "?"), ("👩‍🎤", "?"), ("❤\u{fe0f}", "?"), ("\u{200b}", "?"), ("\u{202e}", "?"), ("Ａ", "?"),
        ("\u{7}", " "), ("\u{1b}", " "), ("\u{85}", " "), ("\u{9b}", " "), ("\r\n", " "), ("\u{a0}", " "),
        ("\u{2028}", " "),
        ("\u{ad}", "?"), ("\u{301}", "?"),
    ])
    func aCharacterFillsOneColumn(given: String, shown: String) throws {
        let character = try #require(given.first)
        #expect(character.oneColumnWide() == shown.first)
    }

    @Test func theLocaleAgreesAboutEveryCharacterThatIsKept() throws {
        // neither the mask (of LC_CTYPE) nor the function is imported by Swift
        let locale = try #require(newlocale(1 << LC_CTYPE, "C.UTF-8", nil))
        let symbol = try #require(dlsym(nil, "wcwidth"))
        let wcwidth = unsafeBitCast(symbol, to: (@convention(c) (wchar_t) -> CInt).self)
        let previous = uselocale(locale)
        defer {
            uselocale(previous)
            freelocale(locale)
        }
        var kept = 0
        for value in UInt32(0x20)...0xffff {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let character = Character(scalar).oneColumnWide()
            guard character.unicodeScalars.first == scalar else { continue }
            kept += 1
            if wcwidth(wchar_t(value)) != 1 { Issue.record("U+\(String(value, radix: 16)) is kept but not one column") }
        }
        #expect(kept > 3000)
    }

    @Test func namesCannotTearARow() {
        var canvas = Canvas(size: Size(rows: 1, columns: 8))
        #expect(canvas.write("歌👩‍🎤\u{1b}[2Jx", row: 0, column: 0) == 7)
        #expect(canvas.text == "?? [2Jx")
    }
}
