import Interface
import Testing

/// Where the playhead goes by bars and beats: 120 BPM in four from 0 s, 8 s.
@Suite struct SeekingTests {
    private func position(_ rig: Rig) -> Double { Double(rig.deck.state.position) / Rig.rate }

    @Test func byBeatsAndBars() throws {
        let rig = try Rig()
        rig.press("ctrl-right", "ctrl-right", "ctrl-right")
        #expect(position(rig) == 1.5)
        rig.press("alt-right", "alt-right")
        #expect(position(rig) == 4)
        rig.press("ctrl-left")
        #expect(position(rig) == 3.5)
        rig.press("alt-left")
        #expect(position(rig) == 2)
        rig.press("alt-left", "alt-left")
        #expect(position(rig) == 0 && rig.message == "there is no bar before here")
    }

    @Test(arguments: [("3", 4.0), ("4.3", 7), (" 1.2 ", 0.5), ("2.1", 2)])
    func toABarThatIsTyped(text: String, seconds: Double) throws {
        let rig = try Rig()
        rig.press("alt-g")
        rig.answer(text)
        #expect(position(rig) == seconds && rig.state.entry == nil)
    }

    @Test(arguments: [
        ("5", "there are 4 bars; bar 5 is none of them"), ("0", "there are 4 bars; bar 0 is none of them"),
        ("2.5", "bar 2 has no beat 5"), ("2.0", "bar 2 has no beat 0"),
        ("two", "write a bar like 12, or a beat of it like 12.3"),
        ("1.2.3", "write a bar like 12, or a beat of it like 12.3"),
        ("2.9223372036854775807", "bar 2 has no beat 9223372036854775807"),
        ("-9223372036854775808", "there are 4 bars; bar -9223372036854775808 is none of them"),
    ])
    func noBar(text: String, complaint: String) throws {
        let rig = try Rig()
        rig.press("alt-right", "alt-g")
        rig.answer(text)
        #expect(rig.state.entry?.problem == complaint && position(rig) == 2)
    }

    @Test func theFirstLetterReplacesWhereItStands() throws {
        let rig = try Rig()
        rig.press("alt-right", "alt-g")
        #expect(rig.state.entry?.text == "2.1")
        rig.type("4")
        rig.press("enter")
        #expect(position(rig) == 6)
    }
}
