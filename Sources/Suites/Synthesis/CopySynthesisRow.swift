import Evaluation
import Foundation

/// One way through the Mel and back on one kind of sound.
package struct CopySynthesisRow: Codable {
    /// Kind of sound, like "vocals".
    package var input: String
    package var way: String
    package var figures: VocodingFigures?
    /// Of what plays a known lead sheet.
    package var coherence: CoherenceFigures?
    /// Times faster than it sounds.
    package var speed: Double?

    package init(
        input: String, way: String, figures: VocodingFigures? = nil, coherence: CoherenceFigures? = nil,
        speed: Double? = nil
    ) {
        self.input = input
        self.way = way
        self.figures = figures
        self.coherence = coherence
        self.speed = speed
    }

    /// The heads of the columns, over the rows of one input.
    package static func headings(of input: String) -> String {
        input.padding(toLength: nameWidth, withPad: " ", startingAt: 0) + headings.joined(separator: "  ")
    }

    /// A line of the table.
    package var line: String {
        func cell(_ value: Double?, _ heading: String) -> String {
            let text = value.map { String(format: heading == Self.headings.last ? "%.0f" : "%.3f", $0) } ?? "-"
            return String(repeating: " ", count: max(heading.count - text.count, 0)) + text
        }
        let values =
            VocodingFigures.columns.map { figures?[keyPath: $0.figure] } + [
                coherence?.chordTones, coherence?.chordTonesCompressed, coherence?.roots, coherence?.beatRatio, speed,
            ]
        return way.padding(toLength: Self.nameWidth, withPad: " ", startingAt: 0)
            + zip(values, Self.headings).map(cell).joined(separator: "  ")
    }

    private static let nameWidth = 30
    private static let headings =
        VocodingFigures.columns.map(\.heading) + [
            "chord tones", "compressed", "roots", "at beats", "x real time",
        ]
}
