import Terminal

/// Digits three columns wide and five rows high, to be read from where one sings.
struct BigDigits {
    let ink: Ink

    static let rows = 5
    private static let shapes: [Character: [String]] = [
        "0": ["###", "# #", "# #", "# #", "###"], "1": [" # ", "## ", " # ", " # ", "###"],
        "2": ["###", "  #", "###", "#  ", "###"], "3": ["###", "  #", "###", "  #", "###"],
        "4": ["# #", "# #", "###", "  #", "  #"], "5": ["###", "#  ", "###", "  #", "###"],
        "6": ["###", "#  ", "###", "# #", "###"], "7": ["###", "  #", "  #", "  #", "  #"],
        "8": ["###", "# #", "###", "# #", "###"], "9": ["###", "# #", "###", "  #", "###"],
        ":": [" ", "#", " ", "#", " "], ".": [" ", " ", " ", " ", "#"],
    ]

    /// Columns, every sign drawn twice as wide.
    static func width(_ text: String) -> Int {
        text.reduce(0) { $0 + (shapes[$1]?.first?.count ?? 0) * 2 + 2 } - 2
    }

    func draw(_ text: String, on canvas: inout Canvas, row: Int, column: Int, _ role: Theme.Role) {
        var left = column
        for character in text {
            guard let shape = Self.shapes[character], let width = shape.first?.count else { continue }
            for (line, dots) in shape.enumerated() {
                for (place, dot) in dots.enumerated() where dot == "#" {
                    canvas[row + line, left + place * 2] = Cell(ink.marks.full, ink[role])
                    canvas[row + line, left + place * 2 + 1] = Cell(ink.marks.full, ink[role])
                }
            }
            left += width * 2 + 2
        }
    }
}
