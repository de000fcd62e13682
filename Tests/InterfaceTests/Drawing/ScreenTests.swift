import Interface
import Songs
import Terminal
import Testing

/// Five whole screens against what was looked at and found good; of others what must be read on them.
@Suite struct ScreenTests {
    static let sizes = [(18, 60), (24, 80), (30, 100), (40, 120), (60, 200)]

    // MARK: Whole screens

    @Test(arguments: [(24, 80), (60, 200)]) func mainScreen(rows: Int, columns: Int) throws {
        try Screens.check(SampleSong.canvas(rows, columns), "main-\(columns)x\(rows)")
    }

    @Test func asciiScreen() throws {
        let canvas = SampleSong.canvas(24, 80) {
            $0.glyphs = .ascii
            $0.depth = .mono
            $0.melView = .both
        }
        try Screens.check(canvas, "ascii-80x24")
    }

    /// Question marks where the values stand, the tuning, and what to do.
    @Test func unsureBeats() throws {
        try Screens.check(SampleSong.canvas(40, 120) { SampleSong.makeUnsure(&$0) }, "unsure-120x40")
    }

    /// Piano keys and the strips of all guides, one of them left behind.
    @Test func guides() throws {
        try Screens.check(SampleSong.canvas(24, 80) { SampleSong.addGuides(to: &$0) }, "guides-80x24")
    }

    // MARK: What is read

    /// - Parameter facts: what stands on the screen, each somewhere.
    private func expect(_ canvas: Canvas, has facts: [String], sourceLocation: SourceLocation = #_sourceLocation) {
        let text = canvas.text
        for fact in facts {
            #expect(text.contains(fact), "\(fact) in\n\(text)", sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: sizes) func allPanelsStandOnEveryScreen(rows: Int, columns: Int) {
        let facts = [
            "▶ play  0:12.34", "▸Time", " vocal", "┊Verse 1", " Mel ", " Am•", " Takes", "4 · #5 44%", "#2 warm",
            "Recipe ● changed", "▸system    FastSAG", " Mixer", "undo: re-roll bars 5-6", "space pause  g generate",
        ]
        expect(SampleSong.canvas(rows, columns), has: facts)
        let plain = SampleSong.canvas(rows, columns) {
            $0.glyphs = .ascii
            $0.depth = .mono
        }
        #expect(plain.text.allSatisfy { $0.isASCII })
        expect(plain, has: ["0:12.34", "Takes", "Recipe", "FastSAG", "Mixer", "space pause"])
    }

    /// Another reading that is tried out; it is told which, how likely it is, and how to take it.
    @Test(arguments: [(24, 80), (40, 120)]) func aReadingThatIsTriedOut(rows: Int, columns: Int) {
        let trial = SampleSong.canvas(rows, columns) { state in
            SampleSong.makeUnsure(&state)
            state.song.sheet?.tryNextReading(duration: SampleSong.duration)
            state.focus = .leadSheet
            state.isClickOn = true
        }
        expect(trial, has: ["reading 2 of 2, 24 %", "y takes it", "▸C", "69"])
    }

    /// The panel that keys go to has the cursor before its name, and no other has.
    @Test(arguments: Focus.allCases) func focusedPanels(focus: Focus) {
        let text = SampleSong.canvas(24, 80) { $0.focus = focus }.text
        let titles: [Focus: String] = [
            .timeline: "▸Time", .leadSheet: "▸Am•", .takes: "▸Takes", .recipe: "▸Recipe", .mixer: "▸Mixer",
        ]
        for (panel, title) in titles { #expect(text.contains(title) == (panel == focus), "\(title)") }
    }

    /// Each view of the spectrogram is another picture of the same place.
    @Test func melViewsDiffer() {
        let pictures = MelView.allCases.map { view in
            let canvas = SampleSong.canvas(40, 120) {
                $0.melView = view
                $0.depth = .mono
            }
            let area = Layout(size: Size(rows: 40, columns: 120)).spectrogram
            return (area.row..<area.row + area.rows).map { canvas.text(row: $0) }.joined(separator: "\n")
        }
        #expect(Set(pictures).count == MelView.allCases.count)
    }

    @Test func aStandingGuide() {
        let canvas = SampleSong.canvas(60, 200) { state in
            SampleSong.addGuides(to: &state)
            state.keyboard = nil
            state.song.guides.removeFirst(2)
            state.depth = .mono
        }
        expect(canvas, has: ["▸band", " played ", "played not kept", "pan L30"])
    }

    @Test func blocks() {
        let canvas = SampleSong.canvas(24, 80) {
            $0.glyphs = .blocks
            $0.depth = .mono
        }
        let area = Layout(size: Size(rows: 24, columns: 80)).waveform
        let wave = (area.row..<area.row + area.rows).map { canvas.text(row: $0) }.joined()
        #expect(wave.contains { "▀▄█▌▐".contains($0) } && !wave.contains("⣿"))
    }

    @Test func aSongWithoutAnything() {
        let canvas = SampleSong.canvas(24, 80) {
            $0 = WorkstationState(song: Song(title: "untitled"), theme: SampleThemes.dark)
            // rows are the system's; neither it nor its stems have names for people yet
            var system = SampleSong.system
            (system.title, system.stems) = (system.name, [])
            $0.systems = [system]
        }
        expect(
            canvas,
            has: [
                "untitled", "engine loads", "No song is open.", "o opens a sound file, R records a vocal",
                "No takes yet.", "▸system    fastsag", " steps     8",
            ])
    }

    @Test func aVocalThatIsListenedTo() {
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
        expect(
            canvas,
            has: [
                "computing the spectrum", "the engine loads, then it listens", "g makes the first take",
                "(the engine still loads)",
            ])
    }

    /// What must be read over the panels, by the names of `SampleOverlays`.
    private static let overlays = [
        "form": ["─ Export ─", "▸ Format        ◂ WAV 24 bit ▸", "✗ write a number of LUFS", "[ Export ]"],
        "question": ["Delete take #3 \"slower build\"? Undo brings it back.", "y delete   n keep"],
        "page": ["─ Help ─", "space      play or pause", " of 65 ─╯"],
        "themes": ["─ Theme ─", "type to search", "▸ night", " 6 of 6 ─╯"],
        "commands": ["─ Commands ─", "▸ gen", "Generate a take", "! set a loop first: [ and ]", " 3 of 4 ─╯"],
    ]

    @Test(arguments: SampleOverlays.all.map(\.0)) func overlays(name: String) throws {
        let overlay = try #require(SampleOverlays.all.first { $0.0 == name }).1
        let facts = try #require(Self.overlays[name])
        for (rows, columns) in [(24, 80), (40, 120)] {
            expect(SampleSong.canvas(rows, columns) { $0.overlay = overlay }, has: facts)
        }
    }

    @Test func recording() {
        let canvas = SampleSong.canvas(24, 80) {
            $0.recorder = .init()
            $0.recorder?.isRecording = true
            $0.recorder?.seconds = 83.4
            $0.recorder?.peak = 0.4
            $0.recorder?.hasClipped = true
        }
        expect(canvas, has: ["● rec  1:23.40", "● Recording", "CLIPPED: turn the input down and sing again", "████│"])
    }
}
