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
        #expect(!rig.workstation.isFinished && rig.state.overlay == nil && rig.studio.orders.isEmpty)
        rig.press("escape", "s")
        #expect(struck(rig).count == 3 && rig.song.recipe.seed == 2)
        #expect(!rig.deck.memory.withLock { $0.staysOpen })
    }

    @Test func anOctaveUpOnlyNewNotesAreMade() throws {
        let rig = try Rig()
        rig.press("O", "]", "z")
        // those in the middle first
        let made = rig.guide.memory.withLock { $0.keys }
        #expect(made.flatMap(\.self).prefix(29).sorted() == Array(48...76) && made.first?.sorted() == Array(60...67))
        #expect(made.flatMap(\.self).dropFirst(29).sorted() == Array(77...88))
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
        #expect(rig.guide.memory.withLock { $0.keys.flatMap(\.self).count } == 58)
        #expect(rig.message == "Flute: the letter rows play C3 to E5, mf")
    }

    // MARK: Touch

    @Test func keysAreStruckHarderAndSofter() throws {
        let rig = try Rig()
        rig.press("O", "q", "up", "w", "-", "-", "e")
        let peaks = struck(rig).map { $0.audio.mono().max() ?? 0 }
        #expect(peaks.count == 3 && peaks[1] > peaks[0] * 1.1 && peaks[2] < peaks[0] * 0.9)
        #expect(rig.guide.memory.withLock { $0.touches.last?.dynamic } == .mp)
        #expect(rig.text().contains("mp 64"))
        for _ in 0..<8 { rig.press("=") }
        #expect(rig.state.keyboard?.touch.dynamic == .fff && rig.message == "keys can't be struck harder than that")
        // as they were left
        rig.press("escape", "O")
        #expect(rig.state.keyboard?.touch.dynamic == .fff)
    }

    @Test func sustainedKeysRingOn() throws {
        let rig = try Rig()
        rig.press("O", "q", "tab", "w")
        let lengths = struck(rig).map(\.audio.duration)
        #expect(lengths.count == 2 && lengths[1] > lengths[0] + 1)
        #expect(rig.text().contains("sustained"))
    }

    @Test func theKeysFollowTheirStripAndTheMaster() throws {
        let rig = try Rig()
        rig.press("O", "q")
        let plain = try #require(struck(rig).last).gain
        rig.press("escape", "5", "end")
        rig.workstation.perform("mixer.next")
        for _ in 0..<6 { rig.press("right") }
        for _ in 0..<6 { rig.press("down") }
        rig.press("O", "w")
        #expect(rig.state.selectedTarget == .master)
        #expect(abs(try #require(struck(rig).last).gain / plain - 0.501) < 0.01)
    }

    /// Terminals repeat a key that is held.
    @Test func aKeyThatIsHeldSoundsOnce() throws {
        let rig = try Rig()
        var now = ContinuousClock.now
        rig.workstation.keyClock = { now }
        rig.press("O", "q")
        for _ in 0..<10 {
            now += .milliseconds(33)
            rig.press("q")
        }
        #expect(struck(rig).count == 1)
        now += .milliseconds(33)
        rig.press("w")
        now += .milliseconds(150)
        rig.press("q", "w")
        #expect(struck(rig).map(\.key) == [60, 62, 60, 62])
        // struck together, shown together
        #expect(rig.state.keyboard?.lit == [60, 62])
        now += .milliseconds(500)
        rig.press("e")
        #expect(rig.state.keyboard?.lit == [64])
    }

    @Test func aPictureShowsTheKeys() throws {
        let rig = try Rig()
        rig.press("O")
        for (rows, columns) in [(18, 60), (24, 80), (40, 120), (60, 200)] {
            let text = rig.text(.init(rows: rows, columns: columns))
            for part in ["Piano keys", "C3 to E5", "mf"] { #expect(text.contains(part), "\(part) at \(columns)") }
            #expect(text.contains(/q *w *e *r *t *y *u *i *o *p/) && text.contains(/z *x *c *v *b *n *m *, *\. *\//))
        }
        rig.press("escape")
        #expect(!rig.text().contains("Piano keys"))
    }

    @Test func anotherInstrumentIsChosenAtTheKeys() throws {
        let rig = try Rig()
        rig.press("O", "ctrl-y")
        rig.type("flute")
        rig.press("enter", "q")
        #expect(rig.state.keyboard != nil && rig.message.isEmpty && struck(rig).count == 1)
        #expect(rig.state.instrument == "Flute")
    }
}
