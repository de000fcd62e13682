import Foundation
import Terminal
import Testing

/// Real ncurses on a terminal without a window; one at a time.
@Suite(.serialized) struct CursesScreenTests {
    private static let environment = ["TERM": "xterm-256color"]
    private static let red = Colour(red: 255, green: 0, blue: 0)

    private func opened(
        _ terminal: PseudoTerminal, _ environment: [String: String] = environment, depth: ColourDepth? = nil,
        mouse: Bool = false
    ) throws -> CursesScreen {
        try CursesScreen(
            path: terminal.path, depth: depth, mouse: mouse, capturesOutput: false,
            environment: environment.merging(["LC_ALL": "C.UTF-8"]) { $1 })
    }

    private func canvas(_ screen: CursesScreen, _ text: String, _ style: CellStyle = .plain) -> Canvas {
        var canvas = Canvas(size: screen.size)
        canvas.write(text, row: 2, column: 3, style: style)
        return canvas
    }

    @Test func theTerminalIsTakenAndGivenBack() throws {
        let terminal = try PseudoTerminal()
        defer { terminal.hangUp() }
        let before = terminal.modes
        let screen = try opened(terminal)
        defer { screen.close() }
        #expect(screen.size == Size(rows: 24, columns: 80))
        #expect(screen.depth == .full)
        #expect(screen.isUnicode)
        #expect(terminal.modes.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == 0)
        screen.present(canvas(screen, "hello ⣿"))
        #expect(terminal.wait(for: "hello ⣿"))
        #expect(terminal.output.contains("\u{1b}[?1049h"))
        #expect(terminal.output.contains("\u{1b}[?2004h"))
        #expect(!terminal.output.contains("\u{1b}[?1000h"))
        #expect(terminal.output.contains("\u{1b}[?25l"))
        terminal.forget()
        screen.close()
        screen.close()
        #expect(terminal.wait(for: "\u{1b}[?25h"))
        #expect(terminal.output.contains("\u{1b}[?2004l"))
        #expect(terminal.output.contains("\u{1b}[?1049l"))
        #expect(terminal.modes.c_lflag == before.c_lflag)
        #expect(terminal.modes.c_iflag == before.c_iflag)
        #expect(terminal.modes.c_oflag == before.c_oflag)
    }

    @Test func theEndOfTheObjectGivesTheTerminalBack() throws {
        let terminal = try PseudoTerminal()
        defer { terminal.hangUp() }
        do {
            let screen = try opened(terminal)
            screen.present(canvas(screen, "x"))
        }
        #expect(terminal.wait(for: "\u{1b}[?25h"))
        #expect(terminal.modes.c_lflag & tcflag_t(ICANON) != 0)
        // and another screen may follow
        let again = try opened(terminal)
        #expect(throws: ScreenError.alreadyOpen) { try self.opened(terminal) }
        again.close()
    }

    @Test func onlyWhatChangedIsSent() throws {
        let terminal = try PseudoTerminal()
        defer { terminal.hangUp() }
        let screen = try opened(terminal)
        defer { screen.close() }
        screen.present(canvas(screen, "one two three"))
        #expect(terminal.wait(for: "three"))
        terminal.forget()
        screen.present(canvas(screen, "one two three"))
        screen.present(canvas(screen, "one twX three"))
        #expect(terminal.wait(for: "X"))
        #expect(!terminal.output.contains("t"))
        #expect(terminal.output.utf8.count < 20)
    }

    @Test func coloursAndAttributesAreSent() throws {
        let terminal = try PseudoTerminal()
        defer { terminal.hangUp() }
        let screen = try opened(terminal)
        defer { screen.close() }
        screen.present(canvas(screen, "red", CellStyle(foreground: Self.red, bold: true)))
        #expect(terminal.wait(for: "red"))
        #expect(terminal.output.contains("38;5;196m"))
        #expect(terminal.output.contains(";1m"))
        screen.close()
    }

