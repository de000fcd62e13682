import AudioFiles
import Foundation
import Signal
import Songs
import Testing

extension SongwriterTests {
    /// The guide instrument from the first note to the exported stem, and what is left of it after a kill.
    @Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed")) struct GuideInstrumentTests {
        private let writer: Songwriter
        private var played: String { writer.played }

        init() throws { writer = try .withSoundCard() }

        @Test func aSongWithAGuide() throws {
            try writer.sing(seconds: 12)
            try writer.open("tune.wav")
            try chooseAnInstrument()
            let plain = try export("plain", "mix")["mix"]
            try doubleTheMelodyAndPlayTheChords()
            // not kept, they are heard and not exported
            #expect(try export("unkept", "mix")["mix"] == plain)
            try writer.press("W")
            try writer.wait("kept guides") { $0.guides.map(\.isKept) == [true, true] }
            try checkExports(without: try #require(plain))
            try followTheSheet()
            let before = try writer.song()
            #expect(try writer.quit() == 0)

            try writer.reopen("tune.backline")
            try writer.tmux.wait("the strips") { $0.contains("melody") && $0.contains("chords") }
            #expect(try writer.song().guides == before.guides)
            try playOnTheKeys()
            try playOverTheSong()
            try writer.kill(when: "with notes that are not kept") { true }
            let killed = try writer.song()
            #expect(killed.pass?.notes.count == 2 && killed.guides == before.guides)
            try keepWhatWasPlayed()
            try writer.kill(when: "with notes that are kept") { true }

            let screen = try writer.reopen("tune.backline")
            #expect(screen.contains("played"), "\(screen)")
            #expect(try writer.quit() == 0)
            let song = try writer.song()
            #expect(song.guides.map(\.kind) == [.melody, .chords, .played] && song.pass == nil)
            try writer.check(after: "with guides")
            let parts = try export("played", "mix,stems,vocal")
            #expect(parts.keys.sorted() == ["chords", "melody", "mix", "played", "vocal"])
            try expectSum(parts)
        }

        // MARK: Melody and chords

        private func chooseAnInstrument() throws {
            try writer.press("Y")
            try writer.tmux.wait(for: "Instruments")
            try writer.tmux.text("nylon")
            try writer.tmux.wait("a narrowed list") { $0.contains("Nylon") && !$0.contains("Grand Piano") }
            try writer.press("Enter")
            try writer.tmux.wait("the choice") { $0.contains(/Nylon.* plays along from now on/) }
        }

        private func doubleTheMelodyAndPlayTheChords() throws {
            try writer.press("V")
            let melody = try #require(try writer.wait("the melody") { $0[guide: .melody] != nil }[guide: .melody])
            try writer.press("J")
            let chords = try #require(try writer.wait("the chords") { $0[guide: .chords] != nil }[guide: .chords])
            for part in [melody, chords] {
                #expect(part.instrument.contains("Nylon") && !part.isKept)
                let notes = try #require(part.passes).flatMap(\.notes)
                let sound = try AudioReader.read(writer.folder().appendingPathComponent(part.file))
                #expect(notes.count > 3)
                // each note is heard where it stands
                for note in notes {
                    let heard = sound.slice(from: note.start, to: note.start + min(note.duration, 0.3)).mono()
                    #expect(heard.contains { abs($0) > 0.001 }, "\(part.strip) at \(note.start)")
                }
            }
        }

        private func checkExports(without plain: AudioBuffer) throws {
            let parts = try export("kept", "mix,stems,vocal")
            #expect(parts.keys.sorted() == ["chords", "melody", "mix", "vocal"])
            let mix = try #require(parts["mix"])
            #expect(mix.frameCount == plain.frameCount && mix != plain)
            try expectSum(parts)
            // by the dialog too
            try writer.press("e", "Right", "Right", "Right", "Right", "Down", "Right", "Right")
            try writer.tmux.wait("the form") { $0.contains("mix and stems") && $0.contains("WAV 32 bit float") }
            try writer.press("Down", "Down", "Down", "Down", "Down", "Down", "Enter")
            try writer.tmux.wait(for: "exported")
            for name in ["mix", "melody", "chords"] {
                let file = writer.folder().appendingPathComponent("exports/tune-\(name).wav")
                #expect(try AudioReader.read(file) == parts[name], "\(name)")
                #expect(try AudioReader.info(file).comment?.contains("Nylon") == true)
            }
        }

        /// A chord by its letter; the chords are played anew by themselves.
        private func followTheSheet() throws {
            let before = try #require(try writer.song()[guide: .chords])
            try writer.press("2", "Up", "Up", "Up", "Down")
            try writer.tmux.text("F#m")
            try writer.press("Enter")
            let song = try writer.wait("other chords") { $0[guide: .chords]?.file != before.file }
            let after = try #require(song[guide: .chords])
            #expect(after.isKept && after.instrument == before.instrument && !after.isOutOfDate(in: song))
            #expect(after.passes != before.passes)
            try writer.tmux.wait(for: "the chords follow the lead sheet")
        }

        // MARK: Piano keys

        private func playOnTheKeys() throws {
            try writer.press("O")
            try writer.tmux.wait(for: "the letter rows play C3 to E5, mf")
            try forget()
            try writer.press("q")
            let note = try wait(for: "a note", samples: 40_000)
            let rate = try #require(try writer.song().vocal).sampleRate
            func power(_ hertz: Double) -> Double {
                let step = 2 * Double.pi * hertz / rate
                let left = stride(from: note.startIndex, to: note.startIndex + 38_000, by: 2).map { Double(note[$0]) }
                let parts = left.enumerated().reduce(into: (0.0, 0.0)) { sum, sample in
                    sum.0 += sample.element * cos(step * Double(sample.offset))
                    sum.1 += sample.element * sin(step * Double(sample.offset))
                }
                return parts.0 * parts.0 + parts.1 * parts.1
            }
            // middle C, and neither of its neighbours
            #expect(power(261.63) > 4 * max(power(246.94), power(277.18)))

            // as hard as can be, all at once
            for _ in 0..<4 { try writer.press("Up") }
            try writer.tmux.wait(for: "C3 to E5, fff")
            try forget()
            try writer.tmux.text("zxcvbnmqwertyuio")
            let chord = try wait(for: "a chord", samples: 60_000)
            #expect(chord.allSatisfy { abs($0) < 0.892 }, "the keys clip")
        }

        private func playOverTheSong() throws {
            try writer.press("Home", "Space")
            try writer.tmux.wait(for: "▶ play")
            try writer.press("e", "y")
            try writer.wait("what was played") { $0.pass?.notes.map(\.pitch) == [64, 69] }
            try writer.tmux.wait(for: "2 notes not kept")
        }

        private func keepWhatWasPlayed() throws {
            try writer.reopen("tune.backline")
            try writer.press("O")
            try writer.tmux.wait(for: "2 notes not kept")
            try writer.press("Enter")
            let song = try writer.wait("a strip of what was played") { $0[guide: .played] != nil && $0.pass == nil }
            let part = try #require(song[guide: .played])
            #expect(part.isKept && part.passes?.first?.notes.map(\.velocity) == [127, 127])
            // taken back and kept again
            try writer.press("BSpace")
            try writer.wait("it taken back") { $0[guide: .played] == nil && $0.pass?.notes.count == 2 }
            try writer.press("C-r")
            try writer.wait("it brought back") { $0[guide: .played] != nil && $0.pass == nil }
        }

        // MARK: Sounds

        /// The vocal with its guides, without a screen.
        private func export(_ name: String, _ what: String) throws -> [String: AudioBuffer] {
            let outcome = try Program.run(
                [
                    "export", writer.folder().path, "--take", "vocal", "--what", what, "--format", "wav32", "--out",
                    writer.scratch.path(name),
                ],
                scratch: writer.scratch)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let files = try writer.scratch.files(below: name)
            return try Dictionary(
                uniqueKeysWithValues: files.map { file in
                    let part = file.dropFirst("tune-".count).prefix { $0 != "." }
                    return (String(part), try AudioReader.read(writer.scratch.url("\(name)/\(file)")))
                })
        }

        /// The limiter is off: all but the mix sum to it, and each of them sounds.
        private func expectSum(_ parts: [String: AudioBuffer]) throws {
            let mix = try #require(parts["mix"])
            let rest = parts.filter { $0.key != "mix" }
            for (name, part) in rest { #expect(part.channels[0].contains { abs($0) > 0.005 }, "\(name) is silent") }
            for channel in 0..<2 {
                var sum = [Float](repeating: 0, count: mix.frameCount)
                for part in rest.values {
                    let samples = part.channels[min(channel, part.channelCount - 1)]
                    for (index, sample) in samples.enumerated() { sum[index] += sample }
                }
                #expect(zip(sum, mix.channels[channel]).allSatisfy { abs($0 - $1) < 1e-5 })
            }
        }

        /// From here on the file holds what is played anew, after silence.
        private func forget() throws {
            if FileManager.default.fileExists(atPath: played) { #expect(truncate(played, 0) == 0) }
        }

        /// - Returns: samples from the first that is not silent on.
        private func wait(for what: String, samples count: Int) throws -> ArraySlice<Float> {
            var heard: ArraySlice<Float> = []
            try writer.tmux.wait(what) { _ in
                guard FileManager.default.fileExists(atPath: played) else { return false }
                heard = try AlsaConfiguration.samples(played).drop { $0 == 0 }
                return heard.count >= count
            }
            return heard
        }
    }
}
