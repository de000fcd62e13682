import AudioFiles
import Foundation
import Songs
import Testing

extension SongwriterTests {
    /// What the sound card gets is what is exported, to the bit.
    struct PlaybackIdentityTests {
        private let writer: Songwriter
        private var played: String { writer.played }

        init() throws { writer = try .withSoundCard() }

        @Test func whatIsHeardIsWhatIsExported() throws {
            try writer.sing(seconds: 4)
            try writer.open("tune.wav")
            try writer.press("4", "Down", "Enter")
            try writer.retype("1")
            try writer.press("g")
            try writer.wait("a take") { $0.takes.count == 1 }
            try writer.press("3", "Enter")
            try writer.wait("the take to be played") { $0.audition == .take(1) }

            // as it comes
            let plain = try export("plain")
            try forget()
            try writer.press("Space")
            try expectPlayed(plain, "the mix")

            // gain, pan and limiter; the vocal, the band, the master
            try writer.press("5", "Up", "Up", "<", "<", "<", "Right", "Enter")
            try writer.retype("-4.5")
            try writer.press(">", "Right", "Enter")
            try writer.retype("9")
            try writer.press("i")
            try writer.wait("the mixer") { song in
                song.master.limiterCeiling == -1 && song.master.gain == 9
                    && song.lanes[0].strip.gain == 2 && song.lanes[0].strip.pan < 0 && song.lanes[1].strip.gain == -4.5
            }
            let shaped = try export("shaped")
            #expect(shaped != plain)
            #expect(shaped.contains { abs($0) > 0.5 } && shaped.allSatisfy { abs($0) < 0.9 }, "the limiter has no work")
            try forget()
            try writer.press("Space")
            try expectPlayed(shaped, "the shaped mix")

            try checkLoop(of: shaped)
            #expect(try writer.quit() == 0)
        }

        /// From one beat to another, over and over.
        private func checkLoop(of mix: [Float]) throws {
            try writer.press("2", "Right", "Right", "p", "[", "Right", "Right", "Right", "p", "]", "Home")
            // the playhead stands on frames
            let song = try writer.wait("a loop") { song in
                guard let loop = song.loop, let beats = song.sheet?.leadSheet.beats else { return false }
                return abs(loop.lowerBound - beats[2]) < 1e-4 && abs(loop.upperBound - beats[5]) < 1e-4
            }
            #expect(song.isLooping)
            let (rate, loop) = (try #require(song.vocal).sampleRate, try #require(song.loop))
            let frames = Int((loop.lowerBound * rate).rounded())..<Int((loop.upperBound * rate).rounded())
            let region = mix[frames.lowerBound * 2..<frames.upperBound * 2]
            let wanted = Array(region + region + region.prefix(region.count / 2))
            try forget()
            try writer.press("Space")
            let heard = try wait(for: "two and a half rounds", samples: wanted.count)
            #expect(difference(heard.prefix(wanted.count), wanted[...]) == nil)
            try writer.press("Space")
            try writer.tmux.wait(for: "stop")
        }

        // MARK: What is exported

        /// By the dialog and without a screen; both give the same file.
        /// - Returns: interleaved samples of the mix.
        private func export(_ name: String) throws -> [Float] {
            try writer.press("e", "Down", "Right", "Right", "Down", "Down", "Down", "Down", "Down")
            try writer.tmux.text(writer.scratch.path(name))
            try writer.press("Enter")
            try writer.tmux.wait("a filled form") { $0.contains("WAV 32 bit float") && $0.contains(/▸ +\[ Export \]/) }
            try writer.press("Enter")
            let file = writer.scratch.url("\(name)/tune-Take-1-mix.wav")
            try writer.tmux.wait("an exported file") { _ in FileManager.default.fileExists(atPath: file.path) }
            try writer.tmux.wait(for: "exported")
            let outcome = try Program.run(
                [
                    "export", writer.folder().path, "--format", "wav32", "--out",
                    writer.scratch.path("\(name)-headless"),
                ],
                scratch: writer.scratch)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let other = try AudioReader.read(writer.scratch.url("\(name)-headless/tune-Take-1-mix.wav"))
            let audio = try AudioReader.read(file)
            #expect(audio == other)
            #expect(audio.channelCount == 2)
            return (0..<audio.frameCount).flatMap { [audio.channels[0][$0], audio.channels[1][$0]] }
        }

        // MARK: What is played

        /// From here on the file holds what is played anew, after silence.
        private func forget() throws {
            // what is written later lands behind a hole, which reads as zeros
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

        /// From the first sample that is not silent to the end, and then silence.
        private func expectPlayed(_ mix: [Float], _ what: String) throws {
            let wanted = mix.drop { $0 == 0 }
            let heard = try wait(for: "the end of \(what)", samples: wanted.count + 1000)
            #expect(difference(heard.prefix(wanted.count), wanted) == nil, "\(what)")
            #expect(heard.dropFirst(wanted.count).allSatisfy { $0 == 0 }, "\(what) does not end")
            try writer.tmux.wait(for: "stop")
        }

        /// Where two sounds part; nil where they do not.
        private func difference(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> String? {
            guard let index = zip(a, b).enumerated().first(where: { $1.0 != $1.1 })?.offset else {
                return a.count == b.count ? nil : "\(a.count) samples and \(b.count)"
            }
            let values = (a[a.startIndex + index], b[b.startIndex + index])
            return "sample \(index) of \(b.count): \(values.0) and \(values.1)"
        }
    }
}