    @Test func moreThan255PairsAreShown() throws {
        let terminal = try PseudoTerminal(rows: 40, columns: 100)
        defer { terminal.hangUp() }
        let screen = try opened(terminal)
        defer { screen.close() }
        var canvas = Canvas(size: screen.size)
        for row in 0..<20 {
            for column in 0..<20 {
                canvas[row, column] = Cell(
                    "▄",
                    CellStyle(
                        foreground: Palette.colour(16 + 6 * row), background: Palette.colour(136 + 6 * column)))
            }
        }
        canvas.write("done", row: 38, column: 0)
        screen.present(canvas)
        #expect(terminal.wait(for: "done"))
        // the last of the 400 pairs
        #expect(terminal.output.contains("38;5;130m"))
        #expect(terminal.output.contains("48;5;250m"))
    }

    @Test(arguments: [
        (["TERM": "xterm-256color", "NO_COLOR": "1"], ColourDepth.mono),
        (["TERM": "xterm-256color", "NO_COLOR": ""], .full),
        (["TERM": "xterm-256color", "BACKLINE_COLOURS": "16"], .sixteen),
        (["TERM": "xterm-256color", "BACKLINE_COLOURS": "256", "NO_COLOR": "1"], .full),
        (["TERM": "xterm"], .eight), (["TERM": "linux"], .eight), (["TERM": "vt100"], .mono),
        (["TERM": "xterm", "BACKLINE_COLOURS": "256"], .eight), (["TERM": "xterm-16color"], .sixteen),
        (["TERM": "screen-256color"], .full), (["TERM": "tmux-256color"], .full),
    ])
    func theLadderIsClimbedAsFarAsItGoes(environment: [String: String], depth: ColourDepth) throws {
        let terminal = try PseudoTerminal()
        defer { terminal.hangUp() }
        // some descriptions are in a package that not everybody has
        let screen: CursesScreen
        do {
            screen = try opened(terminal, environment)
        } catch ScreenError.unknownType("xterm-16color") { return }
        #expect(screen.depth == depth)
        screen.present(canvas(screen, "seen", CellStyle(foreground: Self.red, bold: true)))
        #expect(terminal.wait(for: "seen"))
        // red is 1, 9 or 196 of the terminal's colours
        #expect(["31m", "91m", "38;5;196m"].contains(where: terminal.output.contains) == (depth > .mono))
        screen.close()
    }

