import AudioFiles
import Evaluation
import Foundation
import Music
import Testing

struct TakeTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func generate(_ out: String, _ arguments: String...) throws -> Program.Outcome {
        try Program.generate(
            [Program.sample("twinkle.flac"), "--out", scratch.path(out)] + arguments, scratch: scratch)
    }

    @Test func aTakeIsFourFilesThatAgree() throws {
        let outcome = try generate("take", "--to", "6", "--seed", "3")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.isEmpty)
        #expect(try scratch.files(below: "take") == Take.names)
        let take = try Take(scratch.url("take"))
        let sung = try AudioReader.read(URL(fileURLWithPath: Program.sample("twinkle.flac"))).slice(from: 0, to: 6)
        #expect(take.vocal == sung)
        try take.checkSound()
        #expect(take.record.recipe.system == "fastsag")
        #expect(take.record.recipe.steps == 2)
        #expect(take.record.recipe.seed == 3)
        #expect(take.record.vocal == "twinkle.flac")
        let hashes = take.record.modelHash.split(separator: "-")
        #expect(hashes.count == 5 && hashes.allSatisfy { $0.count == 16 && $0.allSatisfy(\.isHexDigit) })
        #expect(take.record.leadSheet.beats.count > 4)
        #expect(take.record.leadSheet.chords.contains { $0.chord != nil })
        for name in Take.names where name.hasSuffix("wav") {
            let info = try AudioReader.info(scratch.url("take/\(name)"))
            #expect(info.comment.map { $0 + "\n" } == take.recipe, "\(name)")
            #expect(info.encoding == (name == "vocal.wav" ? "32 bit float" : "Signed 24 bit PCM"))
        }
    }

    @Test func theSameRecipeGivesTheSameBytes() throws {
        for (name, seed) in [("a", "5"), ("b", "5"), ("c", "6")] {
            #expect(try generate(name, "--to", "4", "--seed", seed).status == 0)
        }
        let takes = try ["a", "b", "c"].map { try Take.bytes(scratch.url($0)) }
        #expect(takes[0] == takes[1])
        #expect(takes[0]["accompaniment.wav"] != takes[2]["accompaniment.wav"])
        // another take in the same place replaces the old one and leaves nothing of it
        #expect(try generate("a", "--to", "4", "--seed", "6").status == 0)
        #expect(try Take.bytes(scratch.url("a")) == takes[2])
        #expect(try scratch.files(below: "a") == Take.names)
    }

    /// Drums, bass and harmony stand beside the accompaniment, sum to it and leave it as it is without them.
    @Test func stemsSumToTheAccompaniment() throws {
        let stems = ["bass.wav", "drums.wav", "harmony.wav"]
        for (name, flags) in [("apart", ["--stems"]), ("whole", [])] {
            let outcome = try Program.generate(
                [Program.sample("twinkle.flac"), "--out", scratch.path(name), "--to", "4"] + flags, scratch: scratch)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        #expect(try scratch.files(below: "apart") == (Take.names + stems).sorted())
        #expect(try scratch.files(below: "whole") == Take.names)
        let take = try Take(scratch.url("apart")), whole = try Take(scratch.url("whole"))
        try take.checkSound()
        let parts = try stems.map { try AudioReader.read(scratch.url("apart/\($0)")).mono() }
        let (sound, other) = (take.accompaniment.mono(), whole.accompaniment.mono())
        for index in sound.indices {
            // four files of 24 bit, each dithered by up to one step and rounded by half of one
            #expect(abs(parts.reduce(0) { $0 + $1[index] } - sound[index]) < 7 * 0x1p-23)
            #expect(abs(sound[index] - other[index]) < 4 * 0x1p-23)
        }
        // the recipe beside it makes it again, in its place
        let again = try Program.run(
            [
                "generate", Program.sample("twinkle.flac"), "--recipe", scratch.path("apart/recipe.json"), "--no-stems",
                "--out", scratch.path("apart"), "--quiet",
            ], scratch: scratch)
        #expect(again.status == 0, "\(again.errors)")
        #expect(try scratch.files(below: "apart") == Take.names)
    }

    /// Whatever file of a take is at hand makes it again.
    @Test func theRecipeIsReadFromItsSounds() throws {
        #expect(try generate("take", "--to", "3", "--seed", "9", "--style", "bossa").status == 0)
        let bytes = try Take.bytes(scratch.url("take"))
        for name in ["mix.wav", "accompaniment.wav", "vocal.wav"] {
            let outcome = try Program.run(
                [
                    "generate", Program.sample("twinkle.flac"), "--recipe", scratch.path("take/\(name)"), "--out",
                    scratch.path("again"), "--quiet",
                ], scratch: scratch)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(try Take.bytes(scratch.url("again")) == bytes, "\(name)")
        }
        let foreign = try generate("other", "--recipe", Program.sample("twinkle.flac"))
        #expect(foreign.status == 2 && foreign.errors.contains("is no recipe: there is none inside this sound"))
    }

    @Test func severalTakesOfSeveralVocals() throws {
        let vocals = [Program.sample("twinkle.flac"), Program.sample("amazing-grace.flac")]
        let outcome = try Program.generate(
            vocals + ["--out", scratch.path("out"), "--to", "3", "--takes", "2", "--seed", "7", "--json"],
            scratch: scratch)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.isEmpty)
        let folders = ["amazing-grace/7", "amazing-grace/8", "twinkle/7", "twinkle/8"]
        #expect(try scratch.files(below: "out") == folders.flatMap { folder in Take.names.map { "\(folder)/\($0)" } })

        struct Report: Decodable {
            var vocal: String
            var system: String
            var seed: UInt64
            var seconds: Double
            var computeSeconds: Double
            var files: [String]
        }
        let reports = try outcome.lines.map { try JSONDecoder().decode(Report.self, from: Data($0.utf8)) }
        #expect(reports.map(\.vocal) == [vocals[0], vocals[0], vocals[1], vocals[1]])
        #expect(reports.map(\.seed) == [7, 8, 7, 8])
        for report in reports {
            #expect(report.system == "fastsag")
            #expect(report.seconds == 3)
            #expect(report.computeSeconds > 0)
            let folder =
                "\(URL(fileURLWithPath: report.vocal).deletingPathExtension().lastPathComponent)/\(report.seed)"
            #expect(report.files.sorted() == Take.names.map { scratch.path("out/\(folder)/\($0)") })
            #expect(try Take(scratch.url("out/\(folder)")).record.recipe.seed == report.seed)
        }
    }

    @Test func twoFilesOfOneNameGetTwoFolders() throws {
        try FileManager.default.createDirectory(at: scratch.url("b"), withIntermediateDirectories: true)
        let voice = try SoundFiles.voice(seconds: 2)
        let paths = ["a-2.wav", "a.wav", "b/a.wav"].map(scratch.path)
        for path in paths { try AudioWriter.write(voice, to: URL(fileURLWithPath: path), format: .wav16) }
        let outcome = try Program.generate(
            paths + ["--out", scratch.path("out"), "--steps", "1", "--quiet"], scratch: scratch)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let folders = ["a-2/1", "a-3/1", "a/1"]
        #expect(try scratch.files(below: "out") == folders.flatMap { folder in Take.names.map { "\(folder)/\($0)" } })
    }

    @Test func quietSaysNothing() throws {
        let outcome = try generate("take", "--to", "2", "--quiet")
        #expect(outcome.status == 0)
        #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
        #expect(try scratch.files(below: "take") == Take.names)
    }

    /// Everything that a singer may fix is found again in what the band was told.
    @Test func theSingersWordHolds() throws {
        let outcome = try generate(
            "take", "--from", "1", "--to", "9", "--bpm", "124", "--key", "C", "--chords", "C | F C", "--meter", "3",
            "--downbeat", "1.8", "--style", "bossa")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let record = try Take(scratch.url("take")).record
        let sheet = record.leadSheet
        #expect(abs(sheet.tempo - 124) < 3)
        #expect(sheet.key.description == "C major")
        #expect(sheet.meter == 3)
        #expect(record.recipe.style == "bossa")
        // times of the lead sheet are those of the vocal, whatever part of it is accompanied
        let downbeats = sheet.downbeats.map { sheet.beats[$0] }
        let first = try #require(sheet.downbeats.first { abs(sheet.beats[$0] - 1.8) < 0.06 }, "\(downbeats)")
        #expect(zip(sheet.downbeats, sheet.downbeats.dropFirst()).allSatisfy { $1 - $0 == 3 })
        // the chart counts from the bar that was named: a bar of C, half a bar each of F and C, a bar of C
        let bar = sheet.beats[first + 3] - sheet.beats[first]
        let chords = [0.25, 0.75, 1.25, 1.75, 2.5].map {
            sheet.chord(at: sheet.beats[first] + $0 * bar)?.description
        }
        #expect(chords == ["C", "C", "F", "C", "C"])
    }

    /// A take longer than a section of the model is made of several; their joins can't be told.
    @Test func aLongVocalHasNoSeams() throws {
        let outcome = try generate("take")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let take = try Take(scratch.url("take"))
        #expect(take.vocal.duration > 20)
        try take.checkSound()
        // sections of 936 frames begin every 748 frames of 256 samples at 24 kHz; the last is moved back
        let hop = 256.0 / 24000
        let frames = (take.vocal.duration / hop / 4).rounded(.up) * 4
        let joins = [748, 1496, frames - 936].filter { $0 > 0 && $0 < frames }.map { $0 * hop }
        for clicks in [
            SoundCheck.seamClicks(take.accompaniment, joins: joins), SoundCheck.seamClicks(take.mix, joins: joins),
        ] {
            #expect(clicks.allSatisfy { $0 < 2 }, "\(clicks)")
        }
    }
}
