import Foundation
import Terminal
import Testing

/// What names and sentences may hold does not reach a terminal as it is.
@Suite struct SafeTextTests {
    @Test func controlsAreShown() {
        #expect(SafeText.shown("a\u{1B}[2Jb\u{7}\u{7F}") == "a^[[2Jb^G^?")
        #expect(
            SafeText.shown("\u{9B}31m \u{202E}gnp.exe \u{2066}x\u{FEFF}")
                == "<U+009B>31m <U+202E>gnp.exe <U+2066>x<U+FEFF>")
        #expect(SafeText.shown("a\u{2028}b\rc") == "a<U+2028>b^Mc")
        let plain = "Bösendorfer 日本 👩\u{200D}🎤\tand\nlines"
        #expect(SafeText.shown(plain) == plain)
    }

    @Test func jsonSaysTheSame() throws {
        let text = "a\u{202E}b\u{9B}c\u{E0001}"
        let line = String(decoding: try JSONEncoder().encode([text]), as: UTF8.self)
        let safe = SafeText.json(line)
        #expect(safe.unicodeScalars.allSatisfy { $0.isASCII })
        #expect(try JSONDecoder().decode([String].self, from: Data(safe.utf8)) == [text])
    }
}
