import Interface
import Signal
import Terminal
import Testing

@Suite struct SpectrogramPanelTests {
    @Test func theDifferenceInTimeIsTold() {
        let canvas = SampleSong.canvas(40, 120) {
            $0.melView = .difference
            $0.deck.position = Int(9.0 * SampleSong.sampleRate)
        }
        // the take's picture comes 60 ms after the vocal's, told to a frame of 11 ms
        #expect(["+53ms", "+64ms"].contains { canvas.text.contains($0) }, "\(canvas.text)")
        #expect(canvas.text.contains("▼") && canvas.text.contains("▲"))
    }

    @Test func whatOnlyOneSoundHasIsLettered() {
        let text = SampleSong.canvas(40, 120) {
            $0.melView = .difference
            $0.glyphs = .ascii
            $0.depth = .mono
            $0.media.takes[2]?.mel = nil
        }.text
        #expect(text.contains("computing the spectrum"))
        let letters = SampleSong.canvas(40, 120) {
            $0.melView = .difference
            $0.glyphs = .ascii
            $0.depth = .mono
            $0.timeline.secondsPerColumn = 0.02
            $0.timeline.start = 1.5
        }
        let layout = Layout(size: Size(rows: 40, columns: 120))
        let area = layout.spectrogram
        var seen = Set<Character>()
        for row in area.row + 1..<area.row + area.rows - 1 {
            for column in area.column..<area.column + area.columns { seen.insert(letters[row, column].character) }
        }
        // a note of the vocal begins alone; the take's note sounds on alone
        for letters: Set<Character> in [["v", "V"], ["t", "T"], ["-", "="]] {
            #expect(!seen.isDisjoint(with: letters), "\(letters) of \(seen)")
        }
    }

    @Test func louderIsFurtherUpTheRamp() throws {
        let pyramid = MelPyramid(
            Spectrogram(frames: 4, bands: 2, values: [-11, 0, -11, 0, -11, 0, -11, 0], hopSeconds: 0.01))
        #expect(pyramid.frames == 4)
        let canvas = SampleSong.canvas(24, 80) {
            $0.media.vocal?.mel = pyramid
            $0.song.vocal?.frameCount = Int(0.04 * SampleSong.sampleRate)
            $0.song.loop = nil
            $0.deck.position = 0
        }
        let area = Layout(size: Size(rows: 24, columns: 80)).spectrogram
        let column = area.column + 20
        #expect(canvas[area.row, column].style.foreground != canvas[area.row + area.rows - 1, column].style.background)
        #expect(canvas[area.row + area.rows - 1, column].style.background == SampleThemes.dark.colour(at: 0))
    }
}
