import Foundation

extension SuiteReport {
    /// The report for a terminal, in Markdown.
    public var table: String {
        var parts = [systems.map(\.sentence).joined(separator: "\n")]
        if let songs { parts += songs.tables }
        if let recordings { parts += recordings.tables }
        parts += [estimators.synthetic, estimators.corpus].compactMap { $0?.table }
        parts.append(String(format: "made and measured in %.0f s", computeSeconds))
        return parts.joined(separator: "\n\n")
    }
}

/// A table as text with bars between the cells.
enum MarkdownTable {
    static func text(_ heads: [String], _ rows: [[String]]) -> String {
        let lines = [heads, heads.map { _ in "---" }] + rows
        return lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }

    static func number(_ value: Double?, _ format: String = "%.2f") -> String {
        guard let value, value.isFinite else { return "-" }
        return String(format: format, value)
    }

    /// A figure and in brackets how far it went.
    static func number(_ value: Double?, share: Double?) -> String {
        number(value) + (share.map { String(format: " (%.0f %%)", 100 * $0) } ?? "")
    }
}

extension SuiteSongs {
    /// What rows are compared by.
    static let measures: [CoherenceMeasure] = [
        .harmonyZ, .chromaZ, .chordF1, .key, .beatF, .onsetF, .rhythmZ, .rhythmZWithVocal,
    ]

    /// The figures against the annotated lead sheet.
    static let sheetFigures: [(title: String, path: KeyPath<CoherenceFigures, Double?> & Sendable)] = [
        ("chord-tone energy", \.chordTones), ("chord roots", \.roots), ("onsets at beats", \.beatRatio),
    ]

    /// Whether a row's figures are shown as shares of the way from chance to the ceiling.
    static func hasShare(_ row: SuiteRow) -> Bool { row.kind != .real && row.kind != .otherSong }

    /// One distance of a row, and what it reads between halves of the reference and for bare vocals.
    struct Distance {
        var title: String
        var value: (SuiteRow) -> Value?
        var halves: Double?
        var vocals: Double?

        struct Value {
            var value: Double
            var low: Double?
            var high: Double?
        }
    }

    /// Frechet and kernel distances in every embedding, and MIRDD.
    var distances: [Distance] {
        guard let real = row(.real)?.report else { return [] }
        var found: [Distance] = []
        for name in real.frechet.keys.sorted() where real.frechet[name]?.leftOut == nil {
            found.append(
                Distance(
                    title: "Frechet at 1/N = 0, \(name)",
                    value: { row in
                        row.report.frechet[name]?.distance.map { .init(value: $0.infinity, low: $0.low, high: $0.high) }
                    }, halves: real.frechet[name]?.halves?.infinity, vocals: real.frechet[name]?.vocals?.infinity))
        }
        for name in real.kernel.keys.sorted() where real.kernel[name]?.leftOut == nil {
            found.append(
                Distance(
                    title: "kernel, \(name)",
                    value: { row in
                        row.report.kernel[name]?.distance.map { .init(value: $0.distance, low: $0.low, high: $0.high) }
                    }, halves: real.kernel[name]?.halves?.distance, vocals: real.kernel[name]?.vocals?.distance))
        }
        if case .measured(let divergence) = real.mirdd {
            found.append(
                Distance(
                    title: "MIRDD",
                    value: { row in
                        guard case .measured(let found) = row.report.mirdd else { return nil }
                        return .init(value: found.mean, low: found.low, high: found.high)
                    }, halves: divergence.halves))
        }
        return found
    }

    /// The rows whose distance to the real renders says something.
    var distantRows: [SuiteRow] { rows.filter { $0.kind != .real && ($0.kind != .otherSong || othersAreOutside) } }

