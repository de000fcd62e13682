import Foundation
import Interface
import Testing

@Suite struct PastedPathTests {
    @Test(arguments: [
        ("/a/b.wav", "/a/b.wav"), ("'/a/my song.wav'\n", "/a/my song.wav"), ("\"/a/b c.wav\"", "/a/b c.wav"),
        ("/a/my\\ song\\(1\\).wav ", "/a/my song(1).wav"), ("file:///a/my%20song.wav", "/a/my song.wav"),
        ("~/b.wav", "/home/x/b.wav"), ("'/a/it'\\''s.wav'", "/a/it's.wav"),
    ])
    func pathsAreRead(text: String, path: String) {
        #expect(PastedPath(text, home: "/home/x").url?.path == path)
    }

    @Test func severalLinesAreNoPath() { #expect(PastedPath("/a\n/b").url == nil) }

    @Test func nothingIsNoPath() { #expect(PastedPath("  ").url == nil) }
}
