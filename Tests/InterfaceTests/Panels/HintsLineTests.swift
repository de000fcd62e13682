import Foundation
import Interface
import Terminal
import Testing

@Suite struct HintsLineTests {
    @Test func noHintIsCut() {
        for columns in 60...140 {
            let canvas = SampleSong.canvas(24, columns)
            let shown = canvas.text(row: 23).components(separatedBy: "  ").filter { !$0.isEmpty }
            let known = Set(SampleSong.hints.map { "\($0.key) \($0.title)" })
            #expect(!shown.isEmpty && Set(shown).isSubset(of: known), "\(columns): \(shown)")
        }
    }
}
