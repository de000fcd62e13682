import AudioFiles
import Foundation
import Signal
import Testing

/// What can't work ends with exit status 2 and one sentence that names the file or the option, and writes nothing.
struct BadInputTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func refuse(
        _ arguments: [String], environment: [String: String] = [:], saying parts: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let outcome = try Program.generate(
            arguments + ["--out", scratch.path("out")], environment: environment, scratch: scratch)
        #expect(outcome.status == 2, "\(outcome.errors)", sourceLocation: sourceLocation)
        #expect(!outcome.crashed, "\(outcome.errors)", sourceLocation: sourceLocation)
        #expect(outcome.output.isEmpty, sourceLocation: sourceLocation)
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.first?.hasPrefix("backline: ") == true, "\(outcome.errors)", sourceLocation: sourceLocation)
        for part in parts {
            #expect(lines.first?.contains(part) == true, "\(outcome.errors)", sourceLocation: sourceLocation)
        }
        #expect(!scratch.exists("out"), sourceLocation: sourceLocation)
    }

    private func refuse(
        file: String, saying reason: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try refuse([scratch.path(file)], saying: scratch.path(file), reason, sourceLocation: sourceLocation)
    }

    /// An empty variable in a script.
    @Test func noFolder() throws {
        let sample = Program.sample("twinkle.flac")
        for arguments in [["generate", sample], ["continue", sample], ["prompt", "rock"], ["export", sample]] {
            let outcome = try Program.run(arguments + ["--out", ""], scratch: scratch)
            #expect(outcome.status == 2 && outcome.output.isEmpty)
            #expect(outcome.errors.hasPrefix("backline: --out names no folder"), "\(outcome.errors)")
        }
        #expect(!scratch.exists("band.wav"))
    }

    @Test func noFile() throws { try refuse(file: "none.wav", saying: "there is no file") }

    @Test func emptyFile() throws {
        try scratch.file("empty.wav", Data())
        try refuse(file: "empty.wav", saying: "0 bytes")
    }

    @Test func headerWithoutSound() throws {
        let whole = SoundFiles.floatWave(try SoundFiles.voice(seconds: 2).mono())
        try scratch.file("cut.wav", whole.prefix(44))
        try refuse(file: "cut.wav", saying: "no sound")
        try scratch.file("shorter.wav", whole.prefix(20))
        try refuse(file: "shorter.wav", saying: "not a sound file")
    }

    @Test func noSamples() throws {
        try scratch.file("zero.wav", SoundFiles.floatWave([]))
        try refuse(file: "zero.wav", saying: "no sound")
        try scratch.file("one.wav", SoundFiles.floatWave([0.5]))
        try refuse(file: "one.wav", saying: "too short")
    }

    @Test func silence() throws {
        try scratch.file("silent.wav", SoundFiles.floatWave([Float](repeating: 0, count: 72_000)))
        try refuse(file: "silent.wav", saying: "silent")
    }

    @Test func noise() throws {
        var generator = SeededGenerator(seed: 1)
        let hiss = (0..<72_000).map { _ in Float(generator.uniform(in: -0.3..<0.3)) }
        try scratch.file("hiss.wav", SoundFiles.floatWave(hiss))
        try refuse(file: "hiss.wav", saying: "no sung notes")
    }

    @Test(arguments: [Float.nan, .infinity])
    func notNumbers(value: Float) throws {
        try scratch.file("nan.wav", SoundFiles.floatWave([Float](repeating: value, count: 72_000)))
        try refuse(file: "nan.wav", saying: "72000 samples")
    }

    /// Samples as large as floating point goes are numbers, but no sound.
    @Test func absurdlyLoud() throws {
        let voice = try SoundFiles.voice(seconds: 2).mono().map { $0 * 1e38 }
        try scratch.file("loud.wav", SoundFiles.floatWave(voice))
        try refuse(file: "loud.wav", saying: "can't be accompanied")
    }

    @Test func textFile() throws {
        try scratch.file("text.wav", Data(String(repeating: "La la la.\n", count: 500).utf8))
        try refuse(file: "text.wav", saying: "not a sound file")
    }

    @Test func folder() throws { try refuse([scratch.folder.path], saying: scratch.folder.path, "is a folder") }

    @Test func pipe() throws {
        #expect(mkfifo(scratch.path("pipe.wav"), 0o600) == 0)
        try refuse(file: "pipe.wav", saying: "not a regular file")
    }

    /// Root may read everything: then it works.
    @Test func noPermission() throws {
        let url = scratch.url("secret.wav")
        try AudioWriter.write(try SoundFiles.voice(seconds: 2), to: url, format: .wav16)
        #expect(chmod(url.path, 0) == 0)
        if access(url.path, R_OK) == 0 {
            let outcome = try Program.generate([url.path, "--out", scratch.path("out")], scratch: scratch)
            #expect(outcome.status == 0, "\(outcome.errors)")
            try Take(scratch.url("out")).checkSound()
        } else {
            try refuse(file: "secret.wav", saying: "no permission to read")
        }
    }

    /// One bad vocal among good ones is told before anything is made.
    @Test func oneOfSeveral() throws {
        try refuse([Program.sample("twinkle.flac"), scratch.path("none.wav")], saying: scratch.path("none.wav"))
    }

    @Test(arguments: [
        (["--system", "orchestra"], "orchestra"), (["--steps", "0"], "steps"), (["--steps", "many"], "steps"),
        (["--guidance", "nan"], "guidance"), (["--guidance", "21"], "guidance"), (["--key", "J#"], "J#"),
        (["--chords", "C | Xyz"], "Xyz"), (["--chords", " | "], "chord"), (["--from", "600"], "600"),
        (["--from", "nan"], "--from"), (["--from", "4", "--to", "3"], "--to"), (["--takes", "0"], "takes"),
        (["--bpm", "0"], "tempo"), (["--bpm", "inf"], "tempo"), (["--meter", "1"], "metre"),
        (["--downbeat", "-1"], "downbeat"), (["--downbeat", "500"], "downbeat"), (["--style", "polka"], "polka"),
        (["--balance", "nan"], "balance"), (["--seed", "-1"], "seed"), (["--from", "1", "--to", "1.2"], "too short"),
        (["--bpm", "fast"], "fast"), (["--bpm", "~"], "tempo"), (["--meter", "6/7"], "6/7"),
        (["--tuning", "415"], "tuning"), (["--tuning", "flat"], "flat"), (["--solver", "magic"], "magic"),
        (["--nonsense"], "nonsense"),
    ])
    func badOption(arguments: [String], word: String) throws {
        try refuse(
            [Program.sample("twinkle.flac")] + arguments.map { $0.hasPrefix("-1") ? "=\($0)" : $0 }.joinedEquals,
            saying: word)
    }

    @Test func nothingToAccompany() throws { try refuse([], saying: "<vocal>") }

    /// The place for the takes is a file: told before anything is computed, and the file stays.
    @Test func outIsAFile() throws {
        try scratch.file("taken", Data([7]))
        for out in ["taken", "taken/deeper"] {
            let outcome = try Program.generate(
                [Program.sample("twinkle.flac"), "--out", scratch.path(out)], scratch: scratch)
            #expect(outcome.status == 2 && !outcome.crashed)
            #expect(outcome.errors.contains(scratch.path("taken")), "\(outcome.errors)")
        }
        #expect(try Data(contentsOf: scratch.url("taken")) == Data([7]))
    }

    // MARK: Without the engine

    @Test func withoutTheEngine() throws {
        try refuse(
            [Program.sample("twinkle.flac")], environment: ["BACKLINE_CTORCH": "/nonexistent"],
            saying: "/nonexistent", "apt-get install libtorch-dev libopenblas0-openmp")
        try scratch.file("engine.so", Data("no library".utf8))
        try refuse(
            [Program.sample("twinkle.flac")], environment: ["BACKLINE_CTORCH": scratch.path("engine.so")],
            saying: scratch.path("engine.so"), "apt-get install")
    }

    @Test(arguments: [
        (["--help"], "generate"), (["--version"], "0."), (["generate", "--help"], "--chords"),
        (["help", "corpus", "sing"], "tune"),
    ])
    func helpNeedsNoEngine(arguments: [String], word: String) throws {
        let outcome = try Program.run(arguments, environment: ["BACKLINE_CTORCH": "/nonexistent"], scratch: scratch)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains(word))
        #expect(outcome.errors.isEmpty)
    }
}

extension [String] {
    /// "--option", "=-1" as one argument.
    fileprivate var joinedEquals: [String] {
        reduce(into: []) { joined, word in
            if word.hasPrefix("="), let last = joined.popLast() {
                joined.append(last + word)
            } else {
                joined.append(word)
            }
        }
    }
}
