import Foundation

/// The report as one page of HTML with everything inside, for light and dark screens and for paper.
public struct ReportPage: Sendable {
    public static let fileName = "report.html"

    public let report: PairReport
    public let pictures: [PairPicture]

    public init(report: PairReport, pictures: [PairPicture]) {
        self.report = report
        self.pictures = pictures
    }

    /// Writes `report.html`, and the spectrograms also as PNG files into `spectrograms` beside it.
    /// - Throws: `AudioFileError`; what making a folder throws.
    public func write(to folder: URL) throws {
        try Page.write(html, pictures: pictures, to: folder, as: Self.fileName)
    }

    public var html: String {
        let names = report.pairs.count == 1 ? "one pair" : "\(report.pairs.count) pairs"
        let seconds = report.pairs.reduce(0) { $0 + $1.seconds }
        return Page.html(
            title: "Backline: evaluation of \(names)",
            body: """
                <h1>Evaluation of \(names)</h1>
                <p>\(String(format: "%.0f", seconds)) seconds of generated accompaniment. Intervals hold 95 %, by drawing songs again with
                repetition. <span class="key generated">generated</span> <span class="key reference">reference</span>
                <span class="key chance">chance</span></p>
                \(coherence)
                \(distances)
                \(descriptors)
                \(sound)
                \(Page.judges(report.estimators))
                \(pairs)
                """)
    }

    private var coherence: String {
        let measures = CoherenceMeasure.allCases
        let found = measures.compactMap { measure in report.coherence[measure.rawValue].map { (measure, $0) } }
        let rows = found.map { measure, figure in
            [
                "\(Markup.escaped(measure.title))<small>\(Markup.escaped(measure.explanation))</small>",
                figure.leftOut.map(Markup.escaped) ?? Markup.number(figure.value),
                Markup.interval(figure.low, figure.high), Markup.number(figure.chance), Markup.number(figure.ceiling),
                Markup.percent(figure.share),
            ]
        }
        let shares = found.compactMap { measure, figure in
            figure.share.map {
                IntervalChart.Row(
                    title: measure.title, value: $0, low: figure.shareLow, high: figure.shareHigh,
                    label: Markup.percent($0))
            }
        }
        let chart =
            shares.isEmpty
            ? ""
            : IntervalChart(
                title: "The way from chance to the reference", rows: shares,
                marks: [(0, "chance"), (1, "reference")], range: -0.1...1.1, most: -0.6...1.6
            ).svg
        let strips = found.compactMap { measure, figure -> String? in
            let items = report.pairs.compactMap { $0.coherence[measure.rawValue] }
            guard figure.value != nil else { return nil }
            return StripChart(
                title: measure.title,
                groups: [
                    ("chance", "chance", items.compactMap(\.chance)),
                    ("generated", "generated", items.compactMap(\.value)),
                    ("reference", "reference", items.compactMap(\.ceiling)),
                ].filter { !$0.2.isEmpty }
            ).svg
        }
        return """
            <section>
            <h2>Does it belong to the vocal?</h2>
            <p>Chance: every vocal with what was generated for others. Ceiling: the reference in the place of the accompaniment.
            The share says how far the figure went from one to the other.</p>
            \(chart)
            \(Markup.table(["measure", "mean", "95 %", "chance", "ceiling", "share"], rows))
            <h3>Pair by pair</h3>
            <div class="grid">
            \(strips.joined(separator: "\n"))
            </div>
            </section>
            """
    }

