import AudioFiles
import Evaluation
import Foundation
import Music
import Signal
import Testing

/// `backline continue` and `backline prompt`: MeLoDy without the screen.
struct ContinueTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func run(_ arguments: [String], out: String) throws -> Program.Outcome {
        try Program.run(
            arguments + ["--out", scratch.path(out), "--quiet", "--set", "steps=4"], scratch: scratch)
    }

    private func read(_ name: String) throws -> AudioBuffer {
        try AudioReader.read(URL(fileURLWithPath: scratch.path(name)))
    }

    private func bytes(_ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: scratch.path(name)))
    }

    /// The recording stays, what follows keeps its tempo and its key, and the same recipe makes it again.
    @Test func aBandGoesOn() throws {
        let song = try #require(SyntheticBand.songs().first)
        let band = AudioBuffer(sampleRate: 24_000, mono: song.accompaniment)
        let file = scratch.path("band.wav")
        try AudioWriter.write(band, to: URL(fileURLWithPath: file), format: .wav24)
        let outcome = try run(["continue", file, "--seconds", "12"], out: "on")
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let (whole, after) = (try read("on/whole.wav").mono(), try read("on/continuation.wav").mono())
        #expect(abs(whole.count - band.frameCount - 12 * 24_000) < 100 && abs(after.count - 12 * 24_000) < 100)
        let away = zip(whole, try read("band.wav").mono()).prefix(band.frameCount - 1200).map { abs($0 - $1) }
        #expect(away.max() ?? 1 < 1e-5)
        #expect(after.contains { abs($0) > 0.01 })
        let beats = AccompanimentBeatTracker().track(after).beats
        let interval = try #require(beats.last) - #require(beats.first)
        let tempo = 60 * Double(beats.count - 1) / interval
        let wanted =
            60 * Double(song.truth.beats.count - 1)
            / (song.truth.beats[song.truth.beats.count - 1] - song.truth.beats[0])
        #expect([0.5, 1, 2].contains { abs(tempo / wanted / $0 - 1) < 0.03 }, "\(tempo) for \(wanted)")
        let again = try run(
            ["continue", file, "--recipe", scratch.path("on/recipe.json")], out: "again")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try bytes("again/whole.wav") == bytes("on/whole.wav"))
    }

    @Test func wordsMakeABand() throws {
        let outcome = try run(
            ["prompt", "bright popp band with piano in C, 120 bpm", "--seconds", "5", "--chords", "C | F"], out: "band")
        #expect(
            outcome.status == 0 && outcome.errors.contains("\"popp\" is not known; near is \"pop\""),
            "\(outcome.errors)")
        // three bars of two seconds
        let band = try read("band/band.wav")
        #expect(abs(band.duration - 6) < 0.01 && band.mono().contains { abs($0) > 0.01 })
        let again = try run(
            ["prompt", "bright popp band with piano in C, 120 bpm", "--recipe", scratch.path("band/recipe.json")],
            out: "again")
        #expect(again.status == 0)
        #expect(try bytes("again/band.wav") == bytes("band/band.wav"))
    }

    @Test func whatCantBeMadeIsNamed() throws {
        let silent = scratch.path("silent.wav")
        try AudioWriter.write(
            AudioBuffer(sampleRate: 24_000, mono: .init(repeating: 0, count: 72_000)),
            to: URL(fileURLWithPath: silent), format: .wav16)
        let cases: [(arguments: [String], words: String)] = [
            (["continue", silent], "silent.wav can't be continued"),
            (["continue", silent, "--seconds", "0"], "--seconds must be 1 to 3600"),
            (["continue", silent, "--seconds", "10800"], "--seconds must be 1 to 3600"),
            (["continue", silent, "--prompt", "qwertz"], "nothing in \"qwertz\" says what shall play"),
            (["continue", scratch.path("none.wav")], "none.wav"),
            (["continue", silent, "--system", "fastsag"], "choose melody"),
            (["prompt", ""], "the prompt is empty"),
            (["prompt", "rock", "--like", scratch.path("none.wav")], "none.wav"),
            (["prompt", "qwertz"], "nothing in \"qwertz\" says what shall play"),
            (["prompt", "rock", "--seconds", "0"], "--seconds must be 1 to 1200"),
        ]
        for (arguments, words) in cases {
            let outcome = try run(arguments, out: "out")
            #expect(outcome.status == 2 && outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
            #expect(!FileManager.default.fileExists(atPath: scratch.path("out")))
        }
    }
}
