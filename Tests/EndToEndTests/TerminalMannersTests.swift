import Foundation
import Songs
import Testing

extension SongwriterTests {
    /// The terminal is the shell's again whatever happens, and always shows what the program means.
    @Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed")) struct TerminalMannersTests {
        let scratch: Scratch

        init() throws { scratch = try Scratch() }

        /// - Returns: a songwriter with a song that needs no listening, not yet opened.
        private func writer(
            columns: Int = 120, rows: Int = 40, environment: [String: String] = [:]
        ) throws -> Songwriter {
            let writer = try Songwriter(columns: columns, rows: rows, scratch: scratch, environment: environment)
            if !scratch.exists("tune.backline") { try writer.compose() }
            return writer
        }

        /// All modes of the terminal, as the shell has them for programs.
        private func modes(_ writer: Songwriter, _ name: String) throws -> String {
            try writer.tmux.type("stty -a > \(name); echo \(name)-$?")
            try writer.tmux.wait("stty") { $0.contains("\n\(name)-0") }
            return String(decoding: try Data(contentsOf: scratch.url(name)), as: UTF8.self)
        }

        /// Waits until pictures and all are there, and nothing changes any more.
        @discardableResult
        private func settled(_ writer: Songwriter) throws -> String {
            var last = ""
            var count = 0
            return try writer.tmux.wait("a screen at rest") { screen in
                count = screen == last ? count + 1 : 0
                last = screen
                return count == 10
            }
        }

