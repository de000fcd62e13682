import Foundation

/// A suite's report as one page of HTML with everything inside.
public struct SuitePage: Sendable {
    public static let fileName = "report.html"

    public let report: SuiteReport
    public let pictures: [PairPicture]

    public init(report: SuiteReport, pictures: [PairPicture]) {
        self.report = report
        self.pictures = pictures
    }

    /// Writes `report.html`, and the spectrograms also as PNG files into `spectrograms` beside it.
    /// - Throws: `AudioFileError`; what making a folder throws.
    public func write(to folder: URL) throws {
        try Page.write(html, pictures: pictures, to: folder, as: Self.fileName)
    }

    public var html: String {
        let title = "Validation of " + report.systems.map(\.title).joined(separator: ", ")
        return Page.html(
            title: "Backline: \(title)",
            body: """
                <h1>\(Markup.escaped(title))</h1>
                <p>\(report.systems.map { Markup.escaped($0.sentence) }.joined(separator: "<br>")). Intervals hold 95 %, by drawing
                songs again with repetition. <span class="key generated">takes</span>
                <span class="key reference">real render and what the vocoder makes of it</span>
                <span class="key chance">chance</span></p>
                \(report.songs.map(songs) ?? "")
                \(report.recordings.map(recordings) ?? "")
                \(sound)
                \(Page.judges(report.estimators))
                \(spectrograms)
                """)
    }

    private static func colour(_ kind: SuiteRow.Kind) -> String {
        switch kind {
        case .real, .vocoded: "reference"
        case .annotated, .vocalAlone: "generated"
        case .otherSong: "chance"
        }
    }

    // MARK: Songs

    private func songs(_ songs: SuiteSongs) -> String {
        let minutes = String(format: "%.1f", songs.seconds / 60)
        return """
            <section>
            <h2>\(songs.songs.count) songs whose truth is known</h2>
            <p>\(minutes) minutes of validation songs (\(Markup.escaped(songs.source))). Beside the share of the way from another
            song's render, which is chance, to the real one.</p>
            \(coherence(songs))
            <h3>Distances to the real renders</h3>
            <p>Between sets of sounds; smaller is nearer. Two halves of the real renders say what alike sets give, the bare vocals
            what a set gives that is no accompaniment.</p>
            \(distances(songs))
            <h3>Against the annotated lead sheet</h3>
            \(sheets(songs))
            \(songs.rows.flatMap(\.remarks).map { "<p>\(Markup.escaped($0))</p>" }.joined(separator: "\n"))
            </section>
            """
    }

    /// A figure and in small letters how far it went.
    private static func cell(_ value: Double?, share: Double?) -> String {
        Markup.number(value) + (share.map { "<small>\(Markup.percent($0))</small>" } ?? "")
    }

    private func coherence(_ songs: SuiteSongs) -> String {
        let rows = songs.rows.map { row in
            [Markup.escaped(row.title)]
                + SuiteSongs.measures.map { measure in
                    let value = row.report.coherence[measure.rawValue]?.value
                    return Self.cell(
                        value, share: SuiteSongs.hasShare(row) ? songs.share(value, of: measure) : nil)
                }
        }
        let charts = SuiteSongs.measures.map { measure in
            Self.chart(
                measure.title, note: measure.explanation,
                songs.rows.map { row in
                    let figure = row.report.coherence[measure.rawValue]
                    return (row, figure?.value, figure?.low, figure?.high)
                })
        }
        return """
            \(Markup.table([""] + SuiteSongs.measures.map { Markup.escaped($0.title) }, rows))
            <div class="grid two">
            \(charts.joined(separator: "\n"))
            </div>
            """
    }

