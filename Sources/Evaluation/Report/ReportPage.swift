import AudioFiles
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
        let images = folder.appendingPathComponent("spectrograms")
        try FileManager.default.createDirectory(
            at: pictures.isEmpty ? folder : images, withIntermediateDirectories: true)
        for picture in pictures {
            for (part, data) in Self.parts(of: picture) {
                try AtomicFile.write(data, to: images.appendingPathComponent("\(picture.name)-\(part).png"))
            }
        }
        try AtomicFile.write(Data(html.utf8), to: folder.appendingPathComponent(Self.fileName))
    }

    private static func parts(of picture: PairPicture) -> [(String, Data)] {
        [("vocal", picture.vocal), ("generated", picture.generated)]
            + (picture.reference.map { [("reference", $0)] } ?? [])
    }

    public var html: String {
        let names = report.pairs.count == 1 ? "one pair" : "\(report.pairs.count) pairs"
        let seconds = report.pairs.reduce(0) { $0 + $1.seconds }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Backline: evaluation of \(names)</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <main>
            <h1>Evaluation of \(names)</h1>
            <p>\(String(format: "%.0f", seconds)) seconds of generated accompaniment. Intervals hold 95 %, by drawing songs again with
            repetition. <span class="key generated">generated</span> <span class="key reference">reference</span>
            <span class="key chance">chance</span></p>
            \(coherence)
            \(distances)
            \(descriptors)
            \(sound)
            \(estimators)
            \(pairs)
            </main>
            </body>
            </html>

            """
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
                rows.append([Markup.escaped(title), Markup.escaped(reason), "", "", ""])
                continue
            }
            rows.append([
                "\(Markup.escaped(title))<small>\(Markup.escaped(figures.embedding)); as it is "
                    + "\(Markup.number(figures.distance?.distance)), read at 1/N = 0:</small>",
                Markup.number(figures.distance?.infinity),
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
                rows.append([Markup.escaped(title), Markup.escaped(reason), "", "", ""])
                continue
            }
            rows.append([
                "\(Markup.escaped(title))<small>\(Markup.escaped(figures.embedding)); MMD² × 1000</small>",
                Markup.number(figures.distance?.distance),
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
            reference say what alike sets give, the bare vocals what a set gives that is no accompaniment.</p>
            \(Markup.table(["distance", "generated", "95 %", "halves of the reference", "vocals"], rows))
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
        let columns =
            [
                ("generated", report.sound.generated), ("vocals", report.sound.vocals),
            ] + (report.sound.reference.map { [("reference", $0)] } ?? [])
        func row(_ title: String, _ value: (SoundSummary) -> Double?) -> [String] {
            [title] + columns.map { Markup.number(value($0.1)) }
        }
        let rows = [
            row("loudness, LUFS") { $0.loudness },
            row("true peak, dBTP, mean") { $0.truePeak },
            row("true peak, dBTP, highest") { $0.highestTruePeak },
            row("files with clipped samples") { Double($0.clippedFiles) },
            row("99 % of the energy below, Hz") { $0.bandwidth },
            row("spectral flatness") { $0.flatness },
            row("share of silence") { $0.silentShare },
            row("clicks a minute<small>also strokes that break off; compare with the reference</small>") { $0.clicks },
            row("largest step of level between seconds, dB") { $0.largestStep },
        ]
        return """
            <section>
            <h2>Sound</h2>
            \(Markup.table(["", "generated", "vocals"] + (columns.count > 2 ? ["reference"] : []), rows))
            </section>
            """
    }

    private var estimators: String {
        let sets = [report.estimators.synthetic] + [report.estimators.corpus].compactMap { $0 }
        let rows = EstimatorAccuracy.figures.map { title, meaning, path in
            ["\(title)<small>\(Markup.escaped(meaning))</small>"] + sets.map { Markup.number($0[keyPath: path]) }
        }
        let hint =
            sets.count > 1
            ? "" : " Figures on renders of real songs: <code>backline evaluate --estimators --corpus FOLDER</code>."
        return """
            <section>
            <h2>How good are the judges?</h2>
            <p>Key, chords, beats and pitch are estimated by signal processing, never by the models that are judged. These are the
            judges' own figures where the truth is known; a measure above can't be sharper than its judge.\(hint)</p>
            \(Markup.table([""] + sets.map { Markup.escaped("\($0.source), \($0.songs)") }, rows))
            </section>
            """
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
        let images = pictures.map { picture in
            let cells = Self.parts(of: picture).map { part, data in
                "<figure><img alt=\"Mel spectrogram, \(part) of \(Markup.escaped(picture.name))\" "
                    + "src=\"data:image/png;base64,\(data.base64EncodedString())\">"
                    + "<figcaption>\(part)</figcaption></figure>"
            }
            return "<h3>\(Markup.escaped(picture.name))</h3>\n<div class=\"row\">\(cells.joined(separator: "\n"))</div>"
        }
        let note =
            pictures.count < report.pairs.count
            ? "<p>Spectrograms of the first \(pictures.count) of \(report.pairs.count) pairs.</p>" : ""
        return """
            <section>
            <h2>Pairs</h2>
            \(Markup.table(["pair", "seconds"] + measures.map(\.title) + ["key / reference", "LUFS", "clicks"], rows))
            \(note)
            \(images.joined(separator: "\n"))
            </section>
            """
    }

    private static let style = """
        :root { color-scheme: light dark; --ground: #fbfaf7; --ink: #22252b; --soft: #6b717c; --line: #dcd9d1;
          --generated: #1f6fc9; --reference: #c4622d; --chance: #8d929c; }
        @media (prefers-color-scheme: dark) { :root { --ground: #16181d; --ink: #e6e4df; --soft: #9aa0ab; --line: #33363e;
          --generated: #62a8f5; --reference: #f0915a; --chance: #7d838f; } }
        body { margin: 0; background: var(--ground); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; }
        main { max-width: 70rem; margin: 0 auto; padding: 2rem 1.2rem 5rem; }
        h1 { font-size: 1.7rem; } h2 { font-size: 1.25rem; margin: 2.6rem 0 .4rem; } h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; }
        p { max-width: 46rem; } small { display: block; color: var(--soft); font-weight: 400; max-width: 32rem; }
        .wide { overflow-x: auto; } table { border-collapse: collapse; margin: .8rem 0; font-variant-numeric: tabular-nums; }
        th, td { padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top;
          white-space: nowrap; }
        th:first-child { text-align: left; white-space: normal; min-width: 9rem; } thead th { color: var(--soft); font-weight: 500; }
        tbody th { font-weight: 500; }
        svg { width: 100%; height: auto; display: block; } section > svg { max-width: 46rem; }
        svg text { fill: var(--ink); font-size: 13px; } svg .small { font-size: 11px; fill: var(--soft); }
        svg .head { font-weight: 600; } svg .rail { stroke: var(--line); } svg .mark { stroke: var(--soft); stroke-dasharray: 3 3; }
        svg .interval { stroke-width: 4; stroke-linecap: round; opacity: .4; } svg .mean { stroke-width: 2; }
        svg .faint { opacity: .45; }
        svg line.generated { stroke: var(--generated); } svg line.reference { stroke: var(--reference); }
        svg line.chance { stroke: var(--chance); }
        svg circle.generated, svg rect.generated { fill: var(--generated); }
        svg circle.reference, svg rect.reference { fill: var(--reference); } svg circle.chance { fill: var(--chance); }
        .grid { display: grid; gap: 1.2rem 2rem; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); margin: 1rem 0; }
        .grid.two { grid-template-columns: repeat(auto-fill, minmax(26rem, 1fr)); }
        figure { margin: 0; } figcaption { color: var(--soft); font-size: .85rem; }
        .row { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: .8rem; }
        img { width: 100%; height: 8rem; display: block; border-radius: 3px; }
        .key { white-space: nowrap; margin-left: .8rem; } .key::before { content: ""; display: inline-block; width: .7em; height: .7em;
          border-radius: 50%; margin-right: .35em; background: currentColor; }
        .key.generated { color: var(--generated); } .key.reference { color: var(--reference); } .key.chance { color: var(--chance); }
        """
}
