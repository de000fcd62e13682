import AudioFiles
import Foundation
import Songs
import Testing

extension SongwriterTests {
    /// `backline --plain`, fed through a pipe.
    struct LinearModeTests {
        private let scratch: Scratch

        init() throws {
            scratch = try Scratch()
            try AudioWriter.write(SoundFiles.voice(seconds: 3), to: scratch.url("tune.wav"), format: .wavFloat)
        }

        private func run(_ path: String = "tune.wav", _ lines: String...) throws -> Program.Outcome {
            let input = lines.map { $0 + "\n" }.joined()
            let environment = [
                "XDG_CONFIG_HOME": scratch.path("config"), "XDG_STATE_HOME": scratch.path("state"),
                "XDG_DATA_HOME": scratch.path("data"),
            ]
            let outcome = try Program.run(
                ["--plain", scratch.path(path)], environment: environment, input: input, scratch: scratch)
            #expect(!outcome.crashed, "\(outcome.errors)")
            #expect(!outcome.output.contains("\u{1B}") && !outcome.errors.contains("\u{1B}"))
            return outcome
        }

        private func song() throws -> Song {
            try JSONDecoder().decode(Song.self, from: Data(contentsOf: scratch.url("tune.backline/song.json")))
        }

        @Test func aSongByNumbersAndNames() throws {
            let outcome = try run(
                "tune.wav",
                // recipe, steps
                "5", "2", "1", "0",
                // generate, wait
                "1", "11",
                "take.name", "Chorus idea", "take.star",
                // the list, the take, back and back
                "2", "0",
                "undo",
                // export: the format's third choice, the folder, done
                "8", "2", "3", "7", scratch.path("out"), "8",
                "status", "quit")
            #expect(outcome.status == 0)
            #expect(outcome.errors.isEmpty)
            let lines = outcome.lines
            #expect(lines.contains("1. Generate a take"))
            #expect(lines.contains("steps: 1"))
            #expect(lines.contains { $0.hasPrefix("heard: ") })
            #expect(lines.contains { $0.hasPrefix("1. Chorus idea, starred, seed 1, 3 seconds") }, "\(outcome.output)")
            #expect(lines.contains("undone: star"))
            #expect(lines.contains { $0.contains("exported tune-Chorus-idea-mix.wav") }, "\(outcome.output)")
            #expect(lines.contains("Takes: 1"))

            let song = try song()
            #expect(song.takes.map(\.name) == ["Chorus idea"])
            #expect(song.takes.map(\.isStarred) == [false] && song.takes[0].recipe.steps == 1)
            let info = try AudioReader.info(scratch.url("out/tune-Chorus-idea-mix.wav"))
            #expect(info.encoding == "32 bit float" && info.frameCount == 72_000)
        }

        /// What was asked for is finished when there is nobody left to ask.
        @Test func theEndOfInputFinishesTakes() throws {
            let outcome = try run("tune.wav", "5", "2", "1", "0", "generate")
            #expect(outcome.status == 0 && outcome.errors.isEmpty)
            #expect(outcome.output.contains("Take 1 is finished"))
            #expect(try song().takes.count == 1)
        }

        @Test func wordsThatAreNoChoiceAreAnswered() throws {
            let outcome = try run("tune.wav", "99", "generat", "take.star", "undo")
            #expect(outcome.status == 0)
            #expect(outcome.lines.contains("There is no choice 99."))
            #expect(outcome.output.contains("\"generat\" is no choice. Did you mean generate?"))
            #expect(outcome.output.contains("Warning: Star: there is no take yet"))
            #expect(outcome.output.contains("Warning: Undo: there is nothing to undo"))
        }

        @Test func whatCannotBeOpenedEndsWithASentence() throws {
            let missing = try run("nothing.wav")
            #expect(missing.status == 2 && missing.output.isEmpty)
            #expect(missing.errors.contains("there is no file") && missing.errors.split(separator: "\n").count == 1)

            try scratch.file("words.wav", Data("these are words".utf8))
            let words = try run("words.wav", "1")
            #expect(words.status == 2)
            #expect((words.output + words.errors).contains("words.wav"), "\(words.output)\(words.errors)")
            #expect(!words.output.contains("Choice:"))
            #expect(words.errors.split(separator: "\n").count <= 1, "\(words.errors)")
            #expect(!scratch.exists("words.backline"))
        }
    }
}
