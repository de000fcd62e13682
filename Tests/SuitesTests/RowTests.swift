import Suites
import Testing

/// Lines of the tables that suites print.
struct RowTests {
    @Test func splittingByGroup() {
        let row = SplittingRow(
            way: "splitter", songs: 3, ratios: [.drums: [9, 1, 2], .bass: [4, 8]], speed: 21.4)
        #expect(row.mean == ["drums": 4, "bass": 6] && row.median == ["drums": 2, "bass": 8])
        // of the three groups drums, bass, harmony: means, then medians
        #expect(
            row.line.split(separator: " ").map(String.init)
                == ["splitter", "4.0", "6.0", "-", "2.0", "8.0", "-", "21"])
        #expect(row.line.count == SplittingRow.headings.count)
    }

    @Test func copySynthesisUnderItsHeadings() {
        let row = CopySynthesisRow(input: "vocals", way: "phases head", speed: 123.6)
        let words = row.line.split(separator: " ").map(String.init)
        #expect(words.prefix(2) == ["phases", "head"] && words.last == "124")
        #expect(words.dropFirst(2).dropLast().allSatisfy { $0 == "-" })
        let headings = CopySynthesisRow.headings(of: "vocals")
        #expect(headings.hasPrefix("vocals ") && headings.hasSuffix("x real time"))
        #expect(row.line.count == headings.count)
    }
}
