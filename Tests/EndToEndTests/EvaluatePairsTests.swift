import AudioFiles
import Foundation
import Signal
import Testing

/// Accompaniments from anywhere beside their vocals, measured as a person would.
struct EvaluatePairsTests {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        for folder in ["vocals", "generated", "reference"] {
            try FileManager.default.createDirectory(at: scratch.url(folder), withIntermediateDirectories: true)
        }
    }

    /// A triad struck twice a second over its root.
    private static func band(root: Int, seconds: Double) -> [Float] {
        (0..<Int(24_000 * seconds)).map { index in
            let time = Double(index % 12_000) / 24_000
            let tones = [root - 24, root, root + 4, root + 7].map { tone in
                sin(2 * Double.pi * 440 * exp2(Double(tone - 69) / 12) * time)
            }
            return Float(0.08 * exp(-4 * time) * min(time / 0.003, 1) * tones.reduce(0, +))
        }
    }

    private func write(_ samples: [Float], _ name: String) throws {
        try AudioWriter.write(
            AudioBuffer(sampleRate: 24_000, mono: samples), to: scratch.url(name), format: .wav16)
    }

    /// Three songs of 3, 4 and 5 s, what was generated half a second shorter.
    private func songs() throws {
        for (index, root) in [60, 63, 65].enumerated() {
            let seconds = 3 + Double(index)
            try write(try SoundFiles.voice(seconds: seconds).mono(), "vocals/song \(index).wav")
            try write(Self.band(root: root, seconds: seconds - 0.5), "generated/song \(index).wav")
            try write(Self.band(root: root, seconds: seconds), "reference/song \(index).wav")
        }
    }

    private func evaluate(_ more: String...) throws -> Program.Outcome {
        try Program.run(
            ["evaluate", "pairs", "--vocals", scratch.path("vocals"), "--generated", scratch.path("generated")] + more,
            scratch: scratch)
    }

    private func object(_ outcome: Program.Outcome) throws -> [String: Any] {
        #expect(outcome.status == 0 && !outcome.crashed, "\(outcome.errors)")
        #expect(outcome.lines.count == 1)
        return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    }

    @Test func figuresAndPage() throws {
        try songs()
        let found = try object(
            try evaluate("--reference", scratch.path("reference"), "--json", "--report", scratch.path("report")))
        #expect(
            Set(found.keys) == ["pairs", "frechet", "kernel", "mirdd", "coherence", "sound", "estimators"])
        let coherence = try #require(found["coherence"] as? [String: [String: Any]])
        for measure in ["harmonyZ", "chromaZ", "chordF1", "beatF", "onsetF", "key", "rhythmZ"] {
            let figure = try #require(coherence[measure], "\(measure)")
            for part in ["value", "chance", "ceiling"] { #expect(figure[part] is Double, "\(measure) \(part)") }
        }
        #expect(try #require(coherence["chordF1"]?["value"] as? Double) > 0.95)
        #expect((found["pairs"] as? [[String: Any]])?.compactMap { $0["name"] as? String }.count == 3)
        for distance in ["frechet", "kernel"] {
            let embeddings = try #require(found[distance] as? [String: [String: Any]])
            #expect(Set(embeddings.keys) == ["listener", "mel"])
            #expect(embeddings.values.allSatisfy { $0["distance"] is [String: Any] })
        }
        let estimators = try #require(found["estimators"] as? [String: [String: Any]])
        #expect(try #require(estimators["synthetic"]?["chordRoots"] as? Double) > 0.8)

        let files = try scratch.files(below: "report")
        #expect(files.filter { $0.hasSuffix(".html") } == ["report.html"])
        #expect(files.filter { $0.hasSuffix(".png") }.count == 9)
        let page = try String(contentsOf: scratch.url("report/report.html"), encoding: .utf8)
        #expect(page.hasSuffix("</html>\n") && page.contains("song 2") && page.contains("<svg"))
        for outside in ["http:", "https:", "//cdn", "<script", "<link", "@import"] {
            #expect(!page.contains(outside), "\(outside)")
        }
    }

    @Test func withoutReference() throws {
        try songs()
        let outcome = try evaluate()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("left out: needs --reference"))
        #expect(outcome.output.contains("harmony z") && outcome.output.contains("estimators on"))
    }

    /// Nothing can be said of silence, and that is said.
    @Test func silence() throws {
        for index in 0..<2 {
            try write(try SoundFiles.voice().mono(), "vocals/\(index).wav")
            try write([Float](repeating: 0, count: 72_000), "generated/\(index).wav")
            try write(Self.band(root: 60, seconds: 3), "reference/\(index).wav")
        }
        let found = try object(
            try evaluate("--reference", scratch.path("reference"), "--json", "--report", scratch.path("report")))
        let coherence = try #require(found["coherence"] as? [String: [String: Any]])
        #expect(coherence["chromaZ"]?["leftOut"] as? String == "no pair has it")
        #expect(coherence["beatF"]?["value"] as? Double == 0)
        #expect(scratch.exists("report/report.html"))
    }

    // MARK: What can't work

    private func refuse(
        _ outcome: Program.Outcome, saying parts: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(outcome.status == 2 && !outcome.crashed, "\(outcome.errors)", sourceLocation: sourceLocation)
        #expect(outcome.output.isEmpty, sourceLocation: sourceLocation)
        let line = outcome.errors.split(separator: "\n").first.map(String.init) ?? ""
        #expect(line.hasPrefix("backline: "), "\(outcome.errors)", sourceLocation: sourceLocation)
        for part in parts { #expect(line.contains(part), "\(outcome.errors)", sourceLocation: sourceLocation) }
        #expect(!scratch.exists("report"), sourceLocation: sourceLocation)
    }

    @Test func foldersThatLackSomething() throws {
        refuse(try evaluate("--report", scratch.path("report")), saying: "vocals holds no sound files")
        try write(try SoundFiles.voice().mono(), "vocals/a.wav")
        try write(Self.band(root: 60, seconds: 3), "generated/b.wav")
        refuse(try evaluate("--report", scratch.path("report")), saying: "has the name of one in", "generated")
        try write(Self.band(root: 60, seconds: 3), "generated/a.wav")
        refuse(try evaluate("--report", scratch.path("report")), saying: "vocals lacks b")
        refuse(
            try evaluate("--reference", scratch.path("nowhere"), "--report", scratch.path("report")),
            saying: "cannot read the folder", "nowhere: there is no such folder")
    }

    @Test func filesThatCannotBeMeasured() throws {
        try write(try SoundFiles.voice().mono(), "vocals/a.wav")
        try scratch.file("generated/a.wav", Data(String(repeating: "La la la.\n", count: 500).utf8))
        refuse(try evaluate("--report", scratch.path("report")), saying: "generated/a.wav", "not a sound file")
        try write(Self.band(root: 60, seconds: 0.5), "generated/a.wav")
        refuse(
            try evaluate("--report", scratch.path("report")), saying: "generated/a.wav lasts 0.50 s",
            "at least 1 s is needed")
    }

    @Test func optionsThatDoNotFit() throws {
        refuse(
            try Program.run(["evaluate", "pairs", "--vocals", scratch.path("vocals")], scratch: scratch),
            saying: "--generated")
        refuse(try evaluate(Program.sample("twinkle.flac")), saying: "twinkle.flac")
        refuse(try evaluate("--songs", "0"), saying: "--songs must be 1 or more")
        try songs()
        try scratch.file("taken", Data([7]))
        refuse(try evaluate("--report", scratch.path("taken")), saying: "taken is a file, not a folder")
        #expect(try Data(contentsOf: scratch.url("taken")) == Data([7]))
    }
}
