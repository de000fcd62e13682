import Foundation
import Interface
import Signal
import Terminal
import Testing

@Suite struct ConfigurationTests {
    @Test func everySettingIsRead() throws {
        let configuration = Configuration(
            text: """
                theme = "paper"
                glyphs = "ascii"
                colours = 16
                mouse = true
                output = "hw:1,0"

                [keys]
                generate = "f9"
                "loop.start" = ["(", "ctrl-b"]
                quit = []
                """)
        #expect(configuration.problems == [])
        #expect(configuration.theme == "paper" && configuration.glyphs == .ascii && configuration.colours == .sixteen)
        #expect(configuration.usesMouse && configuration.output == "hw:1,0")
        #expect(configuration.keys["generate"] == [KeyPress(.function(9))])
        #expect(configuration.keys["loop.start"] == [.character("("), KeyPress(.character("b"), control: true)])
        #expect(configuration.keys["quit"] == [])
    }

    @Test func problemsNameTheirLinesAndTheRestHolds() {
        let configuration = Configuration(
            text: """
                # mine
                thme = "paper"
                glyphs = "crayon"
                mouse = "yes"
                output = "null"

                [keys]
                generat = "f9"
                undo = "hyper-x"
                redo = 7
                """, path: "c.toml")
        let problems = configuration.problems
        #expect(problems.count == 6)
        #expect(problems[0] == "c.toml, line 2: there is no setting \"thme\"; did you mean \"theme\"?")
        #expect(problems[1] == "c.toml, line 3: \"glyphs\" is one of braille, blocks, ascii")
        #expect(problems[2] == "c.toml, line 4: \"mouse\" must be true or false")
        #expect(problems[3] == "c.toml, line 8: there is no command \"generat\"; did you mean \"generate\"?")
        #expect(problems[4].hasPrefix("c.toml, line 9: there is no key \"hyper-x\""))
        #expect(problems[5].hasPrefix("c.toml, line 10: \"redo\" must be a key"))
        #expect(configuration.output == "null")
        #expect(configuration.keys.isEmpty)
    }

    @Test func keyConflictsNameTheSecondLine() {
        let configuration = Configuration(text: "[keys]\nundo = \"f9\"\ngenerate = [\"f9\", \"f10\"]\n", path: "c.toml")
        #expect(configuration.problems.count == 1)
        #expect(configuration.problems[0].contains("f9 is bound to"))
        #expect(configuration.problems[0].hasPrefix("c.toml, line "))
        #expect(Bindings(overrides: configuration.keys).conflicts == [])
    }

    @Test func aTextThatIsNoTOMLNamesItsLine() {
        let configuration = Configuration(text: "theme = \"paper\"\nmouse = = 3\n", path: "c.toml")
        #expect(configuration.problems.count == 1)
        #expect(configuration.problems[0].hasPrefix("c.toml, line 2: "))
        #expect(configuration.theme == nil)
    }

    @Test func withoutAFileThereAreDefaultsAndNoProblems() {
        let configuration = Configuration.read(URL(fileURLWithPath: "/nonexistent/config.toml"))
        #expect(configuration == Configuration())
    }

    @Test func theFirstProblemIsTheMessage() throws {
        let rig = try Rig(opens: false, configuration: "[keys]\nnope = \"x\"\n")
        #expect(rig.message == "config.toml, line 2: there is no command \"nope\"")
    }

    @Test func ownKeysWork() throws {
        let rig = try Rig(configuration: "[keys]\n\"view.mel\" = \"f9\"\n")
        rig.press("f9")
        #expect(rig.state.melView == .take)
        rig.press("m")
        #expect(rig.state.melView == .take)
    }

    @Test func foldersFollowTheSpecification() {
        let named = ApplicationFolders(environment: [
            "HOME": "/home/a", "XDG_CONFIG_HOME": "/etc/x", "XDG_STATE_HOME": "relative",
        ])
        #expect(named.configuration.path == "/etc/x/backline/config.toml")
        #expect(named.choices.path == "/home/a/.local/state/backline/state.toml")
    }

    /// What broke a check of the TOML library ended the program (`shared/inputs/hostile/config.toml`); it is a sentence with its line.
    @Test(arguments: [("[[[", 1), ("mouse = true\n[[[", 2), ("a = 1\n\n[[ [\nb = 2", 3)])
    func whatBreaksTheParserIsASentence(text: String, line: Int) {
        let configuration = Configuration(text: text)
        #expect(configuration.problems.count == 1)
        #expect(
            configuration.problems.first?.hasPrefix("config.toml, line \(line): ") ?? false, "\(configuration.problems)"
        )
    }

    /// Any few signs of the language, and any bytes.
    @Test func nothingEndsTheProgram() {
        var generator = SeededGenerator(seed: 3)
        let signs = Array("[]{}=.,\"'#\n\t ab1-+_:eTZ\\\u{0}\u{e9}")
        for _ in 0..<20_000 {
            let text = String(
                (0..<generator.uniform(in: 0..<14)).map { _ in signs[generator.uniform(in: 0..<signs.count)] })
            _ = Configuration(text: text)
        }
        for depth in [10, 10_000] { _ = Configuration(text: "a = " + String(repeating: "[", count: depth)) }
    }
}
