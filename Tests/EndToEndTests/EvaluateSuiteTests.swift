import AudioFiles
import Corpus
import Foundation
import TestSupport
import Testing

/// `evaluate suite` on two invented songs and one recording.
struct EvaluateSuiteTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func takesBesideWhatIsPossibleAndChance() throws {
        let data = try TinyPOP909(identifiers: [900, 901])
        defer { try? data.remove() }
        try CorpusBuilder(
            pop909: data.original, corrected: data.corrected, output: scratch.url("corpus"), seed: 3, seconds: 8,
            validationSeconds: 7
        ).build()
        try FileManager.default.createDirectory(at: scratch.url("singing"), withIntermediateDirectories: true)
        try AudioWriter.write(try SoundFiles.voice(), to: scratch.url("singing/voice.wav"), format: .wav16)

        let outcome = try Program.run(
            [
                "evaluate", "suite", "--corpus", scratch.path("corpus"), "--singing",
                scratch.path("singing"), "--seconds", "5", "--system", "fastsag", "--steps", "3", "--solver", "euler",
                "--guidance",
                "1", "--json", "--out", scratch.path("out"), "--report", scratch.path("report"),
            ], scratch: scratch)
        #expect(outcome.status == 0 && !outcome.crashed, "\(outcome.errors)")
        let found = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let system = try #require((found["systems"] as? [[String: Any]])?.first)
        #expect(system["name"] as? String == "fastsag" && system["solver"] as? String == "euler")
        #expect(system["steps"] as? Int == 3 && system["guidance"] as? Double == 1)

        let songs = try #require(found["songs"] as? [String: Any])
        #expect(songs["songs"] as? [String] == ["900", "901"])
        #expect(abs(try #require(songs["seconds"] as? Double) - 10) < 0.01)
        let rows = try #require(songs["rows"] as? [[String: Any]])
        #expect(
            rows.compactMap { $0["kind"] as? String } == ["real", "vocoded", "annotated", "vocalAlone", "otherSong"])
        func figure(_ row: [String: Any], _ measure: String) throws -> Double {
            let report = try #require(row["report"] as? [String: Any])
            let coherence = try #require(report["coherence"] as? [String: [String: Any]])
            return try #require(coherence[measure]?["value"] as? Double)
        }
        #expect(try figure(rows[0], "chordF1") == 1)
        #expect(try figure(rows[1], "chordF1") > 0.6)
        #expect(try figure(rows[4], "chordF1") < 1)
        let recordings = try #require((found["recordings"] as? [String: Any])?["rows"] as? [[String: Any]])
        #expect(((recordings.first?["report"] as? [String: Any])?["pairs"] as? [[String: Any]])?.count == 1)

        // The takes lie there as folders of pairs.
        for folder in ["vocals", "reference", "fastsag-annotated", "fastsag-vocalAlone"] {
            let files = try scratch.files(below: "out/songs/\(folder)")
            #expect(files == ["900.png", "900.wav", "901.png", "901.wav"])
            let take = try AudioReader.read(scratch.url("out/songs/\(folder)/901.wav"))
            #expect(take.sampleRate == 24_000 && take.frameCount == 120_000)
        }
        let page = try String(contentsOf: scratch.url("report/report.html"), encoding: .utf8)
        #expect(page.contains("FastSAG, from the vocal alone") && page.contains("another song&#39;s render"))
        #expect(!page.contains("http:") && !page.contains("https:"))
    }

    @Test(arguments: [
        ([], "name a --corpus"), (["--corpus", "/nonexistent"], "/nonexistent"),
        (["--singing", "/nonexistent"], "/nonexistent"), (["--singing", ".", "--seconds", "1"], "--seconds"),
        (["--singing", ".", "--steps", "0"], "steps"), (["--singing", ".", "--guidance", "99"], "guidance"),
        (["--singing", ".", "--system", "orchestra"], "orchestra"), (["--singing", ".", "--songs", "0"], "--songs"),
        (["--singing", ".", "--solver", "magic"], "magic"), (["--singing", ".", "--vocals", "."], "--vocals"),
        (["--singing", ".", "--weights", "model=/nonexistent"], "/nonexistent"),
    ])
    func whatCannotWork(arguments: [String], word: String) throws {
        let outcome = try Program.run(
            ["evaluate", "suite", "--report", scratch.path("report")] + arguments, scratch: scratch)
        #expect(outcome.status == 2 && !outcome.crashed, "\(outcome.errors)")
        #expect(outcome.output.isEmpty && !scratch.exists("report"))
        let line = outcome.errors.split(separator: "\n").first ?? ""
        #expect(line.hasPrefix("backline: ") && line.contains(word), "\(outcome.errors)")
    }
}
