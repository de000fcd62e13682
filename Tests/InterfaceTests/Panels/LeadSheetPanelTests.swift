import Interface
import Songs
import Terminal
import Testing

@Suite struct LeadSheetPanelTests {
    private func rows(_ change: (inout WorkstationState) -> Void) -> [String] {
        let scene = SampleSong.scene(change)
        let size = Size(rows: 40, columns: 120)
        let canvas = Renderer().canvas(for: scene, size: size)
        let row = Layout(size: size, state: scene.state).leadSheet.row
        return [canvas.text(row: row), canvas.text(row: row + 1)]
    }

    @Test func chordsStandAtTheirBars() throws {
        let sheet = rows {
            $0.timeline.secondsPerColumn = 0.1
            $0.deck.position = 0
        }
        // bar 2 begins at 0.6 s + 4 beats at 104 BPM = 2.91 s, which is column 29
        let column = Layout(size: Size(rows: 40, columns: 120)).timelineColumn + 29
        #expect(Array(sheet[0])[column] == "│" && Array(sheet[0])[column + 1] == "2")
        #expect(Array(sheet[1])[column] == "F" && Array(sheet[1])[column + 1] == "•", "locked")
    }

    @Test func unsureChordsCarryAQuestionMark() { #expect(rows { _ in }[1].contains("G?")) }

    @Test func lockedChordsLoseTheirQuestionMark() {
        let sheet = rows { $0.song.sheet?.lockedChords = SampleSong.leadSheet.chords }
        #expect(!sheet[1].contains("?") && sheet[1].contains("G•"))
    }

    @Test func unsureBeatsAskForTaps() {
        let unsure = rows { $0.song.sheet?.leadSheet.beatConfidence = 0.2 }
        #expect(unsure[0].contains("not sure of the beat: tap t four times"))
        let locked = rows {
            $0.song.sheet?.leadSheet.beatConfidence = 0.2
            $0.song.sheet?.isGridLocked = true
        }
        #expect(!locked[0].contains("not sure"))
    }

    @Test func tapsTellTheirTempo() {
        let sheet = rows { $0.taps = [0, 4000, 8000, 12000] }
        #expect(sheet[0].contains("4 taps: 120.0 BPM"))
    }

    @Test func noChordIsHiddenWithoutASign() {
        let sheet = rows { $0.timeline.secondsPerColumn = 1.2 }
        #expect(sheet[1].contains("…"))
    }
}