        /// Opens the song and waits until all of it is shown.
        @discardableResult
        private func open(_ writer: Songwriter, _ arguments: String = "") throws -> String {
            try writer.start("--lazy \(arguments) tune.backline")
            try writer.tmux.wait("the song's spectrogram") { screen in
                screen.contains("saved by itself in") && screen.contains(/▀▀▀▀|[-=#%@]{8}|[⠁-⣿]{40}/)
            }
            return try settled(writer)
        }

        // MARK: The end

        @Test(arguments: [
            "q", "C-c", "TERM", "HUP", "QUIT", "INT", "ILL", "TRAP", "SEGV", "ABRT",
        ]) func theTerminalIsGivenBack(end: String) throws {
            // otherwise Swift's backtrace asks for a key and waits half a minute for it
            let writer = try writer(environment: ["SWIFT_BACKTRACE": "interactive=no"])
            let before = try modes(writer, "before")
            try open(writer)
            #expect(try writer.tmux.flags() == (true, false))
            let process = try writer.running()
            var expected = 0
            if let signal = Self.signals[end] {
                if signal.isFatal { expected = 128 + Int(signal.number) }
                try #require(kill(process, signal.number) == 0)
            } else {
                try writer.press(end)
            }
            // keys that come while a backtrace is printed are lost
            try writer.waitForEnd(of: process)
            // a backtrace may stand on the screen
            try writer.tmux.type("echo exit-$?")
            let screen = try writer.tmux.wait("the exit status") { $0.contains(/exit-\d/) }
            let status = try #require(screen.firstMatch(of: /exit-(\d+)/))
            #expect(Int(status.1) == expected)
            #expect(try writer.tmux.flags() == (false, true))
            #expect(try modes(writer, "after") == before)
        }

        private static let signals: [String: (number: Int32, isFatal: Bool)] = [
            "TERM": (SIGTERM, false), "HUP": (SIGHUP, false), "QUIT": (SIGQUIT, false), "INT": (SIGINT, false),
            "ILL": (SIGILL, true), "TRAP": (SIGTRAP, true), "SEGV": (SIGSEGV, true), "ABRT": (SIGABRT, true),
        ]

        /// - Parameter stop: ctrl-z, or a signal that the program can't see coming.
        @Test(arguments: ["C-z", "TSTP", "STOP"]) func theProgramComesBackFromTheShell(stop: String) throws {
            let writer = try writer()
            let before = try modes(writer, "before")
            try open(writer)
            try writer.press("Escape")
            let screen = try settled(writer)
            let process = try writer.running()
            switch stop {
            case "TSTP": kill(process, SIGTSTP)
            case "STOP": kill(process, SIGSTOP)
            default: try writer.press(stop)
            }
            try writer.tmux.wait(for: "Stopped")
            if stop != "STOP" {
                #expect(try writer.tmux.flags() == (false, true))
                #expect(try modes(writer, "between") == before)
            }
            try writer.tmux.type("clear; fg")
            try writer.tmux.wait("the screen as it was") { $0 == screen }
            #expect(try writer.tmux.flags() == (true, false))
            try writer.press("?")
            try writer.tmux.wait("help") { $0 != screen }
            try writer.press("Escape")
            try writer.tmux.wait("the screen as it was") { $0 == screen }
            #expect(try writer.quit() == 0)
            #expect(try modes(writer, "after") == before)
        }

        @Test func othersCanPlayWhileTheProgramIsStopped() throws {
            let writer = try Songwriter.withSoundCard()
            try writer.open(writer.sing(seconds: 30))
            let process = try writer.running()
            func holdsDevice() throws -> Bool {
                let folder = "/proc/\(process)/fd"
                return try FileManager.default.contentsOfDirectory(atPath: folder).contains { name in
                    // closed since it was listed
                    (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")) == writer.played
                }
            }
            try writer.press("Space")
            try writer.tmux.wait("the device to be opened") { _ in try holdsDevice() }
            try writer.press("C-z")
            try writer.tmux.wait(for: "Stopped")
            #expect(try !holdsDevice())
            try writer.tmux.type("clear; fg")
            try writer.tmux.wait("it to play on") { _ in try holdsDevice() }
            #expect(try writer.quit() == 0)
        }

        @Test func theProgramEndsWithItsTerminal() throws {
            let writer = try writer()
            try open(writer)
            try writer.press("3", "n")
            try writer.retype("The last")
            let process = try writer.running()
            // nothing else tells the program
            try #require(kill(try writer.tmux.shell(), SIGKILL) == 0)
            try writer.waitForEnd(of: process)
            #expect(try writer.song().takes.map(\.name) == ["The last"])
            try writer.check(announced: [1], after: "of the shell")
        }

        // MARK: Size

        @Test func aStormOfSizesEndsInAWholeScreen() throws {
            let writer = try writer()
            try open(writer)
            try writer.press("Escape")
            let process = try writer.running()
            let sizes = [
                (1, 1), (20, 5), (300, 100), (2, 60), (300, 1), (60, 18), (59, 17), (80, 24), (1, 100), (200, 60),
            ]
            for round in 0..<3 {
                for (columns, rows) in sizes {
                    try writer.tmux.resize(columns: columns + round, rows: rows)
                    // one key among them: input and sizes come together
                    try writer.press(round == 1 ? "+" : "0")
                }
            }
            for (columns, rows) in [(1, 1), (100, 30)] { try writer.tmux.resize(columns: columns, rows: rows) }
            try writer.press("0", "Escape")
            let stormy = try settled(writer)
            #expect(kill(process, 0) == 0)
            #expect(try writer.quit() == 0)
            try open(writer)
            try writer.press("0", "Escape")
            #expect(try settled(writer) == stormy)
            try writer.quit()
        }

        @Test func everyPanelHasItsPlace() throws {
            let writer = try writer(columns: 80, rows: 24)
            try open(writer)
            for (columns, rows) in [(80, 24), (120, 40), (200, 60)] {
                try writer.tmux.resize(columns: columns, rows: rows)
                let screen = try writer.tmux.wait("all panels at \(columns) x \(rows)") { screen in
                    ["tune", "vocal", "Takes", "Take 1", "Recipe", "steps", "Mixer", "master", "play"]
                        .allSatisfy { screen.contains($0) }
                }
                #expect(screen.split(separator: "\n", omittingEmptySubsequences: false).count == rows + 1)
            }
            try writer.tmux.resize(columns: 60, rows: 15)
            try writer.tmux.wait(for: "Backline needs 60 x 18")
            #expect(try writer.quit() == 0)
        }

        // MARK: Terminals

        @Test func terminalsThatCannotDoItAreToldInOneSentence() throws {
            let writer = try writer()
            for (number, (start, word)) in [
                ("env TERM=dumb backline", "\"dumb\" (TERM) cannot"), ("env -u TERM backline", "TERM is not set"),
                ("env TERM= backline", "TERM is not set"), ("env TERM=nosuch backline", "not in the terminfo database"),
            ].enumerated() {
                // numbered: what stands on the screen before it is cleared is not the answer
                try writer.tmux.type("clear; \(start) tune.backline; echo \"[$?]\" \(number)")
                let screen = try writer.tmux.wait("an exit status") { screen in
                    (0...255).contains { screen.contains("[\($0)] \(number)") }
                }
                let said = screen.replacing("\n", with: "").split(separator: "backline: ", maxSplits: 1).last ?? ""
                #expect(said.contains("[2]"), "\(screen)")
                #expect(said.replacing(" ", with: "").contains(word.replacing(" ", with: "")), "\(screen)")
                #expect(said.contains("screen.[2]"), "more than a sentence: \(screen)")
            }
            let outcome = try Program.run([scratch.path("tune.backline")], scratch: scratch)
            #expect(outcome.status == 2 && outcome.output.isEmpty && outcome.errors.contains("not a terminal"))
            #expect(outcome.errors.split(separator: "\n").count == 1)
        }

        @Test func withoutUnicodeTheScreenIsASCII() throws {
            let writer = try writer(environment: ["LC_ALL": "C"])
            let screen = try open(writer)
            #expect(screen.allSatisfy { $0.isASCII }, "\(screen)")
            #expect(!screen.contains("?????"), "other characters became question marks:\n\(screen)")
            for word in ["Takes", "Recipe", "Mixer"] { #expect(screen.contains(word)) }
            try writer.quit()
        }

        /// - Parameter setting: NO_COLOR.
        @Test(arguments: ["", "1"]) func coloursAreSentUnlessUnwanted(setting: String) throws {
            let writer = try writer()
            try writer.tmux.type("export NO_COLOR=\(setting); clear")
            try writer.tmux.record(to: scratch.path("sent"))
            let screen = try open(writer)
            try writer.press("F2", "Down", "Down")
            try writer.tmux.wait(for: "Themes")
            try writer.press("Escape")
            try writer.tmux.wait("the song") { !$0.contains("Themes") }
            #expect(try writer.quit() == 0)
            let sent = String(decoding: try Data(contentsOf: scratch.url("sent")), as: UTF8.self)
            #expect(sent.contains("Takes") && screen.contains("Takes"))
            let colours = sent.matches(of: /\u{1b}\[([0-9;:]*)m/).flatMap {
                $0.1.split(whereSeparator: { ";:".contains($0) })
            }
            .compactMap { Int($0) }.filter { (30...38).contains($0) || (40...48).contains($0) || $0 >= 90 }
            #expect(colours.isEmpty == (setting == "1"), "\(Set(colours))")
        }

        /// ALSA tells of its troubles on standard error.
        @Test func librariesDoNotPrintIntoTheScreen() throws {
            let noisy = "pcm.!default { type plug slave.pcm { type hw card 99 } }\npcm.broken { type nosuchtype }\n"
            let file = try scratch.file("noisy.conf", Data("</usr/share/alsa/alsa.conf>\n\(noisy)".utf8))
            let writer = try writer(environment: ["ALSA_CONFIG_PATH": file])
            try open(writer)
            try writer.press("Space")
            try writer.tmux.wait("playback") { !$0.contains("0:00.00") }
            try writer.press("f4")
            try writer.tmux.wait(for: "Sound outputs")
            try writer.press("Escape", "Space", "Home", "Escape")
            let screen = try settled(writer)
            #expect(!screen.contains("ALSA lib"))
            // whatever somebody else wrote would go now
            try writer.press("C-l")
            #expect(try settled(writer) == screen)
            #expect(try writer.quit() == 0)
        }

        // MARK: Settings

        @Test func aThemeIsSeenAtOnceAndKept() throws {
            let writer = try writer()
            try open(writer)
            try writer.press("Escape")
            try settled(writer)
            let night = try writer.tmux.screen(coloured: true)
            try writer.press("f2")
            let list = try writer.tmux.wait(for: "Themes")
            try writer.tmux.text("paper")
            try writer.tmux.wait("the search") { $0 != list }
            try writer.press("Enter", "Escape")
            try writer.tmux.wait("the song") { !$0.contains("Themes") }
            let text = try settled(writer)
            let paper = try writer.tmux.screen(coloured: true)
            #expect(paper != night)
            try writer.quit()
            try open(writer)
            try writer.press("Escape")
            #expect(try settled(writer) == text)
            #expect(try writer.tmux.screen(coloured: true) == paper)
            try writer.quit()
        }

        @Test func wrongSettingsAreToldWithTheirLine() throws {
            // wide enough for the folder's long name before what is said
            let writer = try writer(columns: 200, rows: 60)
            let folder = scratch.url("config/backline")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for (text, said) in [
                ("# mine\nthemme = \"paper\"\n", "line 2: there is no setting \"themme\""),
                ("\n\n[keys]\ngenerate = \"no such key\"\n", "line 4: there is no key"),
                ("[keys]\nhelp = \"w\"\nexport = \"w\"\n", "line 2: w is bound to \"export\" already"),
                ("theme = \n", "line 1"),
            ] {
                try Data(text.utf8).write(to: folder.appendingPathComponent("config.toml"))
                try writer.start("--lazy")
                try writer.tmux.wait(for: said)
                try writer.tmux.wait(for: "choose")
                try writer.press("Escape")
                try writer.tmux.wait("the main screen") { !$0.contains("choose") }
                #expect(try writer.quit() == 0)
            }
            try Data("[keys]\nhelp = \"f9\"\ngenerate = []\n".utf8)
                .write(to: folder.appendingPathComponent("config.toml"))
            try open(writer)
            try writer.press("?")
            #expect(try !settled(writer).contains("Play or pause"))
            try writer.press("F9")
            try writer.tmux.wait(for: "Play or pause")
            try writer.press("Escape")
            try writer.tmux.wait("the main screen") { !$0.contains("Play or pause") }
            try writer.press("g")
            let screen = try settled(writer)
            #expect(!screen.contains("Take 2"))
            #expect(try writer.quit() == 0)
        }
    }
}
