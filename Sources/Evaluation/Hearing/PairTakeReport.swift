/// Takes for real vocals against the backings that belong to them.
public struct PairTakeReport: Encodable, Sendable {
    /// One clip's.
    public struct Row: Encodable, Sendable {
        public var clip: String
        /// By names of `PairTakeKind` and `PairTakeMeasure`.
        public var figures: [String: [String: Double]]
        /// By `PairTakeKind`: why there is no take.
        public var failures: [String: String]
    }

    /// By names of `PairTakeKind` and `PairTakeMeasure`; intervals by drawing clips again.
    public var figures: [String: [String: HearingReport.Figure]]
    public var clips: [Row]

    init(_ rows: [Row]) {
        clips = rows
        figures = [:]
        for kind in PairTakeKind.allCases.map(\.rawValue) {
            for measure in PairTakeMeasure.allCases.map(\.rawValue) {
                figures[kind, default: [:]][measure] = HearingReport.mean(
                    rows.compactMap { $0.figures[kind]?[measure] })
            }
        }
    }

    func figure(_ kind: PairTakeKind, _ measure: PairTakeMeasure) -> HearingReport.Figure? {
        figures[kind.rawValue]?[measure.rawValue]
    }

    /// Why takes are missing.
    var remarks: [String] {
        clips.flatMap { row in
            row.failures.sorted { $0.key < $1.key }.map { kind, reason in
                "no \(PairTakeKind(rawValue: kind)?.title ?? kind) of \(row.clip): \(reason)"
            }
        }
    }

    var table: String {
        let rows = PairTakeKind.allCases.map { kind in
            [kind.title]
                + PairTakeMeasure.allCases.map { measure -> String in
                    let figure = figure(kind, measure)
                    let interval = figure?.low.flatMap { low in
                        figure?.high.map { " (\(MarkdownTable.number(low)) to \(MarkdownTable.number($0)))" }
                    }
                    return MarkdownTable.number(figure?.value) + (interval ?? "")
                }
        }
        return
            ([
                "Against the real backings of \(clips.count) \(clips.count == 1 ? "clip" : "clips")",
                MarkdownTable.text([""] + PairTakeMeasure.allCases.map(\.title), rows),
            ] + remarks).joined(separator: "\n\n")
    }
}
