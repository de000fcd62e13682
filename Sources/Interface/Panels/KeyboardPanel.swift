import Songs
import Terminal

/// The piano keys that letters are now, in place of the recipe: which letter is which key, how hard it is struck, and what
/// was played over the song.
struct KeyboardPanel {
    let keyboard: PianoKeys
    let scene: Scene
    let ink: Ink

    var title: String { "Piano keys" }

    var note: [String] { [touch] }

    /// "mf", "mf sustained".
    private var touch: String {
        keyboard.touch.dynamic.sign + (keyboard.touch.isSustained ? " sustained" : "")
    }

    /// White keys of a row.
    private static let whites = 10
    /// Columns from one white key to the next.
    private static let steps = 1...4
    /// From so many rows on, names stand under the keys.
    private static let rowsForNames = 9

    func draw(on canvas: inout Canvas, in area: Rect) {
        guard !area.isEmpty else { return }
        let step = min(max((area.columns - 2) / (Self.whites - 1), Self.steps.lowerBound), Self.steps.upperBound)
        let hasNames = area.rows >= Self.rowsForNames
        var row = 0
        for (letters, lowest) in [
            (PianoKeys.upper, keyboard.lowest + PianoKeys.rowDistance), (PianoKeys.lower, keyboard.lowest),
        ] {
            drawKeys(letters, lowest: lowest, step: step, on: &canvas, area, row)
            row += 2
            if hasNames {
                drawNames(letters.count, lowest: lowest, step: step, on: &canvas, area, row)
                row += 1
            }
        }
        for (index, line) in lines.enumerated() where row + index < area.rows {
            var segments = Segments(ink)
            for (rank, text) in line.texts.enumerated() {
                segments.add(text, line.role, rank: rank, shrinksTo: line.texts.count == 1 ? 1 : nil)
            }
            segments.draw(
                on: &canvas,
                in: Rect(row: area.row + row + index, column: area.column + 1, rows: 1, columns: area.columns - 1))
        }
    }

    /// The most important first; of each line what fits.
    private var lines: [(texts: [String], role: Theme.Role)] {
        let state = scene.state
        let names = [keyboard.pitches.first, keyboard.pitches.last].compactMap(\.self).map(PianoKeys.name)
        let dynamic = keyboard.touch.dynamic
        var lines: [(texts: [String], role: Theme.Role)] = [
            ([names.joined(separator: " to "), "\(dynamic.sign) \(dynamic.velocity)"], .field)
        ]
        if keyboard.touch.isSustained { lines[0].texts.append("sus") }
        if let pass = state.song.pass, let span = pass.span {
            lines.append(
                (["\(Self.notes(pass.notes.count)) not kept", "from \(Formats.duration(span.lowerBound))"], .changed))
        } else if let passes = state.song[guide: .played]?.passes {
            lines.append((["\(Self.notes(passes.reduce(0) { $0 + $1.notes.count })) kept"], .text))
        } else {
            lines.append((["nothing played yet", "play along with the song"], .dim))
        }
        if let instrument = state.instrument { lines.append(([instrument], .dim)) }
        return lines
    }

    private static func notes(_ count: Int) -> String { count == 1 ? "1 note" : "\(count) notes" }

    private static func isBlack(_ pitch: Int) -> Bool { [1, 3, 6, 8, 10].contains(((pitch % 12) + 12) % 12) }

    /// Columns of keys from the left: white keys in steps, black ones between them.
    private func column(_ place: Int, lowest: Int, step: Int) -> Int {
        let whites = (lowest..<lowest + place).count { !Self.isBlack($0) }
        return Self.isBlack(lowest + place) ? whites * step - step / 2 : whites * step
    }

    /// The digits and letters of black keys over those of white keys.
    private func drawKeys(
        _ letters: [Character], lowest: Int, step: Int, on canvas: inout Canvas, _ area: Rect, _ row: Int
    ) {
        for (place, letter) in letters.enumerated() {
            let pitch = lowest + place
            let isBlack = Self.isBlack(pitch)
            let column = area.column + 1 + column(place, lowest: lowest, step: step)
            let line = row + (isBlack ? 0 : 1)
            guard line < area.rows, column < area.column + area.columns else { continue }
            let isLit = keyboard.lit.contains(pitch)
            let style = isLit ? ink.style(.accent, on: .selection) : ink[isBlack ? .hint : .hintKey]
            canvas[area.row + line, column] = Cell(letter, style)
        }
    }

    /// Under each C its name.
    private func drawNames(
        _ count: Int, lowest: Int, step: Int, on canvas: inout Canvas, _ area: Rect, _ row: Int
    ) {
        for place in 0..<count where (lowest + place) % 12 == 0 {
            let column = column(place, lowest: lowest, step: step)
            let name = PianoKeys.name(lowest + place)
            guard 1 + column + name.count <= area.columns else { continue }
            canvas.put(
                name, row: area.row + row, column: area.column + 1 + column, width: name.count, ink[.dim], ink)
        }
    }
}
