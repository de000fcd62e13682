import Interface
import Music
import Songs
import Terminal
import Testing

@Suite struct RecipePanelTests {
    private func canvas(_ change: (inout WorkstationState) -> Void) -> String {
        SampleSong.canvas(40, 120, change).text
    }

    @Test func whatDiffersFromTheTakeIsMarked() {
        let changed = canvas { $0.song.recipe.steps = 99 }
        #expect(changed.contains("●99") && changed.contains("● changed · from #2"))
        let same = canvas {
            $0.song.recipe = SampleSong.take(2, "").recipe
            $0.song.recipe.seed = 77
        }
        #expect(same.contains(" as #2 ") && !same.contains("changed"), "the seed counts up by itself")
    }

    @Test func whatIsHeardIsToldFromWhatIsFixed() {
        #expect(canvas { _ in }.contains("heard 104"))
        let locked = canvas { $0.song.sheet?.isGridLocked = true }
        #expect(!locked.contains("heard 104"))
        #expect(canvas { $0.song.recipe.constraints.tempo = 88 }.contains("tempo    ●88"))
        #expect(canvas { $0.song.sheet = nil }.contains("to hear"))
    }

    @Test func aNarrowScreenShowsTwoColumnsAndScrolls() {
        let text = SampleSong.canvas(24, 80) { $0.focus = .recipe }.text
        for label in ["system", "steps", "guidance", "seed", "solver", "variation", "style", "part", "band"] {
            #expect(text.contains(label), "\(label)")
        }
        #expect(text.contains("↓"))
        for parameter in SampleSong.state.parameters {
            let scrolled = SampleSong.canvas(18, 60) {
                $0.focus = .recipe
                $0.recipeCursor = parameter.id
            }
            let names = [
                "meter": "metre", "brightness": "bright", "chordGuidance": "g. chords", "vocalGuidance": "g. vocal",
                "styleGuidance": "g. style", "preRoll": "pre-roll",
            ]
            let label = names[parameter.id] ?? parameter.id
            #expect(scrolled.text.contains("▸" + label.prefix(8)), "\(label)")
        }
    }

    @Test func whatIsTypedStandsInItsPlace() {
        let canvas = SampleSong.canvas(40, 120) {
            $0.focus = .recipe
            $0.recipeCursor = "steps"
            $0.entry = TextEntry(label: "Steps", text: "321")
            $0.entry?.problem = "steps must be 1 to 200"
        }
        #expect(canvas.text.contains("▸steps    321"))
        #expect(canvas.text.contains("✗ steps must be 1 to 200"))
        #expect(canvas.cursor != nil)
    }
}
