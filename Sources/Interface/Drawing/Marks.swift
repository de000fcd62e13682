import Terminal

/// The signs that panels use, by what they mean; each is one column wide and none is told from another by colour.
struct Marks: Sendable {
    var play: Character = "▶"
    var stop: Character = "■"
    var record: Character = "●"
    var cursor: Character = "▸"
    var audition: Character = "♪"
    var star: Character = "★"
    var changed: Character = "●"
    var locked: Character = "•"
    var variation: Character = "~"
    var reroll: Character = "↻"
    var extended: Character = "→"
    var failed: Character = "✗"
    var warning: Character = "!"
    var info: Character = "·"
    var ellipsis: Character = "…"
    var less: Character = "◂"
    var more: Character = "▸"
    var up: Character = "↑"
    var down: Character = "↓"
    var horizontal: Character = "─"
    var vertical: Character = "│"
    var corners: [Character] = ["╭", "╮", "╰", "╯"]
    var teeDown: Character = "┬"
    var downbeat: Character = "│"
    var beat: Character = "·"
    var tick: Character = "╷"
    var section: Character = "┊"
    var playhead: Character = "│"
    var playheadTop: Character = "▼"
    var loopStart: Character = "["
    var loopEnd: Character = "]"
    var full: Character = "█"
    var empty: Character = "·"
    var held: Character = "│"
    var heldAcross: Character = "▔"
    /// Parts of a full block from the left, an eighth each.
    var leftParts: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    /// Parts of a full block from below.
    var lowerParts: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]
    var onsetUp: Character = "▲"
    var onsetDown: Character = "▼"
    /// In place of what can't be shown in one column.
    var unknown: Character = "□"
    var separator: Character = "·"

    static let unicode = Marks()

    static let ascii: Marks = {
        var marks = Marks()
        marks.play = ">"
        marks.stop = "="
        marks.record = "o"
        marks.cursor = ">"
        marks.audition = "~"
        marks.star = "*"
        marks.changed = "*"
        marks.locked = "*"
        marks.variation = "~"
        marks.reroll = "@"
        marks.extended = ">"
        marks.failed = "x"
        marks.info = "-"
        marks.ellipsis = "~"
        marks.less = "<"
        marks.more = ">"
        marks.up = "^"
        marks.down = "v"
        marks.horizontal = "-"
        marks.vertical = "|"
        marks.corners = ["+", "+", "+", "+"]
        marks.teeDown = "+"
        marks.downbeat = "|"
        marks.beat = "."
        marks.tick = "'"
        marks.section = ":"
        marks.playhead = "|"
        marks.playheadTop = "V"
        marks.full = "#"
        marks.empty = "."
        marks.held = "|"
        marks.heldAcross = "-"
        marks.leftParts = []
        marks.lowerParts = []
        marks.onsetUp = "^"
        marks.onsetDown = "v"
        marks.unknown = "?"
        marks.separator = "-"
        return marks
    }()
}
