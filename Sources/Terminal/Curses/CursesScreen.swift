import CCurses
import Foundation

/// The terminal, drawn with ncurses. One at a time; the thread that makes it owns it, any may `wake` it.
///
/// While it is up, what the program and its libraries write to standard output and error is kept away from the
/// screen and comes out on standard error when it is closed. The terminal is given back by `close`, by the end of the
/// object or of the program, and by a crash.
public final class CursesScreen: Screen, @unchecked Sendable {
    public private(set) var size: Size
    public let depth: ColourDepth
    /// Whether the locale can show more than ASCII; if not, other characters become question marks.
    public let isUnicode: Bool
    /// The finest pictures that the locale and the terminal's letters are sure to have.
    public let finestGlyphs: GlyphLevel

    let device: TerminalDevice
    private let window: UnsafeMutablePointer<WINDOW>
    private let screen: OpaquePointer
    private let entering: [UInt8]
    private let leavingModes: [UInt8]
    private var pairs: ColourPairs
    private var shown: Canvas?
    private var isOpen = true
    private var isCursorVisible = true
    var decoder: InputDecoder
    /// When the bytes of an unfinished sequence came, seconds of the monotonic clock.
    var lastInput = 0.0
    /// The terminal has gone; nothing comes from it any more.
    var isGone = false
    /// Events that came together with the one told last.
    var pending: [InputEvent] = []
    var isWoken = false

    /// - Parameters:
    ///   - path: of the terminal; nil takes the program's own.
    ///   - type: terminfo's name; nil takes TERM.
    ///   - depth: nil asks BACKLINE_COLOURS (mono, 8, 16, 256), NO_COLOR and the terminal; never more than it has.
    ///   - mouse: whether clicks and the wheel are asked for; the terminal's own selection then needs shift.
    ///   - capturesOutput: whether standard output and error are kept away from the screen.
    /// - Throws: `ScreenError`.
    public init(
        path: String? = nil, type: String? = nil, depth: ColourDepth? = nil, mouse: Bool = false,
        capturesOutput: Bool = true, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws {
        let type = type ?? environment["TERM"] ?? ""
        guard !type.isEmpty else { throw ScreenError.noType }
        let asked = try ColourDepth.asked(depth, environment: environment)
        isUnicode = CharacterLocale.take(environment)
        // the Linux console's font has 512 signs and no braille among them
        finestGlyphs = isUnicode ? (type.hasPrefix("linux") ? .blocks : .braille) : .ascii
        device = try TerminalDevice(path: path)
        guard !ccurses_guard_is_begun() else { throw ScreenError.alreadyOpen }
        guard ccurses_guard_begin(device.output, device.events) else {
            throw ScreenError.cannotOpen(path: device.path, reason: "it is not a terminal")
        }
        guard let screen = newterm(type, device.outputFile, device.inputFile) else {
            ccurses_guard_end()
            throw ccurses_is_known_type(type)
                ? ScreenError.cannotDraw(type: type, missing: "move its cursor") : .unknownType(type)
        }
        self.screen = screen
        guard let window = ccurses_window(), let move = Capability.bytes("cup"), Capability.bytes("clear") != nil else {
            endwin()
            delscreen(screen)
            ccurses_guard_end()
            throw ScreenError.cannotDraw(type: type, missing: "move its cursor or clear itself")
        }
        self.window = window
        raw()
        noecho()
        nonl()
        // a key that waits must not keep a picture from being finished
        typeahead(-1)
        scrollok(window, false)
        let most = ColourDepth(colours: Int(ccurses_colours()))
        let wanted = min(asked ?? most, most)
        // without them ncurses must not touch the terminal's own colours
        self.depth = wanted > .mono && has_colors() && start_color() == OK ? wanted : .mono
        pairs = ColourPairs(depth: self.depth, hasDefaultColours: self.depth == .mono || use_default_colors() == OK)
        size = Size(rows: Int(getmaxy(window)), columns: Int(getmaxx(window)))
        // others than ANSI terminals would show the private modes as text
        let isANSI = move.starts(with: [0x1b, UInt8(ascii: "[")])
        let modes = ["2004"] + (mouse ? ["1000", "1006"] : [])
        func switched(_ end: String) -> [UInt8] { isANSI ? modes.flatMap { Array("\u{1b}[?\($0)\(end)".utf8) } : [] }
        entering = (Capability.bytes("smkx") ?? []) + switched("h")
        leavingModes = switched("l") + (Capability.bytes("rmkx") ?? [])
        decoder = InputDecoder(keys: TerminalKeys(sequence: Capability.bytes))
        device.keepModes()
        updateLeaving()
        ccurses_guard_enter()
        device.write(entering)
        if capturesOutput { ccurses_guard_capture(try device.makeCapture()) }
    }

    deinit { close() }

    /// Gives the terminal back and writes to standard error what was kept away from the screen. May be called twice.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        ccurses_guard_end()
        delscreen(screen)
        device.close()
    }

