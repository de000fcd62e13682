import Interface
import Signal
import Testing

@Suite struct PianoKeysTests {
    private func struck(_ rig: Rig) -> [LiveNote] { rig.deck.memory.withLock { $0.struck } }

    @Test func theRowsAreAKeyboard() {
        let keys = PianoKeys()
        #expect("zsxdcvgbhnjm".map { keys.pitch(of: $0) } == (48...59).map { $0 })
        #expect("q2w3er5t6y7ui".map { keys.pitch(of: $0) } == (60...72).map { $0 })
        #expect(keys.pitch(of: ",") == keys.pitch(of: "q"))
        #expect(keys.pitch(of: "Z") == 48)
        #expect(keys.pitch(of: "a") == nil && keys.pitch(of: "1") == nil && keys.pitch(of: "ß") == nil)
        #expect(keys.pitches == Array(48...76))
    }

    @Test func lettersSoundAndAreNoCommands() throws {
        let rig = try Rig()
        rig.press("O")
        rig.press("q", "e", "t")
        #expect(struck(rig).map(\.key) == [60, 64, 67])
        #expect(struck(rig).allSatisfy { $0.audio.sampleRate == Rig.rate && abs($0.audio.duration - 1.5) < 0.01 })
        // neither quits, exports nor taps
        #expect(!rig.workstation.isFinished && rig.state.overlay == nil && rig.studio.requests.isEmpty)
        rig.press("escape", "s")
        #expect(struck(rig).count == 3 && rig.song.recipe.seed == 2)
        #expect(!rig.deck.memory.withLock { $0.staysOpen })
    }

    @Test func anOctaveUpOnlyNewNotesAreMade() throws {
        let rig = try Rig()
        rig.press("O", "]", "z")
        #expect(rig.guide.memory.withLock { $0.keys } == [Array(48...76), Array(77...88)])
        #expect(struck(rig).map(\.key) == [60])
        rig.press("]", "]", "]")
        #expect(rig.state.keyboard?.lowest == 84)
        #expect(rig.message == "there are no keys above these")
    }

    @Test func whatCannotBePlayedIsTold() throws {
        let rig = try Rig()
        rig.press("O", "z")
        #expect(struck(rig).isEmpty && rig.message == "Grand Piano can't play C3")
    }

    @Test func withoutInstrumentsThereAreNoKeys() throws {
        let rig = try Rig()
        rig.guide.change { $0.problem = "the weights are missing" }
        rig.press("O")
        #expect(rig.state.keyboard == nil && rig.message == "the weights are missing")
        #expect(!rig.deck.memory.withLock { $0.staysOpen })
    }

    @Test func keysPlayWithoutASong() throws {
        let rig = try Rig(opens: false)
        rig.press("O", "q")
        #expect(struck(rig).map(\.audio.sampleRate) == [48_000])
    }

    @Test func theSongPlaysAlong() throws {
        let rig = try Rig()
        rig.press("O", "space", "q")
        #expect(rig.deck.state.isPlaying && struck(rig).count == 1)
        #expect(rig.text().contains("octave up"))
    }

    @Test func anInstrumentChosenSinceSounds() throws {
        let rig = try Rig()
        rig.press("O", "escape", "Y")
        rig.type("flute")
        rig.press("enter", "O")
        #expect(rig.guide.memory.withLock { $0.keys.count } == 2)
        #expect(rig.message == "Flute: the letter rows play C3 to E5")
    }
}
