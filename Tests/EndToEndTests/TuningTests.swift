import AudioFiles
import Evaluation
import Foundation
import Music
import Recipes
import Signal
import Testing

/// The band is in tune with a singer who stands between the keys.
struct TuningTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// A sample sung lower or higher, as a tape that runs at another speed: its file.
    private func sample(_ name: String, movedBy cents: Double) throws -> String {
        let audio = try AudioReader.read(URL(fileURLWithPath: Program.sample(name)))
        let samples = try Resampler(from: audio.sampleRate * exp2(cents / 1200), to: audio.sampleRate)
            .resample(audio.mono())
        let file = scratch.url("\(Int(cents))-\(name)")
        try AudioWriter.write(AudioBuffer(sampleRate: audio.sampleRate, mono: samples), to: file, format: .flac16)
        return file.path
    }

    private func take(_ vocal: String, _ out: String, _ arguments: String...) throws -> Take {
        let outcome = try Program.run(
            ["generate", vocal, "--out", scratch.path(out), "--quiet", "--seed", "2"] + arguments, scratch: scratch)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        return try Take(scratch.url(out))
    }

    private func sheet(_ tuning: Tuning) -> Recipe {
        let sheet = LeadSheet(
            beats: (0...12).map { Double($0) * 0.5 }, downbeats: [0, 4, 8, 12], meter: 4, key: Key(index: 0),
            chords: [.init(start: 0, end: 6, chord: Chord(parsing: "C"))], tuning: tuning)
        return Recipe(steps: 4, leadSheet: sheet)
    }

    private func write(_ recipe: Recipe, _ name: String) throws {
        try JSONEncoder().encode(recipe).write(to: scratch.url(name))
    }

    private func cents(_ audio: AudioBuffer) throws -> Double {
        let samples = try Resampler(from: audio.sampleRate, to: 24_000).resample(audio.mono())
        return try #require(TuningEstimate(of: samples)).cents
    }

    /// The sample is sung at 440 Hz, note by note up to 40 cents beside it: the band is measured against where it was moved.
    @Test(arguments: [-45.0, -15, 35]) func theTakeIsInTuneWithTheVoice(moved: Double) throws {
        let take = try take(sample("twinkle.flac", movedBy: moved), "take", "--tuning", "\(Int(moved))c")
        #expect(abs(try cents(take.accompaniment) - moved) < 5)
        #expect(take.record.leadSheet.tuning?.cents == moved)
        try take.checkSound()
        // its own recipe makes it again
        let again = try Program.run(
            ["generate", scratch.path("\(Int(moved))-twinkle.flac"), "--recipe", scratch.path("take/recipe.json")]
                + ["--out", scratch.path("again"), "--quiet"], scratch: scratch)
        #expect(again.status == 0, "\(again.errors)")
        #expect(try Take.bytes(scratch.url("again")) == Take.bytes(scratch.url("take")))
    }

    /// Five seconds of a singer between two semitones (`45-cents-flat.flac`) are the tune of the same singer 45 cents higher:
    /// key and tuning move together, and all chords are of the key.
    @Test func aTuneBetweenSemitonesKeepsItsKey() throws {
        func heard(_ file: String) throws -> (key: Key, cents: Double, chords: [Chord]) {
            let outcome = try Program.run(["listen", file, "--json"], scratch: scratch)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
            let key = try #require((object["key"] as? String).flatMap { Key(parsing: $0) })
            let tuning = try #require((object["tuning"] as? [String: Any])?["cents"] as? Double)
            let spans = try #require(object["chords"] as? [[String: Any]])
            return (key, tuning, spans.compactMap { ($0["chord"] as? String).flatMap { Chord(parsing: $0) } })
        }
        let audio = try AudioReader.read(URL(fileURLWithPath: Program.sample("twinkle.flac"))).slice(from: 0, to: 5)
        try AudioWriter.write(audio, to: scratch.url("five.flac"), format: .flac16)
        let lowered = try Resampler(from: audio.sampleRate * exp2(-45.0 / 1200), to: audio.sampleRate)
            .resample(audio.mono())
        try AudioWriter.write(
            AudioBuffer(sampleRate: audio.sampleRate, mono: lowered), to: scratch.url("flat.flac"), format: .flac16)
        let (plain, flat) = (try heard(scratch.path("five.flac")), try heard(scratch.path("flat.flac")))
        #expect(flat.key.mode == plain.key.mode)
        let moved = Double(100 * (flat.key.tonic.value - plain.key.tonic.value)) + flat.cents - plain.cents
        #expect(abs((moved + 45).remainder(dividingBy: 1200)) < 12, "moved by \(moved) cents")
        let tonic = (flat.key.mode == .major ? flat.key : flat.key.relative).tonic.value
        let scale = Set([0, 2, 4, 5, 7, 9, 11].map { (tonic + $0) % 12 })
        #expect(!flat.chords.isEmpty)
        #expect(flat.chords.allSatisfy { $0.pitchClasses.allSatisfy { scale.contains($0.value) } })
    }

    @Test func lockedTo440TheBandStaysThere() throws {
        let take = try take(sample("twinkle.flac", movedBy: -35), "take", "--tuning", "440", "--key", "C")
        #expect(abs(try cents(take.accompaniment)) < 5)
    }

    /// A recipe with a sheet plays its bars in the tuning that is typed.
    @Test func aSheetIsPlayedInTheTuningThatIsTyped() throws {
        try write(sheet(Tuning(cents: 40)), "sheet.json")
        let vocal = Program.sample("twinkle.flac")
        let sharp = try take(vocal, "sharp", "--recipe", scratch.path("sheet.json"))
        let flat = try take(vocal, "flat", "--recipe", scratch.path("sheet.json"), "--tuning", "-30c")
        let heard = try (sharp: cents(sharp.accompaniment), flat: cents(flat.accompaniment))
        #expect(abs(heard.sharp - 40) < 5 && abs(heard.flat + 30) < 5)
        #expect(flat.record.leadSheet.tuning?.cents == -30)
        #expect(flat.record.leadSheet.beats == sharp.record.leadSheet.beats)
    }

    @Test(arguments: ["-71c", "500", "flat", "1e400c", "nanc", "0", "-440"])
    func whatIsNoTuningIsRefused(text: String) throws {
        let outcome = try Program.run(
            ["generate", Program.sample("twinkle.flac"), "--out", scratch.path("take"), "--tuning", text],
            scratch: scratch)
        #expect(outcome.status == 2 && !outcome.crashed, "\(outcome.errors)")
        #expect(outcome.errors.contains("tuning") && outcome.errors.split(separator: "\n").count <= 2)
        #expect(!FileManager.default.fileExists(atPath: scratch.path("take")))
    }

    /// Also where a recipe brings it with a sheet.
    @Test(arguments: [90, -1e9]) func aSheetInAnotherKeysTuningIsRefused(cents: Double) throws {
        try write(sheet(Tuning(cents: cents)), "recipe.json")
        let outcome = try Program.run(
            ["generate", Program.sample("twinkle.flac"), "--out", scratch.path("take")]
                + ["--recipe", scratch.path("recipe.json")], scratch: scratch)
        #expect(outcome.status == 2 && !outcome.crashed && outcome.errors.contains("tuning"), "\(outcome.errors)")
    }
}
