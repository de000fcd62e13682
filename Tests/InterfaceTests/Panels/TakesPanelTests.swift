import Interface
import Recipes
import Songs
import Terminal
import Testing

@Suite struct TakesPanelTests {
    private func text(_ rows: Int = 24, _ columns: Int = 80, _ change: (inout WorkstationState) -> Void) -> String {
        let scene = SampleSong.scene(change)
        let size = Size(rows: rows, columns: columns)
        let (canvas, area) = (
            Renderer().canvas(for: scene, size: size), Layout(size: size, state: scene.state).takes
        )
        return (area.row..<area.row + area.rows).map { row in
            String((area.column..<area.column + area.columns).map { canvas[row, $0].character })
        }.joined(separator: "\n")
    }

    @Test func marksTellAuditionAndBAndStar() {
        let lines = text { $0.jobs = [] }.split(separator: "\n")
        #expect(lines[1].hasPrefix("▸♪A ★#2 warm piano"))
        #expect(lines[3].hasPrefix("   B #4 new bridge"))
    }

    @Test func anEmptyListSaysWhatToPress() {
        let empty = text {
            $0.song.takes = []
            $0.jobs = []
        }
        #expect(empty.contains("No takes yet.") && empty.contains("g makes the first take"))
    }

    @Test func aFailedTakeSaysWhy() {
        let failed = text(40, 120) {
            $0.jobs[0].phase = .failed("the model's weights are missing: fastsag.safetensors")
        }
        let words = failed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("✗ #5 failed: the model's weights are missing: fastsag.safetensors"))
    }

    @Test func progressTellsStepPartTimeAndSpeed() {
        let wide = text(60, 200) { _ in }
        for fact in ["44%", "denoising", "step 5/16", "part 2/3", "0:10 playable", "1.4x", "0:21 left", "queued"] {
            #expect(wide.contains(fact), "\(fact)")
        }
    }

    @Test func theCursorIsAlwaysShown() {
        for cursor in [0, 1, 5, 499, 998, 999] {
            let lines = text {
                $0.song.takes = (1...1000).map { SampleSong.take($0, "take") }
                $0.jobs = []
                $0.takesCursor = cursor
                $0.focus = .takes
            }.split(separator: "\n")
            #expect(lines.contains { $0.hasPrefix("▸") && $0.contains("#\(cursor + 1) ") }, "\(cursor)")
        }
    }

    @Test func originsAreTold() {
        let wide = text(40, 120) { _ in }
        #expect(wide.contains("~#2 30%") && wide.contains("↻#2"))
    }
}
