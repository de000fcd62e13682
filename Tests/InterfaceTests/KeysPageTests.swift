import Foundation
import Interface
import Testing

/// The table of keys in Interface.docc is the command table's.
@Suite struct KeysPageTests {
    @Test func theKeysAreThoseOfTheCommandTable() throws {
        let package = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(
            contentsOf: package.appendingPathComponent("Sources/Interface/Interface.docc/Keys.md"), encoding: .utf8)
        let start = try #require(page.range(of: "<!-- keys -->\n"))
        let end = try #require(page.range(of: "\n<!-- end of keys -->"))
        let table = page[start.upperBound..<end.lowerBound].trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(
            table == CommandTable.markdown.trimmingCharacters(in: .whitespacesAndNewlines),
            "run `backline manual --keys` and put its output into Interface.docc/Keys.md")
    }
}
