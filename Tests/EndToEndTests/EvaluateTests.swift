import Foundation
import Testing

/// `evaluate`'s subcommands that need neither pairs nor a suite of takes.
struct EvaluateTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func evaluate(_ arguments: [String]) throws -> Program.Outcome {
        try Program.run(["evaluate"] + arguments, scratch: scratch)
    }

    @Test func aTakeIsCheckedByItself() throws {
        let outcome = try evaluate([
            "takes", Program.sample("twinkle.flac"), "--system", "fastsag", "--steps", "2", "--json", "--out",
            scratch.path("out"),
        ])
        #expect(outcome.status == 0 && !outcome.crashed, "\(outcome.errors)")
        let found = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(found["system"] as? String == "fastsag" && found["harmonyZ"] is Double)
        #expect((found["sound"] as? [String: Any])?["loudness"] is Double)
        #expect(
            try scratch.files(below: "out") == [
                "twinkle-fastsag.png", "twinkle-fastsag.wav", "twinkle-vocal.png", "twinkle-vocal.wav",
            ])
    }

    @Test func theVocoderStandsBesideGriffinLim() throws {
        let outcome = try evaluate(["vocoder", Program.sample("paper-boats.flac")])
        #expect(outcome.status == 0 && !outcome.crashed, "\(outcome.errors)")
        #expect(outcome.lines[0].hasPrefix("files ") && outcome.lines[1].hasPrefix("Griffin-Lim, 60 iterations "))
        #expect(outcome.lines.dropFirst(2).contains { $0.hasPrefix("phases ") })
    }

    @Test func theCommandsAreListed() throws {
        let outcome = try evaluate([])
        #expect(outcome.status == 0)
        for name in [
            "takes", "suite", "controls", "pairs", "hearing", "splitting", "vocoder", "notes", "estimators",
        ] { #expect(outcome.lines.contains { $0.hasPrefix("  \(name) ") }, "\(name)") }
    }

    @Test(arguments: [
        (["takes"], "<vocal>"), (["takes", "/nonexistent.wav"], "/nonexistent.wav"),
        (["takes", "a.wav", "--system", "orchestra"], "orchestra"), (["takes", "a.wav", "--songs", "2"], "--songs"),
        (["controls"], "--corpus"), (["controls", "--corpus", ".", "--songs", "0"], "--songs must be 1 or more"),
        (["controls", "--corpus", ".", "--seconds", "1"], "--seconds must be 5 or more"),
        (["controls", "--corpus", ".", "--out", "there"], "--out"),
        (["splitting"], "--corpus"), (["splitting", "--corpus", "."], "holds no finished validation songs"),
        (["vocoder"], "name files, or a corpus"), (["vocoder", "--corpus", ".", "--songs", "1"], "2 or more"),
        (["vocoder", "--corpus", "."], "fewer than two finished validation songs"),
        (["notes"], "--library"), (["notes", "--library", ".", "--count", "0"], "--count must be 1"),
        (["estimators"], "--corpus"), (["estimators", "--corpus", "."], "holds no finished validation songs"),
        (["--suite", "validation"], "--suite"), (["everything"], "everything"),
    ])
    func whatCannotWork(arguments: [String], words: String) throws {
        let outcome = try evaluate(arguments)
        #expect(outcome.status == 2 && !outcome.crashed && outcome.output.isEmpty, "\(outcome.errors)")
        let line = outcome.errors.split(separator: "\n").first ?? ""
        #expect(line.hasPrefix("backline: ") && line.contains(words), "\(outcome.errors)")
    }
}
