import Foundation
import Interface
import Terminal
import TestSupport
import Testing

/// Writes captures when BACKLINE_CAPTURES names a folder; BACKLINE_CAPTURE_TAKE may name an accompaniment to show.
@Suite(.enabled(if: Captures.folder != nil)) struct CaptureTests {
    private static let take = ProcessInfo.processInfo.environment["BACKLINE_CAPTURE_TAKE"]
        .map { URL(fileURLWithPath: $0) }
    private static let themes = ThemeLoader(folders: [
        Fixture.folder.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("themes")
    ])

    @Test func mainScreens() throws {
        let base = try SampleSong.recorded(accompaniment: Self.take)
        let (night, paper) = (try Self.themes.load("night"), try Self.themes.load("paper"))
        func capture(_ name: String, _ rows: Int, _ columns: Int, _ change: (inout WorkstationState) -> Void) throws {
            let scene = SampleSong.scene { state in
                state = base
                state.theme = night
                change(&state)
            }
            let canvas = Renderer().canvas(for: scene, size: Size(rows: rows, columns: columns))
            try Captures.write(canvas, "\(name)-\(columns)x\(rows)")
            #expect(!canvas.text.isEmpty)
        }
        for (rows, columns) in ScreenTests.sizes {
            try capture("dark", rows, columns) { _ in }
            try capture("both", rows, columns) { $0.melView = .both }
            try capture("light", rows, columns) {
                $0.theme = paper
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
        for name in Self.themes.names {
            let theme = try Self.themes.load(name)
            try capture("theme-" + name, 30, 100) {
                $0.theme = theme
                $0.focus = .mixer
            }
        }
    }

    /// Prints how long frames take; what counts is read from the release build.
    @Test func frameTimes() throws {
        let base = try SampleSong.recorded(accompaniment: Self.take)
        let frames = 200
        for (rows, columns) in ScreenTests.sizes {
            for view in MelView.allCases {
                let scene = SampleSong.scene {
                    $0 = base
                    $0.melView = view
                }
                let size = Size(rows: rows, columns: columns)
                let clock = ContinuousClock()
                var cells = 0
                let spent = clock.measure {
                    for _ in 0..<frames { cells += Renderer().canvas(for: scene, size: size).size.columns }
                }
                #expect(cells == frames * columns)
                print("frame \(columns)x\(rows) \(view): \(spent / frames)")
            }
        }
    }
}
