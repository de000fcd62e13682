import AudioFiles
import Foundation
import Signal
import Songs
import Testing

extension SongwriterTests {
    /// A vocal from the microphone, which here is a file.
    struct RecordingTests {
        private static let rate = 48_000.0

        private let writer: Songwriter
        /// What the microphone hears, no two places alike.
        private let sung: [Float]

        init() throws {
            let scratch = try Scratch()
            let voice = try Resampler.resample(SoundFiles.voice(seconds: 20), to: Self.rate).mono()
            var random = SeededGenerator(seed: 3)
            sung = (voice + voice).map { $0 + Float.random(in: -1e-4...1e-4, using: &random) }
            try scratch.file("sung.raw", sung.withUnsafeBytes { Data($0) })
            writer = try Songwriter(
                scratch: scratch,
                environment: AlsaConfiguration.write(
                    playback: scratch.path("played.raw"), capture: scratch.path("sung.raw"), scratch: scratch))
        }

        /// The microphone, chosen from the list of inputs.
        private func chooseMicrophone() throws {
            try writer.press("F5")
            try writer.tmux.wait(for: "Sound inputs")
            try writer.tmux.text("mic")
            try writer.press("Enter")
            try writer.tmux.wait(for: "recordings come from mic")
        }

        /// Where in what was sung the recording lies; the same all along.
        private func place(of recording: [Float]) throws -> Int {
            let first = try #require(recording.first)
            let start = try #require(
                sung.indices.first { sung[$0] == first && sung[$0...].starts(with: recording.prefix(1000)) },
                "this was never sung")
            #expect(Array(sung[start..<start + recording.count]) == recording)
            return start
        }

        @Test func aSongBeginsWithARecording() throws {
            try writer.start()
            try writer.tmux.wait(for: "type to search")
            try writer.press("Escape")
            try chooseMicrophone()
            try writer.press("R")
            try writer.tmux.wait(for: "Count-in")
            try writer.tmux.wait(for: "Recording")
            let songs = writer.scratch.url("data/backline/songs")
            try writer.tmux.wait("two seconds") { _ in
                try Self.partials(below: songs).contains { try Self.frames($0) > Int(2 * Self.rate) }
            }
            try writer.press("R")

            let name = try #require(FileManager.default.contentsOfDirectory(atPath: songs.path).first)
            let folder = songs.appendingPathComponent(name)
            var found: Song?
            try writer.tmux.wait("the recording as vocal") { _ in
                let data = try Data(contentsOf: folder.appendingPathComponent("song.json"))
                found = try JSONDecoder().decode(Song.self, from: data)
                return found?.sheet != nil
            }
            let vocal = try #require(found?.vocal)
            #expect(vocal.source == "recordings/001.wav")
            let recorded = try AudioReader.read(folder.appendingPathComponent(vocal.file))
            #expect(recorded.sampleRate == Self.rate && recorded.channelCount == 1 && recorded.duration > 2)
            #expect(try AudioReader.read(folder.appendingPathComponent("recordings/001.wav")) == recorded)
            // four clicks at 100 beats a minute went before
            #expect(try place(of: recorded.channels[0]) > Int(2.3 * Self.rate))
            #expect(try AlsaConfiguration.samples(writer.scratch.path("played.raw")).contains { abs($0) > 0.2 })

            try writer.press("4", "Down", "Enter")
            try writer.retype("1")
            try writer.press("g")
            try writer.tmux.wait("a take") { _ in
                FileManager.default.fileExists(atPath: folder.appendingPathComponent("takes/001-band.wav").path)
            }
            #expect(try writer.quit() == 0)
            let take = try AudioReader.read(folder.appendingPathComponent("takes/001-band.wav"))
            #expect(abs(take.duration - recorded.duration) < 0.01)
            #expect(try #require(Loudness(of: take).integrated) > -50)
        }

        /// What the microphone brings is heard as the same song as its file: one tempo within 1 %, one key.
        @Test func aRecordingIsHeardLikeItsFile() throws {
            try writer.start()
            try writer.tmux.wait(for: "type to search")
            try writer.press("Escape")
            try chooseMicrophone()
            try writer.press("R")
            let songs = writer.scratch.url("data/backline/songs")
            try writer.tmux.wait("all of the voice but for the count-in") { _ in
                try Self.partials(below: songs).contains { try Self.frames($0) > Int(17 * Self.rate) }
            }
            try writer.press("R")
            let name = try #require(FileManager.default.contentsOfDirectory(atPath: songs.path).first)
            let recording = songs.appendingPathComponent("\(name)/recordings/001.wav")
            try writer.tmux.wait("the recording") { _ in FileManager.default.fileExists(atPath: recording.path) }
            #expect(try writer.quit() == 0)
            // the same stretch of the voice from a file
            let recorded = try AudioReader.read(recording).channels[0]
            let start = try place(of: recorded)
            try AudioWriter.write(
                AudioBuffer(sampleRate: Self.rate, mono: Array(sung[start..<start + recorded.count])),
                to: writer.scratch.url("sung.wav"), format: .wavFloat)
            let (file, microphone) = try (heard(writer.scratch.path("sung.wav")), heard(recording.path))
            #expect(abs(file.tempo - microphone.tempo) <= 0.01 * file.tempo, "\(file) and \(microphone)")
            #expect(file.key == microphone.key)
        }

        /// What `backline listen` hears in a file.
        private func heard(_ path: String) throws -> (tempo: Double, key: String) {
            let outcome = try Program.run(["listen", "--json", path], scratch: writer.scratch)
            let found = try #require(
                try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
            return (try #require(found["tempo"] as? Double), try #require(found["key"] as? String))
        }

        @Test(arguments: ["KILL", "HUP", "TERM"]) func aRecordingThatASignalEndedComesBack(signal: String) throws {
            try writer.sing()
            try writer.open("tune.wav")
            try chooseMicrophone()
            try writer.press("R")
            try writer.tmux.wait("a second") { _ in
                try Self.partials(below: writer.folder()).contains { try Self.frames($0) > 24_000 }
            }
            switch signal {
            case "KILL": try writer.kill()
            default:
                let process = try writer.running()
                #expect(kill(process, signal == "HUP" ? SIGHUP : SIGTERM) == 0)
                try writer.waitForEnd(of: process)
            }

            try writer.start("tune.wav")
            try writer.tmux.wait(for: "kept in recordings/001.wav")
            #expect(try Self.partials(below: writer.folder()).isEmpty)
            let recording = try AudioReader.read(writer.folder().appendingPathComponent("recordings/001.wav"))
            #expect(recording.frameCount > 24_000 - 1000)
            _ = try place(of: recording.channels[0])
            // and the next one does not stand in its way
            try writer.press("n")
            try writer.tmux.wait(for: "is kept in")
            try writer.press("R")
            try writer.tmux.wait("another recording") { _ in
                try Self.partials(below: writer.folder()).contains {
                    try $0.lastPathComponent == "002.wav.partial" && Self.frames($0) > 12_000
                }
            }
            try writer.press("R")
            try writer.wait("the recording as vocal") { $0.vocal?.source == "recordings/002.wav" }
            #expect(try writer.quit() == 0)
        }

        /// What is being recorded.
        private static func partials(below folder: URL) throws -> [URL] {
            guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
            return try FileManager.default.subpathsOfDirectory(atPath: folder.path)
                .filter { $0.hasSuffix(".partial") }.map { folder.appendingPathComponent($0) }
        }

        /// Of a file of mono floats.
        private static func frames(_ file: URL) throws -> Int {
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
            return (attributes[.size] as? Int ?? 0) / MemoryLayout<Float>.size
        }
    }
}
