import Foundation
import Interface
import Terminal
import Testing

/// Writes captures when BACKLINE_CAPTURES names a folder; BACKLINE_CAPTURE_TAKE may name an accompaniment to show.
@Suite struct CaptureTests {
    private static let sizes = [(18, 60), (24, 80), (30, 100), (40, 120), (60, 200)]

    @Test(.enabled(if: Captures.folder != nil)) func mainScreens() throws {
        let take = ProcessInfo.processInfo.environment["BACKLINE_CAPTURE_TAKE"].map { URL(fileURLWithPath: $0) }
        let base = try SampleSong.recorded(accompaniment: take)
        func capture(_ name: String, _ rows: Int, _ columns: Int, _ change: (inout WorkstationState) -> Void) throws {
            let scene = SampleSong.scene { state in
                state = base
                change(&state)
            }
            let canvas = Renderer().canvas(for: scene, size: Size(rows: rows, columns: columns))
            try Captures.write(canvas, "\(name)-\(columns)x\(rows)")
            #expect(!canvas.text.isEmpty)
        }
        for (rows, columns) in Self.sizes {
            try capture("dark", rows, columns) { $0.melView = .both }
            try capture("light", rows, columns) {
                $0.theme = SampleThemes.light
                $0.focus = .takes
            }
            try capture("mono", rows, columns) {
                $0.depth = .mono
                $0.focus = .leadSheet
            }
            try capture("ascii", rows, columns) {
                $0.depth = .mono
                $0.glyphs = .ascii
                $0.focus = .mixer
                $0.melView = .difference
            }
            try capture("blocks16", rows, columns) {
                $0.depth = .sixteen
                $0.glyphs = .blocks
                $0.focus = .recipe
            }
            try capture("zoom", rows, columns) {
                $0.timeline.start = 9
                $0.timeline.secondsPerColumn = 0.06
                $0.melView = .difference
                $0.focus = .leadSheet
                $0.entry = TextEntry(label: "Chord", text: "Am7")
            }
            try capture("recording", rows, columns) {
                $0.recorder = .init()
                $0.recorder?.isRecording = true
                $0.recorder?.seconds = 83.4
                $0.recorder?.peak = 0.4
            }
            for (name, overlay) in SampleOverlays.all {
                try capture("overlay-" + name, rows, columns) { $0.overlay = overlay }
            }
        }
    }
}
