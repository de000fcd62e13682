import AudioFiles
import Corpus
import Foundation
import Listener
import Testing

/// The vocals in samples/ are what `backline corpus sing` makes of the tunes beside them, and sound as written.
struct SampleTests {
    static let names = ["amazing-grace", "paper-boats", "twinkle"]

    @Test(arguments: names)
    func isReproducible(name: String) throws {
        let scratch = try Scratch()
        let outcome = try Program.run(
            ["corpus", "sing", Program.sample("\(name).json"), "--out", scratch.path("\(name).flac")], scratch: scratch)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let made = try AudioReader.read(scratch.url("\(name).flac"))
        let kept = try AudioReader.read(URL(fileURLWithPath: Program.sample("\(name).flac")))
        #expect(made.frameCount == kept.frameCount)
        // a processor's own sine and exponential may differ in the last bit
        let difference = zip(made.mono(), kept.mono()).reduce(Float(0)) { max($0, abs($1.0 - $1.1)) }
        #expect(difference < 0.001)
        #expect(kept.sampleRate == 24_000 && kept.channelCount == 1)
        #expect((12...25).contains(kept.duration))
    }

    /// The pitch in the middle of a note is the written one: within half a semitone in four of five notes, as singers glide,
    /// and never a semitone off.
    @Test(arguments: names)
    func isInTune(name: String) throws {
        let tune = try Tune.load(URL(fileURLWithPath: Program.sample("\(name).json")))
        let audio = try AudioReader.read(URL(fileURLWithPath: Program.sample("\(name).flac")))
        let track = PitchTracker().track(audio.mono())
        var sounding = 0
        var near = 0
        let notes = try tune.notes()
        for note in notes {
            let middle = (note.start + 0.35 * note.duration)...(note.start + 0.85 * note.duration)
            let pitches = (0..<track.frameCount).filter { middle.contains(track.time(ofFrame: $0)) }
                .compactMap(track.midi(atFrame:)).sorted()
            guard !pitches.isEmpty else { continue }
            sounding += 1
            let error = abs(pitches[pitches.count / 2] - Float(note.pitch))
            #expect(error < 1, "at \(note.start) s")
            near += error < 0.5 ? 1 : 0
        }
        #expect(sounding == notes.count)
        #expect(5 * near >= 4 * notes.count)
    }

    @Test(arguments: [
        ("{", "no valid JSON"), ("{\"title\": \"x\"}", "is missing"), ("melody [\"C4\"]", "by turns"),
        ("melody [\"C4 x\"]", "\"x\""), ("melody [\"J4 1\"]", "\"J4\""), ("melody [\"- 1\"]", "no notes"),
        ("melody [\"C4 64 C4 64 C4 64 C4 64 C4 64 C4 64 C4 64 C4 64 C4 64 C4 64 C4 64 C4 64 C4 64\"]", "longest"),
    ])
    func badTunes(text: String, reason: String) throws {
        let scratch = try Scratch()
        var json = text
        if text.hasPrefix("melody ") {
            json =
                "{\"title\": \"\", \"origin\": \"\", \"voice\": \"male\", \"tempo\": 60, \"meter\": 4, \"pickup\": 0, "
                + "\"key\": \"C\", \"chords\": \"C\", \"seed\": 1, \"melody\": \(text.dropFirst(7))}"
        }
        let tune = try scratch.file("tune.json", Data(json.utf8))
        let outcome = try Program.run(["corpus", "sing", tune, "--out", scratch.path("x.flac")], scratch: scratch)
        #expect(outcome.status == 2 && !outcome.crashed)
        #expect(outcome.errors.contains(tune) && outcome.errors.contains(reason), "\(outcome.errors)")
        #expect(!scratch.exists("x.flac"))
    }
}