    var tables: [String] {
        let coherence = rows.map { row in
            [row.title]
                + Self.measures.map { measure in
                    let value = row.report.coherence[measure.rawValue]?.value
                    return MarkdownTable.number(value, share: Self.hasShare(row) ? share(value, of: measure) : nil)
                }
        }
        let distances = distances
        var distanceRows = [["two halves of the real renders"] + distances.map { MarkdownTable.number($0.halves) }]
        distanceRows += distantRows.map { row in
            [row.title] + distances.map { MarkdownTable.number($0.value(row)?.value) }
        }
        distanceRows.append(["the bare vocals"] + distances.map { MarkdownTable.number($0.vocals) })
        let sheets = rows.filter { $0.leadSheet != nil }.map { row in
            [row.title]
                + Self.sheetFigures.map { figure in
                    let value = row.leadSheet?[keyPath: figure.path]
                    return MarkdownTable.number(
                        value, share: Self.hasShare(row) ? share(value) { $0.leadSheet?[keyPath: figure.path] } : nil)
                }
        }
        var parts = [
            "\(songs.count) validation songs of \(source), \(String(format: "%.0f", seconds)) s; in brackets the way from "
                + "another song's render, which is chance, to the real one",
            MarkdownTable.text([""] + Self.measures.map(\.title), coherence),
            "Distances to the real renders",
            MarkdownTable.text([""] + distances.map(\.title), distanceRows),
            "Against the annotated lead sheet",
            MarkdownTable.text([""] + Self.sheetFigures.map(\.title), sheets),
        ]
        if let hearing {
            parts.append(
                "heard in the vocals alone: beat F \(MarkdownTable.number(hearing.beatF)) (at any level "
                    + "\(MarkdownTable.number(hearing.beatFAtAnyLevel))), chord roots "
                    + "\(MarkdownTable.number(hearing.roots)), key \(MarkdownTable.number(hearing.key))")
        }
        parts += rows.flatMap(\.remarks)
        return parts
    }
}

extension SuiteRow {
    /// What its figures don't say.
    var remarks: [String] {
        var found: [String] = []
        if let realTimeFactor, kind == .vocalAlone {
            let worst = takes.flatMap(\.seamClicks).max()
            found.append(
                "\(title): \(MarkdownTable.number(realTimeFactor)) s of computing a second"
                    + (worst.map { ", \(MarkdownTable.number($0)) at the worst join of sections (1: no click)" } ?? ""))
        }
        if let seams {
            found.append(
                "\(title): \(seams.joins) places at joins of sections; among all places of the real renders they stand at "
                    + "\(MarkdownTable.number(seams.level)) by change of level, \(MarkdownTable.number(seams.flux)) by "
                    + "onset strength (.5: like any place), \(MarkdownTable.number(seams.levelOutside)) and "
                    + "\(MarkdownTable.number(seams.fluxOutside)) of them over 95 % of these (.05)")
        }
        found += failures.sorted { $0.key < $1.key }.map { "\(title): no take of \($0.key): \($0.value)" }
        return found
    }
}

extension SuiteRecordings {
    static let measures: [CoherenceMeasure] = [.harmonyZ, .keyWithVocal, .rhythmZWithVocal]

    static var heads: [String] {
        ["vocal", "seconds"] + measures.map(\.title) + [
            "key, vocal", "key, band", "LUFS", "true peak, dBTP", "99 % below, Hz", "silent, %", "worst join",
            "real-time factor",
        ]
    }

    /// A line a recording.
    static func lines(_ row: SuiteRow) -> [[String]] {
        let takes = Dictionary(row.takes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return row.report.pairs.map { pair in
            let take = takes[pair.name]
            let sound = pair.sound.check
            return [pair.name, MarkdownTable.number(pair.seconds, "%.1f")]
                + measures.map { MarkdownTable.number(pair.coherence[$0.rawValue]?.value) } + [
                    pair.vocalKey ?? "-", pair.key ?? "-", MarkdownTable.number(sound.loudness, "%.1f"),
                    MarkdownTable.number(sound.truePeak, "%.1f"), MarkdownTable.number(sound.bandwidth, "%.0f"),
                    MarkdownTable.number(100 * sound.silentShare, "%.0f"),
                    MarkdownTable.number(take?.seamClicks.max()),
                    MarkdownTable.number(take.map { $0.computeSeconds / $0.seconds }),
                ]
        }
    }

    /// Mean and chance under the measures, in the columns of `heads`.
    static func summary(_ row: SuiteRow) -> [[String]] {
        let rest = [String](repeating: "", count: heads.count - measures.count - 2)
        let figures = measures.map { row.report.coherence[$0.rawValue] }
        return [
            ["mean", ""] + figures.map { MarkdownTable.number($0?.value) } + rest,
            ["others' takes (chance)", ""] + figures.map { MarkdownTable.number($0?.chance) } + rest,
        ]
    }

    var tables: [String] {
        rows.flatMap { row in
            [
                "\(row.title), on recordings of \(source)",
                MarkdownTable.text(Self.heads, Self.lines(row) + Self.summary(row)),
            ] + row.failures.sorted { $0.key < $1.key }.map { "no take of \($0.key): \($0.value)" }
        }
    }
}
