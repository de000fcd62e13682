import AudioFiles
import Corpus
import Evaluation
import Foundation
import Generation
import Listener
import Music
import Recipes
import Signal

/// Takes for validation songs: with the annotated lead sheet, from the vocal alone, beside the real render and chance.
struct ValidationSuite {
    let listener: VocalListener
    let generator: FastSAGGenerator
    let recipe: Recipe
    let json: Bool
    let out: URL?

    /// What is measured of one song.
    struct Row: Codable {
        var song: Int
        var style: Style
        var real: CoherenceFigures
        /// The real render's Mel through our vocoder: the most that a perfect Mel would reach.
        var vocoded: CoherenceFigures
        var control: CoherenceFigures
        var annotated: CoherenceFigures
        var vocalAlone: CoherenceFigures
        /// Beats heard in the vocal against the annotated ones, 70 ms, and the same at the best metrical level.
        var beatF: Double
        var beatFAtAnyLevel: Double
        /// Share of chord time whose root is heard, of the vocal alone.
        var heardRoots: Double
        var isKeyRight: Bool
        var heardTempo: Double
        var tempo: Double
        var beatConfidence: Double
    }

    func run(on corpus: URL, count: Int) throws {
        let songs = Array(try CorpusIndex.songs(in: corpus, split: .validation).prefix(count))
        guard songs.count > 1 else {
            throw RecipeError("\(corpus.path) holds fewer than two finished validation songs")
        }
        let renders = try songs.map { try AudioReader.read($0.accompaniment, resampledTo: 24_000, mono: true).mono() }
        var rows: [Row] = []
        for (index, song) in songs.enumerated() {
            let row = try measure(song, render: renders[index], other: renders[(index + 1) % songs.count])
            rows.append(row)
            if json { print(try jsonLine(row)) }
        }
        try summarise(rows)
    }

    private func measure(_ song: CorpusSong, render: [Float], other: [Float]) throws -> Row {
        let truth = song.entry.symbols.leadSheet
        let vocal = try AudioReader.read(song.vocal)
        let heard = try listener.listen(to: vocal, constraints: .init())
        var told = heard
        told.leadSheet = truth
        told.softChords = []
        let annotated = try generator.play(told, duration: vocal.duration, recipe: recipe).audio
        let alone = try generator.play(heard, duration: vocal.duration, recipe: recipe).audio
        if let out {
            let name = "\(song.entry.symbols.identifier)"
            try Pictures.write(render, "\(name)-real", in: out)
            try Pictures.write(annotated.mono(), "\(name)-annotated", in: out)
            try Pictures.write(alone.mono(), "\(name)-vocal", in: out)
        }
        return Row(
            song: song.entry.symbols.identifier, style: song.entry.style, real: CoherenceFigures(render, truth),
            vocoded: CoherenceFigures(try generator.vocoded(MelFrontEnd().logMel(render)), truth),
            control: CoherenceFigures(other, truth), annotated: CoherenceFigures(annotated.mono(), truth),
            vocalAlone: CoherenceFigures(alone.mono(), truth),
            beatF: RhythmJudge.beatF(estimated: heard.leadSheet.beats, reference: truth.beats),
            beatFAtAnyLevel: RhythmJudge.beatFAtAnyLevel(estimated: heard.leadSheet.beats, reference: truth.beats),
            heardRoots: Self.rootAgreement(heard.leadSheet, truth), isKeyRight: heard.leadSheet.key == truth.key,
            heardTempo: heard.leadSheet.tempo, tempo: truth.tempo, beatConfidence: heard.leadSheet.beatConfidence)
    }

    /// Share of the annotated chord time, looked at every 50 ms, whose root is the same.
    static func rootAgreement(_ heard: LeadSheet, _ truth: LeadSheet) -> Double {
        let end = truth.chords.last?.end ?? 0
        let pairs = stride(from: 0.025, to: end, by: 0.05).compactMap { time in
            truth.chord(at: time).map { ($0.root, heard.chord(at: time)?.root) }
        }
        return Double(pairs.filter { $0.0 == $0.1 }.count) / Double(max(pairs.count, 1))
    }

    private func summarise(_ rows: [Row]) throws {
        let real = CoherenceFigures.mean(rows.map(\.real))
        let vocoded = CoherenceFigures.mean(rows.map(\.vocoded))
        let control = CoherenceFigures.mean(rows.map(\.control))
        let annotated = CoherenceFigures.mean(rows.map(\.annotated))
        let alone = CoherenceFigures.mean(rows.map(\.vocalAlone))
        func mean(_ value: (Row) -> Double) -> Double { rows.reduce(0) { $0 + value($1) } / Double(rows.count) }
        let summary = Summary(
            songs: rows.count, real: real, vocoded: vocoded, control: control, annotated: annotated, vocalAlone: alone,
            annotatedShare: annotated.share(control: control, real: real),
            vocalAloneShare: alone.share(control: control, real: real), beatF: mean(\.beatF),
            beatFAtAnyLevel: mean(\.beatFAtAnyLevel), heardRoots: mean(\.heardRoots),
            keys: mean { $0.isKeyRight ? 1 : 0 })
        print(json ? try jsonLine(summary) : summary.table)
    }

    struct Summary: Codable {
        var songs: Int
        var real: CoherenceFigures
        var vocoded: CoherenceFigures
        var control: CoherenceFigures
        var annotated: CoherenceFigures
        var vocalAlone: CoherenceFigures
        /// 0 is chance, 1 the real render.
        var annotatedShare: [String: Double]
        var vocalAloneShare: [String: Double]
        var beatF: Double
        var beatFAtAnyLevel: Double
        var heardRoots: Double
        var keys: Double

        var table: String {
            func row(_ name: String, _ figures: CoherenceFigures, _ share: [String: Double] = [:]) -> String {
                func cell(_ value: Double?, _ key: String) -> String {
                    let number = value.map { String(format: "%6.3f", $0) } ?? "     -"
                    let part = share[key].map { String(format: " (%3.0f %%)", $0 * 100) } ?? "        "
                    return number + part
                }
                return name.padding(toLength: 28, withPad: " ", startingAt: 0)
                    + [
                        cell(figures.chordTones, "chordTones"),
                        cell(figures.chordTonesCompressed, "chordTonesCompressed"), cell(figures.roots, "roots"),
                        cell(figures.beatRatio, "beatRatio"),
                    ]
                    .joined(separator: "  ")
            }
            return [
                "\(songs) validation songs; in brackets the way from another song's render to the real one",
                "                            chord tones      (compressed)     roots            onsets at beats",
                row("real render", real), row("its Mel, vocoded", vocoded), row("another song's render", control),
                row("take, annotated lead sheet", annotated, annotatedShare),
                row("take, vocal alone", vocalAlone, vocalAloneShare),
                String(
                    format: "heard in the vocal: beat F %.2f (any level %.2f), chord roots %.2f, key %.2f", beatF,
                    beatFAtAnyLevel, heardRoots, keys),
            ].joined(separator: "\n")
        }
    }
}

func jsonLine(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
