import Recipes
import Songs
import Terminal

/// The columns of the take list that a width has room for, the same for every row.
struct TakeColumns {
    private enum Column: CaseIterable { case length, origin, seed, steps, compute, note }

    private let ink: Ink
    private let width: Int
    private let idWidth: Int
    private let nameWidth: Int
    private var shown: [(column: Column, width: Int)] = []

    /// Cursor, what plays, A and B, star.
    private static let markWidth = 5
    private static let leastName = 9
    private static let mostName = 24
    private static let wide = 60

    init(takes: [Take], width: Int, ink: Ink) {
        self.ink = ink
        self.width = width
        idWidth = String(takes.map(\.id).max() ?? 1).count + 1
        let longest = takes.map { NarrowText.clean($0.name, ink).count }.max() ?? 0
        // wide lists don't cut names for the sake of more columns
        let name = width < Self.wide ? Self.leastName : min(max(longest, Self.leastName), Self.mostName)
        var free = width - Self.markWidth - idWidth - 1 - name
        // the most useful first; the note takes what it can get
        let wanted: [(Column, Int)] = [
            (.length, 5), (.origin, 7), (.seed, 10), (.steps, 8), (.compute, 5), (.note, 16),
        ]
        for (column, columnWidth) in wanted {
            guard free > columnWidth else { break }
            shown.append((column, columnWidth))
            free -= columnWidth + 1
        }
        // what is left over goes to the note, or to the name
        if let last = shown.indices.last, shown[last].column == .note {
            nameWidth = name
            shown[last].width += max(free, 0)
        } else {
            nameWidth = name + max(free, 0)
        }
    }

    func drawHeading(on canvas: inout Canvas, _ line: Rect) {
        var column = line.column + Self.markWidth + idWidth + 1
        canvas.put("name", row: line.row, column: column, width: nameWidth, ink[.dim], ink)
        column += nameWidth + 1
        for part in shown {
            canvas.put(Self.heading(part.column), row: line.row, column: column, width: part.width, ink[.dim], ink)
            column += part.width + 1
        }
    }

    func draw(
        _ take: Take, _ state: WorkstationState, isSelected: Bool, isCursor: Bool, on canvas: inout Canvas, _ line: Rect
    ) {
        let ground: Theme.Role? = isSelected ? .selection : nil
        func style(_ role: Theme.Role) -> CellStyle { ink.style(role, on: ground) }
        let isHeard = state.song.isActive(take.id) && !(state.comparing?.silencesTakes ?? false)
        var column = line.column
        func mark(_ character: Character, _ role: Theme.Role, if shows: Bool) {
            if shows { canvas[line.row, column] = Cell(character, style(role)) }
            column += 1
        }
        mark(ink.marks.cursor, .accent, if: isCursor)
        mark(ink.marks.audition, .accent, if: isHeard)
        mark("A", .changed, if: state.song.a?.has(take.id) ?? false)
        mark("B", .changed, if: state.song.b?.has(take.id) ?? false)
        mark(ink.marks.star, .star, if: take.isStarred)
        canvas.putRight("#\(take.id)", row: line.row, end: column + idWidth, width: idWidth, style(.dim), ink)
        // it plays to other chords or beats than the song has now
        if state.song.hasOtherSheet(take) {
            canvas[line.row, column + idWidth] = Cell(ink.marks.changed, style(.changed))
        }
        column += idWidth + 1
        canvas.put(
            take.name, row: line.row, column: column, width: nameWidth, style(isHeard ? .title : .text), ink)
        column += nameWidth + 1
        for part in shown {
            let text = text(part.column, take)
            if part.column == .length || part.column == .compute {
                canvas.putRight(text, row: line.row, end: column + part.width, width: part.width, style(.text), ink)
            } else {
                canvas.put(text, row: line.row, column: column, width: part.width, style(.dim), ink)
            }
            column += part.width + 1
        }
    }

    private static func heading(_ column: Column) -> String {
        switch column {
        case .length: "  len"
        case .origin: "from"
        case .seed: "seed"
        case .steps: "steps"
        case .compute: " took"
        case .note: "note"
        }
    }

    private func text(_ column: Column, _ take: Take) -> String {
        switch column {
        case .length: Formats.duration(take.duration)
        case .origin: Self.origin(take.origin, parent: take.parent, ink)
        case .seed: "\(take.recipe.seed)"
        case .steps: Self.work(take.recipe)
        case .compute: take.computeSeconds > 0 ? Formats.duration(take.computeSeconds) : ""
        case .note: take.note
        }
    }

    /// "8x6": steps and guidance, of systems that have them.
    private static func work(_ recipe: Recipe) -> String {
        [recipe.steps.map { "\($0)" }, recipe.guidance.map(Formats.short)].compactMap(\.self).joined(separator: "x")
    }

    /// "~#2 30%" varies a take, "↻#2" makes some of its bars anew.
    static func origin(_ origin: Take.Origin, parent: Int?, _ ink: Ink) -> String {
        let of = parent.map { "#\($0)" } ?? ""
        switch origin {
        case .fresh: return ""
        case .variation(let strength): return "\(ink.marks.variation)\(of) \(Formats.percent(strength))"
        case .reroll: return "\(ink.marks.reroll)\(of)"
        case .extended: return "\(ink.marks.extended)\(of)"
        }
    }
}
