import AudioFiles
import Foundation

/// A hearing report as one page of HTML with everything inside.
public struct HearingPage: Sendable {
    public static let fileName = "report.html"

    public let report: HearingReport

    /// Clips that are shown by themselves, from the worst.
    private static let shown = 15

    public init(report: HearingReport) { self.report = report }

    /// Writes `report.html`.
    /// - Throws: `AudioFileError`; what making a folder throws.
    public func write(to folder: URL) throws {
        try Page.write(html, pictures: [], to: folder, as: Self.fileName)
    }

    public var html: String {
        Page.html(
            title: "Backline: hearing of \(report.source)",
            body: """
                <h1>Hearing of \(Markup.escaped(report.source))</h1>
                <p>\(Markup.escaped(report.sentence)), by drawing clips again with repetition. Chance is the same hearing against
                the next clip's truth. <span class="key generated">heard</span> <span class="key chance">chance</span></p>
                \(figures)
                \(confidence)
                \(worst)
                \(report.takes.map(takes) ?? "")
                """)
    }

    private var figures: String {
        let rows = report.measures.map { measure -> [String] in
            let name = measure.rawValue
            let figure = report.figures[name]
            return [
                "\(Markup.escaped(measure.title))<small>\(Markup.escaped(measure.explanation))</small>",
                Markup.number(figure?.value) + "<small>\(Markup.interval(figure?.low, figure?.high))</small>",
                Markup.number(report.chance[name]?.value),
            ] + report.groups.map { Markup.number($0.group.figures[name]?.value) }
        }
        // a correlation may lie under 0
        let chart = report.measures.filter { $0 != .confidence }.flatMap { measure -> [IntervalChart.Row] in
            [(measure.title, report.figures, "generated"), ("", report.chance, "chance")].compactMap {
                title, set, colour in
                set[measure.rawValue].map {
                    .init(title: title, value: $0.value, low: $0.low, high: $0.high, colour: colour)
                }
            }
        }
        let marks = [(0, "0"), (0.5, "0.5"), (1, "1")].map { (value: $0.0, title: $0.1) }
        return """
            <section>
            <h2>Figures</h2>
            \(Markup.table(["", "heard", "chance"] + report.groups.map { Markup.escaped($0.title) }, rows))
            \(IntervalChart(title: "Figures and chance", rows: chart, marks: marks, range: 0...1).svg)
            </section>
            """
    }

    private var confidence: String {
        let sets = report.bySet.keys.sorted()
        let points = report.clips.map { row in
            ScatterChart.Point(
                title:
                    "\(row.clip): \(Markup.number(row.confidence)) sure, beat F \(Markup.number(row.figure(.beatF)))",
                x: row.confidence, y: row.figure(.beatF) ?? 0,
                colour: row.set == sets.last ? "generated" : "reference")
        }
        let keys = sets.map {
            "<span class=\"key \($0 == sets.last ? "generated" : "reference")\">\(Markup.escaped($0))</span>"
        }
        return """
            <section>
            <h2>Does confidence mean anything?</h2>
            <p>Every clip by how sure the beats are and how right they are; if it does, they rise together.
            \(keys.joined(separator: "\n"))</p>
            \(ScatterChart(across: "confidence", up: "beat F", points: points).svg)
            </section>
            """
    }

    private var worst: String {
        let rows = report.worst.prefix(Self.shown).map { row -> [String] in
            [
                Markup.escaped(row.clip), Markup.escaped(row.singer), Markup.number(row.figure(.beatF)),
                Markup.number(row.figure(.beatFAny)), Markup.number(row.confidence), Markup.number(row.heard?.tempo),
                Markup.number(row.truth.tempo), Markup.escaped(row.heard?.meter ?? "–"),
                Markup.escaped(row.truth.meter),
                Markup.escaped(row.heard?.key ?? "–"), Markup.escaped(row.truth.key), Markup.number(row.agreement),
            ]
        }
        let heads = [
            "", "singer", "beat F", "any", "confidence", "tempo heard", "tempo", "metre heard", "metre", "key heard",
            "key",
            "second tracker agrees",
        ]
        let failures = report.clips.compactMap { row in
            row.failure.map { "<p>\(Markup.escaped(row.clip)): \(Markup.escaped($0))</p>" }
        }
        return """
            <section>
            <h2>The clips heard worst</h2>
            \(Markup.table(heads, rows))
            \(failures.joined(separator: "\n"))
            </section>
            """
    }

    private func takes(_ takes: PairTakeReport) -> String {
        func colour(_ kind: PairTakeKind) -> String {
            kind.isTake ? "generated" : kind == .backing ? "reference" : "chance"
        }
        let rows = PairTakeKind.allCases.map { kind in
            [Markup.escaped(kind.title)]
                + PairTakeMeasure.allCases.map { measure in
                    let figure = takes.figure(kind, measure)
                    return Markup.number(figure?.value) + "<small>\(Markup.interval(figure?.low, figure?.high))</small>"
                }
        }
        let charts = PairTakeMeasure.allCases.map { measure -> String in
            // against itself the backing's chroma and rhythm would hide what lies between the takes
            let shown = PairTakeKind.allCases.filter { $0 != .backing || measure == .beatF }
            let rows = shown.compactMap { kind in
                takes.figure(kind, measure).map {
                    IntervalChart.Row(
                        title: kind.title, value: $0.value, low: $0.low, high: $0.high, colour: colour(kind))
                }
            }
            let chart = IntervalChart(title: measure.title, rows: rows, marks: [(0, "0")], range: 0...0).svg
            return
                "<figure><figcaption><b>\(Markup.escaped(measure.title))</b><small>\(Markup.escaped(measure.explanation))"
                + "</small></figcaption>\(chart)</figure>"
        }
        return """
            <section>
            <h2>Takes against the real backings</h2>
            \(Markup.table([""] + PairTakeMeasure.allCases.map { Markup.escaped($0.title) }, rows))
            <div class="grid two">
            \(charts.joined(separator: "\n"))
            </div>
            \(takes.remarks.map { "<p>\(Markup.escaped($0))</p>" }.joined(separator: "\n"))
            </section>
            """
    }
}
