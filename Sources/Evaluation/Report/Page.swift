import AudioFiles
import Foundation

/// One page of HTML with everything inside, for light and dark screens and for paper.
enum Page {
    /// - Parameter body: sections.
    static func html(title: String, body: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(Markup.escaped(title))</title>
        <style>
        \(style)
        </style>
        </head>
        <body>
        <main>
        \(body)
        </main>
        </body>
        </html>

        """
    }

    /// Writes spectrograms as PNG files into `spectrograms`, and at last the page.
    /// - Throws: `AudioFileError`; what making a folder throws.
    static func write(_ html: String, pictures: [PairPicture], to folder: URL, as name: String) throws {
        let images = folder.appendingPathComponent("spectrograms")
        try FileManager.default.createDirectory(
            at: pictures.isEmpty ? folder : images, withIntermediateDirectories: true)
        for picture in pictures {
            for part in picture.parts {
                let name = "\(picture.name)-\(part.title.replacingOccurrences(of: " ", with: "-")).png"
                try AtomicFile.write(part.png, to: images.appendingPathComponent(name))
            }
        }
        try AtomicFile.write(Data(html.utf8), to: folder.appendingPathComponent(name))
    }

    // MARK: Sections that reports share

    /// Sets of sounds beside each other.
    static func sound(_ columns: [(title: String, sound: SoundSummary)]) -> String {
        func row(_ title: String, _ value: (SoundSummary) -> Double?) -> [String] {
            [title] + columns.map { Markup.number(value($0.sound)) }
        }
        let clipped = ["files with clipped samples"] + columns.map { "\($0.sound.clippedFiles)" }
        let rows = [
            row("loudness, LUFS") { $0.loudness },
            row("true peak, dBTP, mean") { $0.truePeak },
            row("true peak, dBTP, highest") { $0.highestTruePeak },
            clipped,
            row("99 % of the energy below, Hz") { $0.bandwidth },
            row("spectral flatness") { $0.flatness },
            row("share of silence") { $0.silentShare },
            row("clicks a minute<small>also strokes that break off; compare with the reference</small>") { $0.clicks },
            row("largest step of level between seconds, dB") { $0.largestStep },
        ]
        return """
            <section>
            <h2>Sound</h2>
            \(Markup.table([""] + columns.map { Markup.escaped($0.title) }, rows))
            </section>
            """
    }

    static func judges(_ estimators: PairReport.Estimators) -> String {
        let sets = [estimators.synthetic] + [estimators.corpus].compactMap { $0 }
        let rows = EstimatorAccuracy.figures.map { title, meaning, path in
            ["\(title)<small>\(Markup.escaped(meaning))</small>"] + sets.map { Markup.number($0[keyPath: path]) }
        }
        let hint =
            sets.count > 1
            ? "" : " Figures on renders of real songs: <code>backline evaluate estimators --corpus FOLDER</code>."
        return """
            <section>
            <h2>How good are the judges?</h2>
            <p>Key, chords, beats and pitch are estimated by signal processing, never by the models that are judged. These are the
            judges' own figures where the truth is known; a measure above can't be sharper than its judge.\(hint)</p>
            \(Markup.table([""] + sets.map { Markup.escaped("\($0.source) (\($0.songs))") }, rows))
            </section>
            """
    }

    static func spectrograms(_ pictures: [PairPicture]) -> String {
        pictures.map { picture in
            let cells = picture.parts.map { part in
                "<figure><img alt=\"Mel spectrogram, \(Markup.escaped(part.title)) of \(Markup.escaped(picture.name))\" "
                    + "src=\"data:image/png;base64,\(part.png.base64EncodedString())\">"
                    + "<figcaption>\(Markup.escaped(part.title))</figcaption></figure>"
            }
            return "<h3>\(Markup.escaped(picture.name))</h3>\n<div class=\"row\">\(cells.joined(separator: "\n"))</div>"
        }.joined(separator: "\n")
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
        th:first-child { text-align: left; white-space: normal; min-width: 11rem; }
          thead th { color: var(--soft); font-weight: 500; white-space: normal; vertical-align: bottom; max-width: 8rem; }
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
        .row { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: .8rem; }
        img { width: 100%; height: 8rem; display: block; border-radius: 3px; }
        .key { white-space: nowrap; margin-left: .8rem; } .key::before { content: ""; display: inline-block; width: .7em; height: .7em;
          border-radius: 50%; margin-right: .35em; background: currentColor; }
        .key.generated { color: var(--generated); } .key.reference { color: var(--reference); } .key.chance { color: var(--chance); }
        """
}