    private func distances(_ songs: SuiteSongs) -> String {
        let distances = songs.distances
        var rows = [["two halves of the real renders"] + distances.map { Markup.number($0.halves) }]
        rows += songs.distantRows.map { row in
            [Markup.escaped(row.title)] + distances.map { Markup.number($0.value(row)?.value) }
        }
        rows.append(["the bare vocals"] + distances.map { Markup.number($0.vocals) })
        let charts = distances.map { distance in
            Self.chart(
                distance.title, note: nil,
                songs.distantRows.map { row in
                    let value = distance.value(row)
                    return (row, value?.value, value?.low, value?.high)
                }, marks: distance.halves.map { [($0, "halves")] } ?? [])
        }
        return """
            \(Markup.table([""] + distances.map { Markup.escaped($0.title) }, rows))
            <div class="grid two">
            \(charts.joined(separator: "\n"))
            </div>
            """
    }

    private static func chart(
        _ title: String, note: String?, _ values: [(row: SuiteRow, value: Double?, low: Double?, high: Double?)],
        marks: [(value: Double, title: String)] = []
    ) -> String {
        let rows = values.compactMap { item in
            item.value.map {
                IntervalChart.Row(
                    title: item.row.title, value: $0, low: item.low, high: item.high, colour: colour(item.row.kind))
            }
        }
        guard !rows.isEmpty else { return "" }
        let chart = IntervalChart(title: title, rows: rows, marks: [(0, "0")] + marks, range: 0...0).svg
        let small = note.map { "<small>\(Markup.escaped($0))</small>" } ?? ""
        return "<figure><figcaption><b>\(Markup.escaped(title))</b>\(small)</figcaption>\(chart)</figure>"
    }

    private func sheets(_ songs: SuiteSongs) -> String {
        let rows = songs.rows.filter { $0.leadSheet != nil }.map { row in
            [Markup.escaped(row.title)]
                + SuiteSongs.sheetFigures.map { figure in
                    let value = row.leadSheet?[keyPath: figure.path]
                    return Self.cell(
                        value,
                        share: SuiteSongs.hasShare(row)
                            ? songs.share(value) { $0.leadSheet?[keyPath: figure.path] } : nil)
                }
        }
        let heard = songs.hearing.map { hearing in
            """
            <p>Heard in the vocals alone: beat F \(Markup.number(hearing.beatF)) (at any level
            \(Markup.number(hearing.beatFAtAnyLevel))), chord roots \(Markup.number(hearing.roots)), key
            \(Markup.number(hearing.key)).</p>
            """
        }
        return Markup.table([""] + SuiteSongs.sheetFigures.map(\.title), rows) + "\n" + (heard ?? "")
    }

    // MARK: Recordings, sound, pictures

    private func recordings(_ recordings: SuiteRecordings) -> String {
        let tables = recordings.rows.map { row in
            let lines = SuiteRecordings.lines(row) + SuiteRecordings.summary(row)
            return """
                <h3>\(Markup.escaped(row.title))</h3>
                \(Markup.table(SuiteRecordings.heads.map(Markup.escaped), lines.map { $0.map(Markup.escaped) }))
                \(row.failures.sorted { $0.key < $1.key }.map {
                    "<p>No take of \(Markup.escaped($0.key)): \(Markup.escaped($0.value))</p>"
                }.joined(separator: "\n"))
                """
        }
        return """
            <section>
            <h2>Recordings of singing</h2>
            <p>Nothing but the vocal is known of them (\(Markup.escaped(recordings.source))).</p>
            \(tables.joined(separator: "\n"))
            </section>
            """
    }

    private var sound: String {
        var columns = (report.songs?.rows ?? []).filter { $0.kind != .otherSong }.map {
            ($0.title, $0.report.sound.generated)
        }
        if let vocals = report.songs?.row(.real)?.report.sound.vocals { columns.append(("vocals", vocals)) }
        columns += (report.recordings?.rows ?? []).map { ("\($0.title), recordings", $0.report.sound.generated) }
        return Page.sound(columns)
    }

    private var spectrograms: String {
        pictures.isEmpty ? "" : "<section>\n<h2>Spectrograms</h2>\n\(Page.spectrograms(pictures))\n</section>"
    }
}
