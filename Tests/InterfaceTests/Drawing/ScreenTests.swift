import Interface
import Songs
import Terminal
import Testing

/// Whole screens against what was looked at and found good.
@Suite struct ScreenTests {
    static let sizes = [(18, 60), (24, 80), (30, 100), (40, 120), (60, 200)]

    /// Question marks where the values stand, the tuning, and what to do; then another reading that is tried out.
    @Test(arguments: [(24, 80), (40, 120)]) func unsureBeats(rows: Int, columns: Int) throws {
        let unsure = SampleSong.canvas(rows, columns) { SampleSong.makeUnsure(&$0) }
        try Screens.check(unsure, "unsure-\(columns)x\(rows)")
        let trial = SampleSong.canvas(rows, columns) { state in
            SampleSong.makeUnsure(&state)
            state.song.sheet?.tryNextReading(duration: SampleSong.duration)
            state.focus = .leadSheet
            state.isClickOn = true
        }
        try Screens.check(trial, "reading-\(columns)x\(rows)")
    }

    @Test(arguments: sizes) func mainScreen(rows: Int, columns: Int) throws {
        try Screens.check(SampleSong.canvas(rows, columns), "main-\(columns)x\(rows)")
    }

    @Test(arguments: sizes) func asciiScreen(rows: Int, columns: Int) throws {
        let canvas = SampleSong.canvas(rows, columns) {
            $0.glyphs = .ascii
            $0.depth = .mono
            $0.melView = .both
        }
        try Screens.check(canvas, "ascii-\(columns)x\(rows)")
    }

    @Test(arguments: Focus.allCases) func focusedPanels(focus: Focus) throws {
        try Screens.check(SampleSong.canvas(24, 80) { $0.focus = focus }, "focus-\(focus.rawValue)-80x24")
    }

    @Test(arguments: MelView.allCases) func melViews(view: MelView) throws {
        let canvas = SampleSong.canvas(40, 120) {
            $0.melView = view
            $0.depth = .mono
        }
        try Screens.check(canvas, "mel-\(view.rawValue)-120x40")
    }

    /// Piano keys and the strips of all guides, one of them left behind.
    @Test(arguments: [(24, 80), (40, 120)]) func guides(rows: Int, columns: Int) throws {
        let canvas = SampleSong.canvas(rows, columns) { SampleSong.addGuides(to: &$0) }
        try Screens.check(canvas, "guides-\(columns)x\(rows)")
    }

    @Test func aStandingGuide() throws {
        let canvas = SampleSong.canvas(60, 200) { state in
            SampleSong.addGuides(to: &state)
            state.keyboard = nil
            state.song.guides.removeFirst(2)
            state.depth = .mono
        }
        try Screens.check(canvas, "guide-standing-200x60")
    }

    @Test func blocks() throws {
        let canvas = SampleSong.canvas(24, 80) {
            $0.glyphs = .blocks
            $0.depth = .mono
        }
        try Screens.check(canvas, "blocks-80x24")
    }

    @Test func aSongWithoutAnything() throws {
        let canvas = SampleSong.canvas(24, 80) {
            $0 = WorkstationState(song: Song(title: "untitled"), theme: SampleThemes.dark)
            // rows are the system's; neither it nor its stems have names for people yet
            var system = SampleSong.system
            (system.title, system.stems) = (system.name, [])
            $0.systems = [system]
        }
        try Screens.check(canvas, "empty-80x24")
    }

    @Test func aVocalThatIsListenedTo() throws {
        let canvas = SampleSong.canvas(24, 80) {
            $0.song.sheet = nil
            $0.song.takes = []
            $0.jobs = []
            $0.song.audition = .vocal
            $0.song.a = nil
            $0.song.b = nil
            $0.media.vocal?.mel = nil
            $0.engine = .loading
        }
        try Screens.check(canvas, "listening-80x24")
    }

    @Test(arguments: SampleOverlays.all.map(\.0)) func overlays(name: String) throws {
        let overlay = try #require(SampleOverlays.all.first { $0.0 == name }).1
        for (rows, columns) in [(24, 80), (40, 120)] {
            let canvas = SampleSong.canvas(rows, columns) { $0.overlay = overlay }
            try Screens.check(canvas, "overlay-\(name)-\(columns)x\(rows)")
        }
    }

    @Test func recording() throws {
        let canvas = SampleSong.canvas(24, 80) {
            $0.recorder = .init()
            $0.recorder?.isRecording = true
            $0.recorder?.seconds = 83.4
            $0.recorder?.peak = 0.4
            $0.recorder?.hasClipped = true
        }
        try Screens.check(canvas, "recording-80x24")
    }
}
