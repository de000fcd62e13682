import Foundation
import Interface
import Testing

/// The README's table of keys is the command table's.
@Suite struct ReadmeTests {
    @Test func theKeysAreThoseOfTheCommandTable() throws {
        let package = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let readme = try String(contentsOf: package.appendingPathComponent("README.md"), encoding: .utf8)
        let start = try #require(readme.range(of: "<!-- keys -->\n"))
        let end = try #require(readme.range(of: "\n<!-- end of keys -->"))
        let table = readme[start.upperBound..<end.lowerBound].trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(
            table == CommandTable.markdown.trimmingCharacters(in: .whitespacesAndNewlines),
            "run `backline manual --keys` and put its output into README.md")
    }
}
