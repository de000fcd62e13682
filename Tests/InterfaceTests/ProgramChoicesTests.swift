import Foundation
import Interface
import Terminal
import Testing

@Suite struct ProgramChoicesTests {
    private func again(_ rig: Rig, configuration: String = "") -> Workstation {
        Workstation(
            services: .init(deck: rig.deck, studio: rig.studio), configuration: Configuration(text: configuration),
            themes: ThemeLoader(environment: ["HOME": rig.home.path], program: nil),
            folders: ApplicationFolders(environment: ["HOME": rig.home.path]), workers: .immediate)
    }

    private func theme(_ name: String, in rig: Rig) throws {
        let folder = rig.home.appendingPathComponent(".config/backline/themes")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try "summary = \"mine\"\nbase = \"night\"\n".write(
            to: folder.appendingPathComponent("\(name).toml"), atomically: true, encoding: .utf8)
    }

    @Test func choicesHoldTheNextTime() throws {
        let rig = try Rig()
        try theme("mine", in: rig)
        rig.press("f3", "f4", "down", "enter", "f2")
        rig.type("mine")
        #expect(rig.state.theme.name == "mine")
        rig.press("enter")
        let next = again(rig)
        #expect(next.state.glyphs == .blocks && next.state.theme.name == "mine")
        #expect(rig.deck.memory.withLock { $0.device } == "hw:1,0")
    }

    @Test func theConfigurationGoesBeforeChoices() throws {
        let rig = try Rig()
        rig.press("f3")
        #expect(again(rig, configuration: "glyphs = \"ascii\"").state.glyphs == .ascii)
    }

    @Test func aThemeThatWasOnlyTriedGoesAgain() throws {
        let rig = try Rig()
        try theme("mine", in: rig)
        rig.press("f2")
        rig.type("mine")
        rig.press("escape")
        #expect(rig.state.theme.name == "night")
    }

    @Test func anUnknownThemeIsToldAndTheUsualOneShown() throws {
        let rig = try Rig(opens: false, configuration: "theme = \"nihgt\"")
        #expect(rig.state.theme.name == "night")
        #expect(rig.message.contains("There is no theme called \"nihgt\""))
    }

    @Test func aDamagedStateFileIsToldAndIgnored() throws {
        let rig = try Rig(opens: false)
        let file = rig.home.appendingPathComponent(".local/state/backline/state.toml")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try "glyphs = = 3".write(to: file, atomically: true, encoding: .utf8)
        let next = again(rig)
        #expect(next.state.glyphs == .braille && next.state.message?.text.contains("line 1") == true)
    }
}
