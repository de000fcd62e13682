import Foundation

extension HearingReport {
    /// What was heard how, in a sentence.
    var sentence: String {
        let minutes = String(format: "%.1f", clips.reduce(0) { $0 + $1.seconds } / 60)
        let given = hints.isEmpty ? "nothing" : hints.map(\.rawValue).joined(separator: ", ")
        return
            "\(clips.count) \(clips.count == 1 ? "clip" : "clips") of \(source), \(minutes) minutes, the vocal alone; "
            + "told: \(given); intervals hold 95 %"
    }

    /// Measures that any clip has.
    var measures: [HearingMeasure] { HearingMeasure.allCases.filter { figures[$0.rawValue] != nil } }

    /// Parts of the clips with their titles.
    var groups: [(title: String, group: Group)] {
        bySet.sorted { $0.key < $1.key }.map { ("\($0.key) (\($0.value.clips))", $0.value) }
            + byConfidence.map { (String(format: "%.2f sure (%d)", $0.confidence, $0.clips), $0) }
    }

    /// The report for a terminal, in Markdown.
    public var table: String {
        let rows = measures.map { measure -> [String] in
            let name = measure.rawValue
            let figure = figures[name]
            return [measure.title]
                + [figure?.value, figure?.low, figure?.high, chance[name]?.value].map {
                    MarkdownTable.number($0, "%.3f")
                }
                + groups.map { MarkdownTable.number($0.group.figures[name]?.value, "%.3f") }
        }
        var parts = [
            sentence,
            MarkdownTable.text(["", "value", "from", "to", "chance"] + groups.map(\.title), rows),
        ]
        parts += clips.compactMap { row in row.failure.map { "\(row.clip): \($0)" } }
        if let takes { parts.append(takes.table) }
        parts.append(String(format: "heard and measured in %.0f s", computeSeconds))
        return parts.joined(separator: "\n\n")
    }
}
