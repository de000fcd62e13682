import AudioFiles
import Foundation
import Music
import Recipes
import Signal
import Songs
import Testing

/// `backline export`, without a screen.
struct ExportTests {
    private static let rate = 44_100.0
    private static let takeRate = 24_000.0

    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// A song with a vocal and two takes of two stems each; the second is starred.
    private func makeSong(seconds: Double = 3) throws {
        let sample = try SoundFiles.voice(seconds: min(seconds, 20))
        let voice = try Resampler.resample(sample, to: Self.rate).mono()
        let vocal = (0..<Int(seconds * Self.rate)).map { voice[$0 % voice.count] }
        try AudioWriter.write(
            AudioBuffer(sampleRate: Self.rate, mono: vocal), to: scratch.url("tune.wav"), format: .wavFloat)
        let folder = try SongFolder.create(at: scratch.url("tune.backline"), vocal: scratch.url("tune.wav"))
        var song = folder.song
        let sheet = LeadSheet(beats: [0, 0.5, 1, 1.5], downbeats: [0], meter: 4, key: Key(index: 0), chords: [])
        for id in 1...2 {
            func tone(_ frequency: Double) -> AudioBuffer {
                let step = 2 * Double.pi * frequency * Double(id) / Self.takeRate
                return AudioBuffer(
                    sampleRate: Self.takeRate,
                    mono: (0..<Int(seconds * Self.takeRate)).map { Float(0.2 * sin(step * Double($0))) })
            }
            let take = Songs.Take(
                id: id, name: "Idea \(id)", isStarred: id == 2, recipe: Recipe(seed: UInt64(id)), modelHash: "none",
                leadSheet: sheet, duration: seconds, sampleRate: Self.takeRate, stems: [])
            song.takes.append(try folder.store(take, stems: ["bass": tone(110), "keys": tone(330)]))
        }
        song.nextTake = 3
        song.loop = 1..<2
        song[strip: StripID(lane: 1, stem: "keys")] = StripSettings(gain: -3, pan: 0.4)
        try folder.save(song)
    }

    private func export(_ arguments: String...) throws -> Program.Outcome {
        let outcome = try Program.run(
            ["export", scratch.path("tune.backline"), "--out", scratch.path("out")] + arguments, scratch: scratch)
        #expect(!outcome.crashed, "\(outcome.errors)")
        return outcome
    }

    private func files() throws -> [String] { try scratch.files(below: "out") }

    private func read(_ name: String) throws -> AudioBuffer { try AudioReader.read(scratch.url("out/\(name)")) }

    // MARK: Files

