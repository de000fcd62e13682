import Foundation
import Music

/// A chart as one writes it on paper: title, key, tempo, metre, then bars between strokes, four a line.
public struct TextChart {
    public let text: String

    private static let barsALine = 4

    /// - Parameter capo: fret; chords are written as they are gripped.
    public init(_ chart: SongChart, capo: Int = 0) {
        let gripped = chart.transposed(by: -capo)
        let sheet = chart.leadSheet
        var lines = [
            chart.title,
            "\(sheet.key), \(chart.tempoText) BPM, \(sheet.signature)" + (capo > 0 ? ", capo \(capo)" : ""),
        ]
        let bars = gripped.bars
        let cells = bars.map { Self.cell($0, of: gripped) }
        let width = cells.map(\.count).max() ?? 0
        var row: [String] = []
        func end() {
            guard !row.isEmpty else { return }
            lines.append("| " + row.joined(separator: " | ") + " |")
            row = []
        }
        for (bar, cell) in zip(bars, cells) {
            if let section = bar.section {
                end()
                lines += ["", "[\(section)]"]
            } else if lines.count == 2, row.isEmpty {
                lines.append("")
            }
            row.append(cell + String(repeating: " ", count: width - cell.count))
            if row.count == Self.barsALine { end() }
        }
        end()
        text = lines.joined(separator: "\n") + "\n"
    }

    /// "Am F", with "%" where a chord holds on and "." on beats that a later change passes.
    static func cell(_ bar: ChartBar, of chart: SongChart) -> String {
        guard bar.chords.contains(where: \.isNew) else { return "%" }
        let count = bar.beats.count
        // chords that share the bar evenly need no dots
        let isEven =
            count % bar.chords.count == 0
            && bar.chords.enumerated().allSatisfy { $0.element.beat == $0.offset * count / bar.chords.count }
        func name(_ entry: (beat: Int, chord: Chord?, isNew: Bool)) -> String {
            entry.isNew ? entry.chord.map { ChordName.text($0, in: chart.leadSheet.key) } ?? "N.C." : "%"
        }
        if isEven { return bar.chords.map(name).joined(separator: " ") }
        return (0..<count).map { beat in bar.chords.first { $0.beat == beat }.map(name) ?? "." }.joined(separator: " ")
    }
}
