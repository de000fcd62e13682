import Interface
import Terminal
import Testing

@Suite struct BindingsTests {
    private func key(_ name: String) throws -> KeyPress { try #require(KeyPress(parsing: name)) }

    @Test func aPanelsKeyGoesBeforeOneThatWorksAnywhere() throws {
        let bindings = Bindings()
        #expect(bindings.command(for: try key("left"), in: .focus(.timeline))?.id == "play.back")
        #expect(bindings.command(for: try key("left"), in: .focus(.recipe))?.id == "recipe.less")
        #expect(bindings.command(for: try key("left"), in: .form)?.id == "form.previousChoice")
    }

    @Test func overlaysHideAllOtherKeys() throws {
        let bindings = Bindings()
        #expect(bindings.command(for: try key("g"), in: .picker) == nil)
        #expect(bindings.command(for: try key("g"), in: .entry) == nil)
    }

    @Test func anOwnKeyTakesADefaultAway() throws {
        let bindings = Bindings(overrides: ["generate": [try key("u")]])
        #expect(bindings.command(for: try key("u"), in: .focus(.timeline))?.id == "generate")
        #expect(bindings.command(for: try key("g"), in: .focus(.timeline)) == nil)
        #expect(bindings.keys(of: "undo") == [])
        #expect(bindings.conflicts == [])
    }

    @Test func twoOwnKeysInOnePlaceAreAConflict() throws {
        let f9 = try key("f9")
        let bindings = Bindings(overrides: ["generate": [f9], "undo": [f9]])
        #expect(bindings.conflicts.map(\.first) == ["generate"])
        #expect(bindings.conflicts.map(\.second) == ["undo"])
    }

    @Test func anEmptyListUnbinds() throws {
        #expect(Bindings(overrides: ["quit": []]).command(for: try key("q"), in: .focus(.takes)) == nil)
    }

    @Test func hintsLeaveOutWhatCannotBeDone() throws {
        let rig = try Rig(opens: false)
        let titles = rig.workstation.scene.hints.map(\.title)
        #expect(!titles.contains("generate") && titles.contains("quit"))
        let other = try Rig()
        #expect(other.workstation.scene.hints.map(\.title).starts(with: ["play", "generate"]))
    }

    @Test func hintsFollowTheFocus() throws {
        let rig = try Rig()
        rig.press("5")
        #expect(rig.workstation.scene.hints.contains(.init(key: "m", title: "mute")))
        rig.press(":")
        #expect(rig.workstation.scene.hints.first?.title == "choose")
    }
}