    @Test func everyFormat() throws {
        try makeSong()
        let formats = [
            ("wav32", "wav", "32 bit float", Float(0)), ("wav24", "wav", "Signed 24 bit PCM", 0x1p-22),
            ("wav16", "wav", "Signed 16 bit PCM", 0x1p-14), ("flac24", "flac", "24 bit", 0x1p-22),
            ("flac16", "flac", "16 bit", 0x1p-14),
        ]
        var exact: AudioBuffer?
        for (format, ending, encoding, error) in formats {
            let outcome = try export("--format", format)
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(format): \(outcome.errors)")
            let name = "tune-Idea-2-mix.\(ending)"
            #expect(outcome.lines.count == 1 && outcome.lines[0].hasPrefix(scratch.path("out/\(name)")))
            let info = try AudioReader.info(scratch.url("out/\(name)"))
            #expect(info.encoding.contains(encoding), "\(format): \(info.encoding)")
            #expect(info.sampleRate == Self.rate && info.channelCount == 2 && info.frameCount == Int(3 * Self.rate))
            let audio = try read(name)
            let mix = exact ?? audio
            exact = mix
            for channel in 0..<2 {
                let worst = zip(mix.channels[channel], audio.channels[channel]).map { abs($0 - $1) }.max()
                #expect(try #require(worst) <= error, "\(format)")
            }
            // dither makes the difference between formats
            if error > 0 { #expect(mix != audio) }
        }
        #expect(try files() == ["tune-Idea-2-mix.flac", "tune-Idea-2-mix.wav"])
    }

    @Test func ditherCanBeLeftOut() throws {
        try makeSong()
        #expect(try export("--format", "wav16", "--no-dither").status == 0)
        let plain = try read("tune-Idea-2-mix.wav")
        #expect(try export("--format", "wav16", "--no-dither").status == 0)
        #expect(try read("tune-Idea-2-mix.wav") == plain)
        #expect(try export("--format", "wav32").status == 0)
        let exact = try read("tune-Idea-2-mix.wav")
        for (rounded, sample) in zip(plain.channels[0], exact.channels[0]) {
            #expect(abs(rounded - sample) <= 0x1p-16)
            if abs(rounded - sample) > 0x1p-16 { break }
        }
    }

    @Test(arguments: [("song", 44_100.0), ("take", 24_000), ("48000", 48_000), ("96000", 96_000)])
    func everyRate(rate: String, hertz: Double) throws {
        try makeSong()
        #expect(try export("--rate", rate).status == 0)
        let info = try AudioReader.info(scratch.url("out/tune-Idea-2-mix.wav"))
        #expect(info.sampleRate == hertz)
        #expect(try abs(#require(info.duration) - 3) < 0.001)
    }

    @Test func theSameFloatsTwice() throws {
        try makeSong()
        let arguments = ["--format", "wav32", "--what", "vocal,stems,mix,accompaniment", "--take", "all"]
        var runs: [[String: Data]] = []
        for name in ["a", "b"] {
            let outcome = try Program.run(
                ["export", scratch.path("tune.wav"), "--out", scratch.path(name)] + arguments, scratch: scratch)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let names = try scratch.files(below: name)
            #expect(
                names
                    == [1, 2].flatMap { id in
                        ["accompaniment", "bass", "keys", "mix", "vocal"].map { "tune-Idea-\(id)-\($0).wav" }
                    })
            runs.append(
                try Dictionary(
                    uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: scratch.url("\(name)/\($0)"))) }))
        }
        #expect(runs[0] == runs[1])
        #expect(runs[0]["tune-Idea-1-mix.wav"] != runs[0]["tune-Idea-2-mix.wav"])
    }

    @Test func partsSumToTheMix() throws {
        try makeSong()
        let outcome = try export("--format", "wav32", "--what", "mix,accompaniment,stems,vocal", "--take", "1")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let names = ["accompaniment", "bass", "keys", "mix", "vocal"].map { "tune-Idea-1-\($0).wav" }
        #expect(try files() == names)
        let parts = try names.map { try read($0) }
        for channel in 0..<2 {
            for frame in 0..<parts[0].frameCount {
                let sample = { (part: Int) in parts[part].channels[channel][frame] }
                let isRight =
                    abs(sample(1) + sample(2) - sample(0)) < 1e-6 && abs(sample(0) + sample(4) - sample(3)) < 1e-6
                #expect(isRight, "frame \(frame)")
                if !isRight { return }
            }
        }
        // the keys stand to the right
        let power = parts[2].channels.map { $0.reduce(Float(0)) { $0 + $1 * $1 } }
        #expect(power[1] > 2 * power[0])
    }

    @Test func takesOfAllKinds() throws {
        try makeSong()
        for (take, names) in [
            ("1", ["tune-Idea-1-mix.wav"]), ("starred", ["tune-Idea-2-mix.wav"]), ("vocal", ["tune-mix.wav"]),
            ("2,1", ["tune-Idea-1-mix.wav", "tune-Idea-2-mix.wav"]),
        ] {
            let outcome = try Program.run(
                ["export", scratch.path("tune.backline"), "--out", scratch.path(take), "--take", take],
                scratch: scratch)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(try scratch.files(below: take) == names)
        }
    }

    @Test func loudnessAndLimiter() throws {
        try makeSong()
        #expect(try export("--format", "wav32", "--loudness", "-9", "--limiter", "--json").status == 0)
        let loud = try Loudness(of: try read("tune-Idea-2-mix.wav"))
        #expect(try abs(#require(loud.integrated) + 9) < 0.1)
        #expect(try #require(loud.truePeakDecibels) < -0.9)
        #expect(try export("--format", "wav32", "--loudness", "-30").status == 0)
        #expect(try abs(#require(Loudness(of: try read("tune-Idea-2-mix.wav")).integrated) + 30) < 0.1)
    }

    @Test func theLoopAlone() throws {
        try makeSong()
        #expect(try export("--format", "wav32").status == 0)
        let whole = try read("tune-Idea-2-mix.wav")
        let outcome = try export("--format", "wav32", "--loop", "--json")
        let report = try JSONDecoder().decode(ExportReport.self, from: Data(outcome.output.utf8))
        #expect(report.sampleRate == Self.rate && report.frameCount == Int(Self.rate))
        #expect(report.files.map(\.replacedAnother) == [true])
        #expect(try read("tune-Idea-2-mix.wav") == whole.slice(from: 1, to: 2))
    }

    /// The recipe is inside.
    @Test func aFileTellsHowItWasMade() throws {
        try makeSong()
        #expect(try export("--format", "flac16").status == 0)
        struct Inside: Decodable {
            var title: String
            var take: Songs.Take
            var mixer: MixerSettings
        }
        let comment = try #require(try AudioReader.info(scratch.url("out/tune-Idea-2-mix.flac")).comment)
        let inside = try JSONDecoder().decode(Inside.self, from: Data(comment.utf8))
        #expect(inside.title == "tune" && inside.take.recipe.seed == 2 && inside.mixer["keys"].gain == -3)
        // and a take can be made with it, as with the recipe inside the song's own files
        for file in ["out/tune-Idea-2-mix.flac", "tune.backline/takes/002-bass.wav"] {
            let outcome = try Program.generate(
                [
                    scratch.path("tune.wav"), "--recipe", scratch.path(file), "--out", scratch.path("take"), "--to",
                    "2",
                    "--quiet",
                ], scratch: scratch)
            #expect(outcome.status == 0, "\(file): \(outcome.errors)")
            #expect(try Take(scratch.url("take")).record.recipe.seed == 2, "\(file)")
        }
        let sung = try Program.generate(
            [
                scratch.path("tune.wav"), "--recipe", scratch.path("tune.backline/vocal.wav"), "--out",
                scratch.path("other"),
            ], scratch: scratch)
        #expect(sung.status == 2 && sung.errors.contains("no take sounds in it"), "\(sung.errors)")
    }

    // MARK: What can't be done

    @Test(arguments: [
        (["--format", "mp3"], "--format"), (["--what", "drums"], "--what"), (["--what", ""], "choose what to export"),
        (["--rate", "fast"], "--rate"), (["--rate", "1000"], "8000"), (["--take", "7"], "no take 7"),
        (["--take", "best"], "--take"), (["--loudness", "3"], "LUFS"),
        (["--take", "vocal", "--what", "stems"], "vocal"), (["--loudness", "loud"], "loud"),
        (["--out", "/dev/null/there"], "/dev/null"),
    ])
    func whatCannotBeDone(arguments: [String], word: String) throws {
        try makeSong(seconds: 1)
        let own = arguments.contains("--out") ? [] : ["--out", scratch.path("out")]
        let outcome = try Program.run(
            ["export", scratch.path("tune.backline")] + own + arguments, scratch: scratch)
        #expect(outcome.status == 2 && !outcome.crashed)
        #expect(outcome.output.isEmpty && outcome.errors.contains(word), "\(outcome.errors)")
        #expect(outcome.errors.hasPrefix("backline: "))
        #expect(!scratch.exists("out"))
    }

    @Test func whatIsNoSong() throws {
        try scratch.file("words.txt", Data("these are words".utf8))
        try FileManager.default.createDirectory(at: scratch.url("empty"), withIntermediateDirectories: true)
        for (name, word) in [
            ("nothing.backline", "no file"), ("empty", "holds no song"), ("words.txt", "words"),
        ] {
            let outcome = try Program.run(["export", scratch.path(name)], scratch: scratch)
            #expect(outcome.status == 2 && !outcome.crashed, "\(name)")
            #expect(
                outcome.errors.split(separator: "\n").count == 1 && outcome.errors.contains(word), "\(outcome.errors)")
        }
    }

    /// ^C takes away what was begun; what was there stays.
    @Test(arguments: [SIGINT, SIGTERM])
    func interruptedItLeavesNothing(signal: Int32) throws {
        try makeSong(seconds: 240)
        try FileManager.default.createDirectory(at: scratch.url("out"), withIntermediateDirectories: true)
        try scratch.file("out/tune-Idea-2-mix.wav", Data("an older one".utf8))
        let running = try Program.start(
            [
                "export", scratch.path("tune.backline"), "--out", scratch.path("out"), "--what",
                "mix,stems,accompaniment,vocal", "--rate", "48000",
            ], scratch: scratch)
        let end = Date(timeIntervalSinceNow: Program.Running.patience)
        while running.process.isRunning, Date() < end {
            let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("out"))
            if names.contains(where: { $0.hasPrefix(".backline-") }) { break }
            usleep(1000)
        }
        kill(running.process.processIdentifier, signal)
        let outcome = try running.wait()
        #expect(outcome.status == 128 + signal, "\(outcome.errors)")
        #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("out")) == ["tune-Idea-2-mix.wav"])
        #expect(try Data(contentsOf: scratch.url("out/tune-Idea-2-mix.wav")) == Data("an older one".utf8))
    }
}