    @Test func keysPasteAndMouseAreRead() throws {
        let terminal = try PseudoTerminal()
        defer { terminal.hangUp() }
        let screen = try opened(terminal, mouse: true)
        defer { screen.close() }
        #expect(terminal.wait(for: "\u{1b}[?1006h"))
        terminal.type("aé\u{3}\u{1a}\u{1b}OA\u{1b}[1;5C\u{1b}[Z\u{1b}[200~/tmp/a b.wav\u{1b}[201~\u{1b}[<0;5;6M\r")
        let expected: [InputEvent] =
            ["a", "é", "ctrl-c", "ctrl-z", "up", "ctrl-right", "shift-tab"].compactMap { KeyPress(parsing: $0) }
            .map(InputEvent.key) + [
                .paste("/tmp/a b.wav"), .mouse(MouseEvent(.press, row: 5, column: 4)), .key(KeyPress(.enter)),
            ]
        for event in expected { #expect(screen.nextEvent(timeout: 20) == event) }
        terminal.type("\u{1b}")
        #expect(screen.nextEvent(timeout: 20) == .key(KeyPress(.escape)))
        #expect(screen.nextEvent(timeout: 0) == nil)
    }

    @Test func othersWakeIt() throws {
        let terminal = try PseudoTerminal()
        defer { terminal.hangUp() }
        let screen = try opened(terminal)
        defer { screen.close() }
        screen.wake()
        #expect(screen.nextEvent(timeout: nil) == nil)
        Thread { screen.wake() }.start()
        #expect(screen.nextEvent(timeout: nil) == nil)
        // a key that is there goes before the wake, and the wake is not lost
        terminal.type("k")
        var events: [InputEvent?] = []
        screen.wake()
        while events.count < 2 { events.append(screen.nextEvent(timeout: 20)) }
        #expect(events.contains(.key(.character("k"))) && events.contains(nil))
    }

    @Test func aStormOfResizesEndsWithTheLastSize() throws {
        let terminal = try PseudoTerminal()
        defer { terminal.hangUp() }
        let screen = try opened(terminal)
        defer { screen.close() }
        screen.present(canvas(screen, "before"))
        for columns in 60...132 {
            terminal.resize(rows: 50, columns: columns)
            kill(getpid(), SIGWINCH)
        }
        // the test's terminal is not the process's own, so the kernel sends no signal by itself
        #expect(screen.nextEvent(timeout: 20) == .resize(Size(rows: 50, columns: 132)))
        #expect(screen.size == Size(rows: 50, columns: 132))
        #expect(screen.nextEvent(timeout: 0) == nil)
        // a canvas of the old size may come late
        screen.present(Canvas(size: Size(rows: 24, columns: 80)))
        var canvas = Canvas(size: screen.size)
        canvas.write("edge", row: 48, column: 128)
        screen.present(canvas)
        #expect(terminal.wait(for: "edge"))
    }

    /// SIGTERM and SIGINT belong to the trainer's tests in this process; the end-to-end tests send them.
    @Test(arguments: [
        (SIGHUP, InputEvent.hangUp),
        (SIGTSTP, .key(KeyPress(.character("z"), control: true))),
    ])
    func signalsBecomeEvents(signal: CInt, event: InputEvent) throws {
        let terminal = try PseudoTerminal()
        defer { terminal.hangUp() }
        let screen = try opened(terminal)
        defer { screen.close() }
        var ours = sigaction()
        sigaction(signal, nil, &ours)
        #expect(Self.address(ours) != nil)
        kill(getpid(), signal)
        #expect(screen.nextEvent(timeout: 20) == event)
        screen.close()
        // the screen's own action is gone; other suites of this process may have theirs meanwhile
        var action = sigaction()
        sigaction(signal, nil, &action)
        #expect(Self.address(action) != Self.address(ours))
    }

    private static func address(_ action: sigaction) -> UnsafeRawPointer? {
        unsafeBitCast(action.__sigaction_handler.sa_handler, to: UnsafeRawPointer?.self)
    }

    @Test func aTerminalThatGoesAwayIsToldOnce() throws {
        let terminal = try PseudoTerminal()
        let screen = try opened(terminal)
        defer { screen.close() }
        screen.present(canvas(screen, "x"))
        terminal.hangUp()
        #expect(screen.nextEvent(timeout: 20) == .hangUp)
        #expect(screen.nextEvent(timeout: 0.01) == nil)
        screen.present(canvas(screen, "y"))
        screen.close()
    }

    @Test func goingOnAfterAStopShowsEverythingAgain() throws {
        let terminal = try PseudoTerminal()
        defer { terminal.hangUp() }
        let screen = try opened(terminal)
        defer { screen.close() }
        screen.present(canvas(screen, "still here"))
        #expect(terminal.wait(for: "still here"))
        terminal.forget()
        kill(getpid(), SIGCONT)
        #expect(screen.nextEvent(timeout: 0.2) == nil)
        #expect(terminal.wait(for: "still here"))
        #expect(terminal.output.contains("\u{1b}[?1049h"))
        #expect(terminal.output.contains("\u{1b}[?2004h"))
    }

    @Test(arguments: [
        (["TERM": "no-such-terminal"], ScreenError.unknownType("no-such-terminal")), ([:], .noType),
        (["TERM": ""], .noType), (["TERM": "xterm", "BACKLINE_COLOURS": "many"], .badColours("many")),
    ])
    func badSettingsAreExplained(environment: [String: String], error: ScreenError) throws {
        let terminal = try PseudoTerminal()
        defer { terminal.hangUp() }
        #expect(throws: error) { try self.opened(terminal, environment) }
        #expect(terminal.output.isEmpty)
    }

    @Test func aDumbTerminalIsExplained() throws {
        let terminal = try PseudoTerminal()
        defer { terminal.hangUp() }
        let error = try #require(throws: ScreenError.self) { try self.opened(terminal, ["TERM": "dumb"]) }
        #expect(error.description.contains("\"dumb\" (TERM) cannot move its cursor"))
        #expect(terminal.modes.c_lflag & tcflag_t(ICANON) != 0)
    }

    @Test func aFileIsNoTerminal() throws {
        let error = try #require(throws: ScreenError.self) {
            try CursesScreen(path: "/dev/null", capturesOutput: false, environment: Self.environment)
        }
        #expect(error.description.contains("/dev/null cannot be opened: it is not a terminal"))
    }

