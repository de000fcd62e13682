import Foundation

extension PairReport {
    /// The report for a terminal.
    public var table: String {
        var lines = ["\(pairs.count) \(pairs.count == 1 ? "pair" : "pairs"); intervals hold 95 %"]
        lines.append(
            Self.line("", ["value", "from", "to", "chance", "ceiling", "share"]))
        for measure in CoherenceMeasure.allCases {
            guard let figure = coherence[measure.rawValue] else { continue }
            if let reason = figure.leftOut {
                lines.append("  \(Self.padded(measure.title)) left out: \(reason)")
                continue
            }
            lines.append(
                Self.line(
                    measure.title,
                    [figure.value, figure.low, figure.high, figure.chance, figure.ceiling].map(Markup.number)
                        + [Markup.percent(figure.share)]))
        }
        lines.append(Self.line("", ["value", "from", "to", "halves", "vocals"]))
        for (name, figures) in frechet.sorted(by: { $0.key < $1.key }) {
            let found = [figures.distance, figures.halves, figures.vocals]
            lines += Self.lines(
                "Frechet, \(name)", figures.leftOut,
                [found[0]?.distance, nil, nil, found[1]?.distance, found[2]?.distance])
            if figures.leftOut == nil {
                lines += Self.lines(
                    "  at 1/N = 0", nil,
                    [found[0]?.infinity, found[0]?.low, found[0]?.high, found[1]?.infinity, found[2]?.infinity])
            }
        }
        for (name, figures) in kernel.sorted(by: { $0.key < $1.key }) {
            lines += Self.lines(
                "kernel, \(name)", figures.leftOut,
                [
                    figures.distance?.distance, figures.distance?.low, figures.distance?.high,
                    figures.halves?.distance, figures.vocals?.distance,
                ])
        }
        switch mirdd {
        case .leftOut(let reason): lines += Self.lines("MIRDD", reason, [])
        case .measured(let found):
            lines += Self.lines("MIRDD", nil, [found.mean, found.low, found.high, found.halves])
        }
        for (name, sound) in [("generated", sound.generated), ("reference", self.sound.reference)] {
            guard let sound else { continue }
            lines.append(
                "  \(name): \(Markup.number(sound.loudness)) LUFS, \(Markup.number(sound.highestTruePeak)) dBTP at most, "
                    + "\(sound.clippedFiles) clipped, 99 % below \(Markup.number(sound.bandwidth)) Hz, flatness "
                    + "\(Markup.number(sound.flatness)), silent \(Markup.number(100 * sound.silentShare)) %, "
                    + "\(Markup.number(sound.clicks)) clicks a minute, steps of \(Markup.number(sound.largestStep)) dB")
        }
        lines.append(estimators.synthetic.table)
        if let corpus = estimators.corpus {
            lines.append(corpus.table)
        } else {
            lines.append("  (on renders of real songs: backline evaluate estimators --corpus FOLDER)")
        }
        return lines.joined(separator: "\n")
    }

    private static func lines(_ title: String, _ leftOut: String?, _ values: [Double?]) -> [String] {
        [leftOut.map { "  \(padded(title)) left out: \($0)" } ?? line(title, values.map(Markup.number))]
    }

    private static func line(_ title: String, _ cells: [String]) -> String {
        let columns = cells.map { String(repeating: " ", count: max(10 - $0.count, 1)) + $0 }
        return "  \(padded(title))" + columns.joined()
    }

    private static func padded(_ title: String) -> String {
        title.padding(toLength: 26, withPad: " ", startingAt: 0)
    }
}
