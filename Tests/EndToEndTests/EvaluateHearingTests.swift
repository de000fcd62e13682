import AudioFiles
import Foundation
import Signal
import Testing

/// `evaluate hearing` on two slices of a sample.
struct EvaluateHearingTests {
    let scratch: Scratch

    /// Eight seconds at 120 BPM; whether that is what is sung does not matter.
    private static let truth = """
        {"beats": [0,0.5,1,1.5,2,2.5,3,3.5,4,4.5,5,5.5,6,6.5,7,7.5], "downbeats": [0,2,4,6], "meter": 4, "tempo": 120,
         "chords": [[0,4,"C:maj"],[4,8,"F:maj"]], "key": "Eb minor"}
        """

    init() throws {
        scratch = try Scratch()
        try FileManager.default.createDirectory(at: scratch.url("pairs/truth"), withIntermediateDirectories: true)
        let voice = try SoundFiles.voice(seconds: 16)
        for (index, name) in ["one_1", "two_1"].enumerated() {
            let part = voice.slice(from: 8 * Double(index), to: 8 * Double(index + 1))
            try AudioWriter.write(part, to: scratch.url("pairs/\(name).vocal.flac"), format: .flac16)
            try AudioWriter.write(part, to: scratch.url("pairs/\(name).backing.flac"), format: .flac16)
            try scratch.file("pairs/truth/\(name).json", Data(Self.truth.utf8))
        }
        try scratch.file("pairs/manifest.tsv", Data("id\tsinger\none_1\t01\ntwo_1\t02\n".utf8))
    }

    private func evaluate(_ more: String...) throws -> Program.Outcome {
        try Program.run(["evaluate", "hearing", "--pairs", scratch.path("pairs")] + more, scratch: scratch)
    }

    private func report(_ outcome: Program.Outcome) throws -> [String: Any] {
        #expect(outcome.status == 0 && !outcome.crashed, "\(outcome.errors)")
        return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    }

    @Test func whatIsToldIsHeard() throws {
        let found = try report(
            evaluate("--tell", "tempo,key", "--alternatives", "2", "--json", "--report", scratch.path("report")))
        let figures = try #require(found["figures"] as? [String: [String: Any]])
        #expect(figures["tempo"]?["value"] as? Double == 1 && figures["key"]?["value"] as? Double == 1)
        #expect(figures["key"]?["clips"] as? Int == 2)
        #expect(found["hints"] as? [String] == ["tempo", "key"] && found["source"] as? String == "pairs")
        #expect((found["bySet"] as? [String: Any])?.keys.sorted() == ["one", "two"])
        let clips = try #require(found["clips"] as? [[String: Any]])
        #expect(clips.compactMap { $0["clip"] as? String } == ["one_1", "two_1"])
        #expect(clips.allSatisfy { $0["gridF"] as? Double == 1 })
        #expect(found["chance"] != nil && found["byConfidence"] != nil && found["takes"] == nil)
        let page = try String(contentsOf: scratch.url("report/report.html"), encoding: .utf8)
        #expect(page.contains("Hearing of pairs") && page.contains("two_1") && !page.contains("http"))
    }

    @Test func takesAreHeldAgainstTheBacking() throws {
        let found = try report(evaluate("--takes", "--songs", "1", "--steps", "2", "--json"))
        let takes = try #require((found["takes"] as? [String: Any])?["figures"] as? [String: [String: [String: Any]]])
        #expect(Set(takes.keys).isSuperset(of: ["backing", "leadSheet", "grid", "vocalAlone"]))
        for kind in ["leadSheet", "grid", "vocalAlone"] {
            #expect(takes[kind]?["chromaZ"]?["value"] is Double && takes[kind]?["beatF"]?["value"] is Double, "\(kind)")
        }
    }

    @Test func oneVoiceByManyWays() throws {
        let outcome = try Program.run(
            ["evaluate", "hearing", "robust", scratch.path("pairs/one_1.vocal.flac"), "--json"], scratch: scratch)
        let found = try report(outcome)
        let hearings = try #require(found["hearings"] as? [[String: Any]])
        #expect(
            hearings.compactMap { $0["route"] as? String } == ["original", "flac", "opus", "telephone", "room"])
        #expect(hearings[0]["tempo"] is Double && hearings[0]["key"] is String)
        #expect(found["isOneTempo"] is Bool && found["isOneKey"] is Bool)
    }

    @Test func aTableOfOneClip() throws {
        let table = try evaluate("--songs", "1")
        #expect(table.status == 0 && table.output.contains("1 clip of pairs") && table.output.contains("| beat F |"))
    }

    @Test func whatCannotWorkIsSaidInASentence() throws {
        func refuse(_ outcome: Program.Outcome, _ words: String) {
            #expect(outcome.status == 2 && !outcome.crashed && outcome.output.isEmpty, "\(outcome.errors)")
            let line = outcome.errors.split(separator: "\n").first ?? ""
            #expect(line.hasPrefix("backline: ") && line.contains(words), "\(outcome.errors)")
        }
        refuse(try evaluate("--tell", "everything"), "everything")
        refuse(try evaluate("--alternatives", "0"), "--alternatives must be 1 or more")
        refuse(try evaluate("--songs", "0"), "--songs must be 1 or more")
        refuse(try evaluate("--steps", "2"), "need --takes")
        refuse(try evaluate("--takes", "--steps", "0"), "steps must be 1")
        refuse(try evaluate("--encoder", scratch.path("none")), "none")
        refuse(try evaluate("--folds", scratch.path("none")), "folds.json")
        refuse(try evaluate("--folds", "a", "--encoder", "b"), "not both")
        try scratch.file("folds.json", Data(#"{"folds": {"01": 0}}"#.utf8))
        refuse(try evaluate("--folds", scratch.folder.path), "no fold for the singer 02")
        try scratch.file("pairs/truth/two_1.json", Data("{".utf8))
        refuse(try evaluate(), "two_1.json is damaged: it is no valid JSON")
        try FileManager.default.removeItem(at: scratch.url("pairs/truth/two_1.json"))
        refuse(try evaluate(), "every pair needs its truth")
        for (arguments, words) in [
            ([], "--pairs"), (["robust"], "<file>"), (["robust", "a.wav", "--songs", "1"], "--songs"),
            (["robust", scratch.path("none.wav")], "none.wav"), (["songs"], "--corpus"),
            (["songs", "--corpus", scratch.path("none")], "none"),
            (["songs", "--corpus", ".", "--songs", "1"], "--songs must be 2 or more"),
            (["pitch", scratch.path("pairs/one_1.vocal.flac")], "--reference"), (["fit", "--corpus", "."], "--out"),
        ] {
            refuse(try Program.run(["evaluate", "hearing"] + arguments, scratch: scratch), words)
        }
    }
}
