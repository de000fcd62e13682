import Evaluation
import Foundation

/// The means of an input's rows, also by style and by singer.
package struct ListeningSummary: Codable {
    package var input: ListeningSuite.Input
    package var songs: Int
    package var failures: Int
    package var figures: ListeningFigures
    package var chance: ListeningFigures
    package var byStyle: [String: ListeningFigures]
    package var bySinger: [String: ListeningFigures]
    /// Beat F by confidence of the beats.
    package var calibration: ConfidenceThirds?
    /// Times faster than it sounds.
    package var speed: Double

    package init(input: ListeningSuite.Input, rows: [ListeningRow]) {
        self.input = input
        songs = rows.count
        failures = rows.count { $0.failure != nil }
        figures = .mean(rows.map(\.figures))
        chance = .mean(rows.map(\.chance))
        byStyle = Dictionary(grouping: rows, by: \.style.rawValue).mapValues { .mean($0.map(\.figures)) }
        bySinger = Dictionary(grouping: rows, by: \.singer).mapValues { .mean($0.map(\.figures)) }
        calibration = ConfidenceThirds(rows.map { ($0.confidence, $0.figures.beatF ?? 0) })
        speed = Double(rows.count) / rows.reduce(0) { $0 + 1 / $1.speed }
    }

    private static let nameWidth = 14

    private func line(_ name: String, _ figures: ListeningFigures) -> String {
        name.padding(toLength: Self.nameWidth, withPad: " ", startingAt: 0)
            + ListeningFigures.columns.map { column in
                let text = figures[keyPath: column.figure].map { String(format: "%.2f", $0) } ?? "-"
                return String(repeating: " ", count: max(column.heading.count - text.count, 0)) + text
            }
            .joined(separator: "  ")
    }

    package var table: String {
        var lines = [
            "\(songs) validation songs, \(input.title)" + (failures > 0 ? "; \(failures) not understood" : ""),
            String(repeating: " ", count: Self.nameWidth)
                + ListeningFigures.columns.map(\.heading).joined(separator: "  "),
            line("all", figures), line("chance", chance),
        ]
        lines += byStyle.sorted { $0.key < $1.key }.map { line($0.key, $0.value) }
        lines += bySinger.sorted { $0.key < $1.key }.map { line($0.key, $0.value) }
        if let thirds = calibration?.thirds {
            lines.append(
                "beat F by confidence: "
                    + thirds.map { String(format: "%.2f (confidence %.2f)", $0.figure, $0.confidence) }
                    .joined(separator: ", "))
        }
        lines.append(String(format: "%.0f times faster than it sounds\n", speed))
        return lines.joined(separator: "\n")
    }
}
