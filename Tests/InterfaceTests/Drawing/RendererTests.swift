import Foundation
import Interface
import Music
import Recipes
import Signal
import Songs
import Terminal
import Testing

@Suite struct RendererTests {
    /// States that a program gets into on a bad day.
    static let odd: [(String, @Sendable (inout WorkstationState) -> Void)] = [
        ("all there", { _ in }),
        ("nothing", { $0 = WorkstationState(song: Song(title: ""), theme: SampleThemes.dark) }),
        ("no pictures", { $0.media = Media() }),
        ("no sheet", { $0.song.sheet = nil }),
        (
            "a thousand takes",
            { state in
                state.song.takes = (1...1000).map { SampleSong.take($0, "take \($0)") }
                state.takesCursor = 700
            }
        ),
        (
            "names no cell holds",
            { state in
                state.song.title = "🎸 \u{202E}歌 e\u{301} a\u{200D}b\n\t\u{1B}[31m"
                state.song.takes[0].name = "👩‍👩‍👧 family ❤️"
                state.song.marks[0].name = "日本語"
                state.deck.output = .open("hw:0 ⏸️")
                state.message = .init(.error, "⌛ \u{7}")
            }
        ),
        (
            "levels that are no numbers",
            { state in
                state.deck.levels[StripID(lane: 0)] = .init(peak: .init(left: .nan, right: .infinity), held: .nan)
                state.deck.master = .init(peak: .init(left: -.infinity, right: -1), held: .infinity)
                state.recorder = .init()
                state.recorder?.peak = .nan
                state.recorder?.seconds = .nan
                state.recorder?.isRecording = true
            }
        ),
        (
            "samples that are no numbers",
            { state in
                state.media.vocal = .init(
                    peaks: PeakPyramid([.nan, .infinity, -.infinity, 2, 0]), sampleRate: 1,
                    mel: Spectrogram(frames: 2, bands: 2, values: [.nan, .infinity, 0, -1], hopSeconds: 0.5))
                state.melView = .difference
            }
        ),
        (
            "no duration",
            { state in
                state.song.vocal?.frameCount = 0
                state.media.vocal = .init(peaks: PeakPyramid([]), sampleRate: 0)
                state.timeline.secondsPerColumn = 0
                state.song.loop = 3..<3
            }
        ),
        (
            "far away",
            { state in
                state.deck.position = .max
                state.timeline.start = 1e300
                state.timeline.secondsPerColumn = .infinity
                state.takesCursor = -5
                state.mixerCursor = 99
                state.sheetCursor = -1
            }
        ),
        (
            "a broken sheet",
            { state in
                state.song.sheet?.leadSheet.downbeats = [-4, 999]
                state.song.sheet?.leadSheet.beats = [.nan, 2, 1, 1]
                state.song.sheet?.leadSheet.meter = 0
                state.song.sheet?.leadSheet.chords = [
                    .init(start: 5, end: 2, chord: nil), .init(start: .nan, end: 9, chord: nil),
                ]
                state.focus = .leadSheet
                state.sheetCursor = 2
            }
        ),
        (
            "typing",
            { state in
                state.focus = .recipe
                state.entry = TextEntry(label: "Steps", text: "🎹 12345678901234567890")
                state.entry?.problem = "steps must be 1 to 200"
            }
        ),
        (
            "odd progress",
            { state in
                state.jobs[0].phase = .running(.init(phase: .rendering, section: 0, sections: 0, step: -1, steps: 0))
                state.jobs[0].secondsLeft = .infinity
                state.jobs[0].speed = .nan
                state.jobs[1].phase = .failed(String(repeating: "no memory ", count: 40))
            }
        ),
    ]

    @Test(arguments: odd.indices) func everySizeAndStateIsDrawn(index: Int) {
        let (name, change) = Self.odd[index]
        var sizes = [(0, 0), (0, 250), (80, 0), (1, 1), (17, 60), (18, 59)]
        for rows in stride(from: 18, through: 80, by: 13) {
            for columns in stride(from: 60, through: 250, by: 19) { sizes.append((rows, columns)) }
        }
        for (rows, columns) in sizes {
            for glyphs in GlyphLevel.allCases {
                let canvas = SampleSong.canvas(rows, columns) { state in
                    state.glyphs = glyphs
                    state.depth = glyphs == .braille ? .full : .mono
                    change(&state)
                    state.glyphs = glyphs
                }
                #expect(canvas.size == Size(rows: rows, columns: columns))
                let strange = Set(canvas.text).filter { !CellCharacters.areAllowed($0, glyphs) }
                #expect(strange.isEmpty, "\(name) at \(columns) x \(rows)")
            }
        }
    }

    @Test(arguments: [(24, 80), (40, 120)]) func overlaysAreDrawnAtAnySize(rows: Int, columns: Int) {
        for (_, overlay) in SampleOverlays.all {
            for size in [(rows, columns), (18, 60), (5, 10)] {
                let canvas = SampleSong.canvas(size.0, size.1) { $0.overlay = overlay }
                #expect(canvas.size == Size(rows: size.0, columns: size.1))
            }
        }
    }

    @Test func aSmallTerminalSaysWhatItNeeds() {
        let canvas = SampleSong.canvas(14, 52)
        let said = canvas.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(said == "Backline needs 60 x 18, better 80 x 24; this terminal is 52 x 14.")
        #expect(canvas.text(row: 0).isEmpty && canvas.text(row: 13).isEmpty, "in the middle")
    }

    @Test func thePlayheadStandsInOneColumnOfAllPictures() {
        for (rows, columns) in [(24, 80), (40, 120), (60, 200)] {
            for seconds in [0.0, 3.3, 12.34, 31.9, 32] {
                let scene = SampleSong.scene {
                    $0.song.loop = nil
                    $0.song.marks = []
                    $0.deck.position = Int(seconds * SampleSong.sampleRate)
                }
                let size = Size(rows: rows, columns: columns)
                let layout = Layout(size: size, state: scene.state)
                let canvas = Renderer().canvas(for: scene, size: size)
                let axis = TimeAxis(scene.state.timeline, duration: 32, columns: layout.timelineColumns)
                let column = layout.timelineColumn + (axis.visibleColumn(of: seconds) ?? -99)
                #expect(canvas[layout.ruler.row, column].character == "▼")
                for row in layout.waveform.row..<layout.leadSheet.row + 2 {
                    let cell = canvas[row, column]
                    // over bars and chords what is written stands, in the playhead's look
                    let isWritten = row >= layout.leadSheet.row && cell.character != " "
                    #expect(cell.character == "│" || isWritten, "row \(row) at \(seconds) s")
                    #expect(cell.style.foreground == SampleThemes.dark[.playhead].foreground)
                }
            }
        }
    }

    @Test func drawingIsAFunctionOfTheScene() {
        #expect(SampleSong.canvas(40, 120) == SampleSong.canvas(40, 120))
    }
}