    private var distances: String {
        var rows: [[String]] = []
        var charts: [String] = []
        for (name, figures) in report.frechet.sorted(by: { $0.key < $1.key }) {
            let title = "Frechet, \(name)"
            if let reason = figures.leftOut {
                rows.append([Markup.escaped(title), Markup.escaped(reason), "", "", "", ""])
                continue
            }
            rows.append([
                "\(Markup.escaped(title))<small>\(Markup.escaped(figures.embedding))</small>",
                Markup.number(figures.distance?.distance), Markup.number(figures.distance?.infinity),
                Markup.interval(figures.distance?.low, figures.distance?.high),
                Markup.number(figures.halves?.infinity), Markup.number(figures.vocals?.infinity),
            ])
            charts.append(
                Self.chart(
                    "\(title), read at 1/N = 0",
                    [figures.distance, figures.halves, figures.vocals].map { distance in
                        distance.map { ($0.infinity, $0.low, $0.high) }
                    }))
        }
        for (name, figures) in report.kernel.sorted(by: { $0.key < $1.key }) {
            let title = "kernel, \(name)"
            if let reason = figures.leftOut {
                rows.append([Markup.escaped(title), Markup.escaped(reason), "", "", "", ""])
                continue
            }
            rows.append([
                "\(Markup.escaped(title))<small>\(Markup.escaped(figures.embedding)); MMD² × 1000</small>",
                Markup.number(figures.distance?.distance), "",
                Markup.interval(figures.distance?.low, figures.distance?.high),
                Markup.number(figures.halves?.distance), Markup.number(figures.vocals?.distance),
            ])
            charts.append(
                Self.chart(
                    title,
                    [figures.distance, figures.halves, figures.vocals].map { distance in
                        distance.map { ($0.distance, $0.low, $0.high) }
                    }))
        }
        return """
            <section>
            <h2>Does it sound like the reference?</h2>
            <p>Distances between the set of generated sounds and the set of references; smaller is nearer. Two halves of the
            reference say what alike sets give, the bare vocals what a set gives that is no accompaniment. Few songs make a Frechet distance
            too large by an amount that falls with their number N; at 1/N = 0 that is taken off, and all but the first column
            are read there.</p>
            \(Markup.table(["distance", "as it is", "at 1/N = 0", "95 %", "halves of the reference", "vocals"], rows))
            <div class="grid two">
            \(charts.joined(separator: "\n"))
            </div>
            </section>
            """
    }

    private static func chart(_ title: String, _ values: [(Double, Double?, Double?)?]) -> String {
        let names = [("generated", "generated"), ("halves of the reference", "reference"), ("vocals", "chance")]
        let rows = zip(names, values).compactMap { name, value in
            value.map { IntervalChart.Row(title: name.0, value: $0.0, low: $0.1, high: $0.2, colour: name.1) }
        }
        return "<figure><figcaption>\(Markup.escaped(title))</figcaption>"
            + IntervalChart(title: title, rows: rows, marks: [(0, "0")], range: 0...0).svg + "</figure>"
    }

    private var descriptors: String {
        let body: String
        switch report.mirdd {
        case .leftOut(let reason): body = "<p>Left out: \(Markup.escaped(reason)).</p>"
        case .measured(let found):
            let kinds = MusicDescriptors.Kind.allCases.compactMap { kind in
                found.descriptors[kind.rawValue].map { (kind, $0) }
            }
            let charts = kinds.map { kind, descriptor in
                DistributionChart(
                    title: "\(kind.title): \(Markup.number(descriptor.divergence))", labels: descriptor.labels,
                    generated: descriptor.generated, reference: descriptor.reference
                ).svg
            }
            let missing = found.leftOut.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
            body = """
                <p>Mean divergence (MIRDD) <b>\(Markup.number(found.mean))</b> nats
                (\(Markup.interval(found.low, found.high))); between two halves of the reference
                \(Markup.number(found.halves)), which is what so few songs give where nothing differs. On mixes of vocal and
                accompaniment. Left out: \(Markup.escaped(missing.joined(separator: "; "))).</p>
                <div class="grid">
                \(charts.joined(separator: "\n"))
                </div>
                """
        }
        return "<section>\n<h2>Is it like music in what one would write down?</h2>\n\(body)\n</section>"
    }

    private var sound: String {
        Page.sound(
            [("generated", report.sound.generated), ("vocals", report.sound.vocals)]
                + (report.sound.reference.map { [("reference", $0)] } ?? []))
    }

    private var pairs: String {
        let measures = [CoherenceMeasure.harmonyZ, .chromaZ, .chordF1, .beatF, .onsetF]
        let rows = report.pairs.map { pair in
            [Markup.escaped(pair.name), String(format: "%.1f", pair.seconds)]
                + measures.map { Markup.number(pair.coherence[$0.rawValue]?.value) }
                + [
                    Markup.escaped([pair.key, pair.referenceKey].compactMap { $0 }.joined(separator: " / ")),
                    Markup.number(pair.sound.check.loudness), "\(pair.sound.clicks)",
                ]
        }
        let note =
            pictures.count < report.pairs.count
            ? "<p>Spectrograms of the first \(pictures.count) of \(report.pairs.count) pairs.</p>" : ""
        return """
            <section>
            <h2>Pairs</h2>
            \(Markup.table(["pair", "seconds"] + measures.map(\.title) + ["key / reference", "LUFS", "clicks"], rows))
            \(note)
            \(Page.spectrograms(pictures))
            </section>
            """
    }
}
