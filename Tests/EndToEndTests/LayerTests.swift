import AudioFiles
import Evaluation
import Foundation
import Music
import Signal
import Testing

/// `backline layer`: players who listen to what sounds.
struct LayerTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func layer(_ arguments: [String], out: String) throws -> Program.Outcome {
        try Program.run(
            ["layer"] + arguments + ["--out", scratch.path(out), "--quiet", "--set", "steps=2"], scratch: scratch)
    }

    private func read(_ name: String) throws -> AudioBuffer {
        try AudioReader.read(URL(fileURLWithPath: scratch.path(name)))
    }

    @Test func playersAddUpToTheMixAndEachTellsItsRecipe() throws {
        let voice = scratch.path("voice.wav")
        try AudioWriter.write(SoundFiles.voice(seconds: 6), to: URL(fileURLWithPath: voice), format: .wav24)
        let outcome = try layer([voice, "--stem", "drums,bass"], out: "band")
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let (drums, bass, band) = try (read("band/drums.wav"), read("band/bass.wav"), read("band/accompaniment.wav"))
        #expect(drums.frameCount == band.frameCount && bass.frameCount == band.frameCount)
        // to a few steps of 24 bits, which are dithered
        let away = zip(zip(drums.mono(), bass.mono()), band.mono()).map { abs($0.0 + $0.1 - $1) }
        #expect(away.max() ?? 1 < 1e-5 && band.mono().contains { abs($0) > 0.01 })
        // a player's own file makes it again, from the same voice
        let again = try layer(
            [voice, "--recipe", scratch.path("band/drums.wav"), "--stem", "drums"], out: "again")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.path("again/accompaniment.wav"))).count > 1000)
        // and the record beside them makes all of them again
        let whole = try layer([voice, "--recipe", scratch.path("band/recipe.json")], out: "whole")
        #expect(whole.status == 0, "\(whole.errors)")
        for name in ["drums.wav", "bass.wav", "accompaniment.wav"] {
            #expect(
                try Data(contentsOf: URL(fileURLWithPath: scratch.path("whole/\(name)")))
                    == Data(contentsOf: URL(fileURLWithPath: scratch.path("band/\(name)"))), "\(name)")
        }
        let alone = try Program.run(
            ["generate", voice, "--recipe", scratch.path("band/recipe.json"), "--out", scratch.path("alone")],
            scratch: scratch)
        #expect(alone.status == 2 && alone.errors.contains("recipes of 2 players"), "\(alone.errors)")
        // another take in its place leaves none of its players there
        let bassAlone = try layer([voice, "--stem", "bass"], out: "whole")
        #expect(bassAlone.status == 0, "\(bassAlone.errors)")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scratch.path("whole")).sorted()
                == ["accompaniment.wav", "mix.wav", "recipe.json", "vocal.wav"])
        // the bass tells whom it heard
        let bassRecord = try #require(AudioReader.info(URL(fileURLWithPath: scratch.path("band/bass.wav"))).comment)
        #expect(bassRecord.contains("drums: Take 1") && bassRecord.contains("vocal"), "\(bassRecord)")
    }

    /// A bass plays the chords, in the singer's tuning: in tones that no Mel could tell.
    @Test func aBassPlaysTheChordsInTune() throws {
        let outcome = try Program.run(
            [
                "layer", Program.sample("twinkle.flac"), "--stem", "bass", "--tuning", "-35c", "--out",
                scratch.path("bass"),
            ]
                + ["--quiet"], scratch: scratch)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let take = try Take(scratch.url("bass"))
        let bass = try Resampler(from: take.accompaniment.sampleRate, to: 24_000).resample(take.accompaniment.mono())
        // at A = 440 Hz
        let tuned = try Resampler(from: 24_000, to: 24_000 * exp2(-35.0 / 1200)).resample(bass)
        var sheet = take.record.leadSheet
        let ratio = exp2(-35.0 / 1200)
        sheet.chords = sheet.chords.map {
            .init(start: $0.start * ratio, end: $0.end * ratio, chord: $0.chord, confidence: $0.confidence)
        }
        // by chance a quarter, and so it was before
        #expect(try #require(HarmonyJudge.chordToneEnergy(accompaniment: tuned, leadSheet: sheet)) > 0.5)
        let cents = try #require(TuningEstimate(of: bass)).cents
        #expect(abs(cents + 35) < 10, "\(cents) cents")
    }

    /// A silent recording is named, and nobody needs to say again who plays where a recipe does.
    @Test func whatIsSilentIsNamed() throws {
        let silent = scratch.path("silent.wav")
        try AudioWriter.write(
            AudioBuffer(sampleRate: 24_000, mono: .init(repeating: 0, count: 72_000)),
            to: URL(fileURLWithPath: silent), format: .wav16)
        let recipe = scratch.path("bass.json")
        try Data(#"{"system": "stemgen", "stem": "bass"}"#.utf8).write(to: URL(fileURLWithPath: recipe))
        let outcome = try layer([silent, "--recipe", recipe], out: "out")
        #expect(outcome.status == 2 && outcome.errors.contains("silent.wav can't be accompanied"), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: scratch.path("out")))
    }

    @Test func whoCantPlayIsNamed() throws {
        let outcome = try layer(["none.wav", "--stem", "kazoo"], out: "out")
        #expect(outcome.status == 2 && outcome.errors.contains("not \"kazoo\""), "\(outcome.errors)")
        let twice = try layer(["none.wav", "--stem", "bass,drums,bass"], out: "out")
        #expect(twice.status == 2 && twice.errors.contains("names bass twice"), "\(twice.errors)")
        let silent = try layer(["none.wav", "--stem", "bass", "--system", "fastsag"], out: "out")
        #expect(silent.status == 2 && silent.errors.contains("choose stemgen"), "\(silent.errors)")
        let missing = try layer(["none.wav", "--stem", "bass"], out: "out")
        #expect(missing.status == 2 && missing.errors.contains("none.wav"), "\(missing.errors)")
    }
}
