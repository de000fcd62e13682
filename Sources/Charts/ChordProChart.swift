import Foundation
import Music

/// A chart in ChordPro (chordpro.org, version 6): directives for title, key, tempo, time and capo, and a grid of chords, a cell a
/// beat.
public struct ChordProChart {
    public let text: String

    private static let barsALine = 4

    /// - Parameter capo: fret; chords are written as they are gripped.
    public init(_ chart: SongChart, capo: Int = 0) {
        let gripped = chart.transposed(by: -capo)
        let sheet = gripped.leadSheet
        var lines = [
            "{title: \(Self.safe(chart.title))}",
            "{key: \(ChordName.name(sheet.key.tonic, in: sheet.key))\(sheet.key.mode == .minor ? "m" : "")}",
            "{tempo: \(chart.tempoText)}", "{time: \(sheet.signature)}",
        ]
        if capo > 0 { lines.append("{capo: \(capo)}") }
        let bars = gripped.bars
        var row: [String] = []
        var isOpen = false
        func endRow() {
            guard !row.isEmpty else { return }
            lines.append("| " + row.joined(separator: " | ") + " |")
            row = []
        }
        func endGrid() {
            endRow()
            if isOpen { lines.append("{end_of_grid}") }
            isOpen = false
        }
        for bar in bars {
            if let section = bar.section {
                endGrid()
                lines += ["", "{comment: \(Self.safe(section))}"]
            }
            if !isOpen {
                if bar.section == nil { lines.append("") }
                lines.append("{start_of_grid}")
                isOpen = true
            }
            row.append(
                (0..<bar.beats.count).map { beat in
                    guard let entry = bar.chords.first(where: { $0.beat == beat }) else { return "." }
                    // what holds on is named anew in its bar: a grid has no sign for it within one
                    return entry.chord.map { ChordName.text($0, in: sheet.key) } ?? "NC"
                }.joined(separator: " "))
            if row.count == Self.barsALine { endRow() }
        }
        endGrid()
        text = lines.joined(separator: "\n") + "\n"
    }

    /// Braces and line ends would end a directive.
    private static func safe(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 == "{" ? "(" : $0 == "}" ? ")" : $0 })
    }
}