    /// Gives the terminal back, stops the program as ctrl-z does in a shell, and shows everything again when it goes
    /// on. Without a shell to continue it the program does not stop.
    public func suspend() {
        guard isOpen else { return }
        ccurses_guard_leave()
        ccurses_guard_stop()
        enterAgain()
        if followSize() { pending.append(.resize(size)) }
    }

    /// Takes the terminal back after the program was stopped, whoever stopped it.
    func enterAgain() {
        ccurses_guard_leave()
        device.restoreModes()
        ccurses_guard_enter()
        device.write((Capability.bytes("smcup") ?? []) + entering)
        isCursorVisible = true
        redraw()
    }

    public func present(_ canvas: Canvas) {
        guard isOpen, !isGone else { return }
        ccurses_guard_trim()
        let before = shown.flatMap { $0.size == canvas.size ? $0 : nil }
        if before == nil { werase(window) }
        let area = Size(rows: min(canvas.size.rows, size.rows), columns: min(canvas.size.columns, size.columns))
        for row in 0..<area.rows { put(canvas, row: row, columns: area.columns, unlike: before) }
        shown = canvas
        refresh()
    }

    /// Sends the cells of a row that changed, run by run.
    private func put(_ canvas: Canvas, row: Int, columns: Int, unlike before: Canvas?) {
        var column = 0
        while column < columns {
            if let before, before[row, column] == canvas[row, column] {
                column += 1
                continue
            }
            let start = column
            var characters: [UInt32] = []
            var attributes: [attr_t] = []
            var numbers: [CInt] = []
            while column < columns, before == nil || before?[row, column] != canvas[row, column] {
                let cell = canvas[row, column]
                let look = pairs.look(cell.style)
                characters.append(scalar(cell.character))
                attributes.append(look.attributes)
                numbers.append(look.pair)
                column += 1
            }
            ccurses_put(
                window, CInt(row), CInt(start), characters, attributes, numbers, CInt(characters.count))
        }
    }

    private func scalar(_ character: Character) -> UInt32 {
        if let value = character.asciiValue, value >= 0x20, value < 0x7f { return UInt32(value) }
        let value = character.oneColumnWide().unicodeScalars.first?.value ?? 0x20
        return isUnicode || value < 0x7f ? value : UInt32(UInt8(ascii: "?"))
    }

    /// Lets ncurses send what it has, with the cursor where the canvas wants it.
    private func refresh() {
        let cursor = shown?.cursor.flatMap { place in
            (0..<size.rows).contains(place.row) && (0..<size.columns).contains(place.column) ? place : nil
        }
        if let cursor { wmove(window, CInt(cursor.row), CInt(cursor.column)) }
        if isCursorVisible != (cursor != nil) {
            isCursorVisible = cursor != nil
            curs_set(isCursorVisible ? 1 : 0)
        }
        wrefresh(window)
    }

    /// Sends everything anew: somebody else wrote to the terminal.
    public func redraw() {
        guard isOpen, !isGone else { return }
        clearok(window, true)
        if !isCursorVisible || shown?.cursor == nil {
            isCursorVisible = false
            // ncurses believes that it is hidden already
            device.write(Capability.bytes("civis") ?? [])
        }
        refresh()
    }

    /// Follows the window's size. - Returns: whether it changed.
    func followSize() -> Bool {
        guard isOpen, let now = device.windowSize, now != size else { return false }
        resizeterm(CInt(now.rows), CInt(now.columns))
        size = now
        shown = nil
        clearok(window, true)
        updateLeaving()
        return true
    }

    public func wake() { ccurses_guard_post(UInt32(ccurses_woken)) }

    /// What brings the terminal back, ready before anything goes wrong.
    private func updateLeaving() {
        var bytes = leavingModes
        for name in ["sgr0", "op", "rmcup", "cnorm"] { bytes += Capability.bytes(name) ?? [] }
        if Capability.bytes("rmcup") == nil {
            // without a screen of its own the shell goes on below ours
            bytes += Capability.move(row: size.rows - 1, column: 0) + Array("\r\n".utf8)
        }
        guard ccurses_guard_set_leaving(bytes.map(CChar.init(bitPattern:)), bytes.count) else {
            preconditionFailure("a terminal's restoring bytes are longer than the guard keeps")
        }
    }
}