    @Test func wideCharactersCannotMoveTheRest() throws {
        let terminal = try PseudoTerminal()
        defer { terminal.hangUp() }
        let screen = try opened(terminal)
        defer { screen.close() }
        var canvas = Canvas(size: screen.size)
        for (column, character) in ["a", "歌", "🎤", "\u{1b}", "b"].enumerated() {
            canvas[0, column] = Cell(Character(character))
        }
        screen.present(canvas)
        #expect(terminal.wait(for: "a?? b"))
    }

    @Test(arguments: [
        ("C.UTF-8", "xterm-256color", GlyphLevel.braille), ("C.UTF-8", "linux", .blocks), ("C", "xterm", .ascii),
        ("xx_YY.utf8", "xterm", .braille), ("xx_YY", "xterm", .ascii),
    ])
    func theLocaleDecidesWhatIsDrawn(locale: String, type: String, glyphs: GlyphLevel) throws {
        let terminal = try PseudoTerminal()
        defer { terminal.hangUp() }
        let screen = try CursesScreen(
            path: terminal.path, type: type, capturesOutput: false, environment: ["LANG": locale])
        #expect(screen.finestGlyphs == glyphs)
        screen.present(canvas(screen, "<█>"))
        #expect(terminal.wait(for: glyphs == .ascii ? "<?>" : "<█>"))
    }

    @Test func nothingIsPrintedIntoTheScreen() throws {
        let terminal = try PseudoTerminal()
        defer { terminal.hangUp() }
        // a pipe in place of standard error; what other tests print meanwhile comes through as well
        var ends: [CInt] = [0, 0]
        try #require(pipe(&ends) == 0)
        let (output, error) = (dup(STDOUT_FILENO), dup(STDERR_FILENO))
        dup2(ends[1], STDERR_FILENO)
        defer {
            close(output)
            close(error)
            close(ends[0])
        }
        let screen = try CursesScreen(path: terminal.path, environment: Self.environment)
        // far more than a pipe or anybody's patience holds
        let noise = [UInt8](repeating: UInt8(ascii: "."), count: 2 << 20)
        #expect(write(STDERR_FILENO, noise, noise.count) == noise.count)
        screen.present(canvas(screen, "noise"))
        for (file, text) in [(STDOUT_FILENO, "a library's output\n"), (STDERR_FILENO, "a library's warning\n")] {
            #expect(write(file, text, text.utf8.count) == text.utf8.count)
        }
        screen.present(canvas(screen, "clean"))
        #expect(terminal.wait(for: "clean"))
        screen.close()
        dup2(error, STDERR_FILENO)
        close(ends[1])
        var bytes = [UInt8](repeating: 0, count: 65536)
        var told = ""
        while case let count = read(ends[0], &bytes, bytes.count), count > 0 {
            told += String(decoding: bytes.prefix(count), as: UTF8.self)
            _ = write(error, bytes, count)
        }
        #expect(told.contains("a library's output\n"))
        #expect(told.contains("a library's warning\n"))
        #expect(!told.contains("........"))
        #expect(!terminal.output.contains("library"))
        // standard output is what it was
        var (before, after) = (stat(), stat())
        #expect(fstat(output, &before) == 0 && fstat(STDOUT_FILENO, &after) == 0)
        #expect(before.st_ino == after.st_ino && before.st_dev == after.st_dev)
    }
}
