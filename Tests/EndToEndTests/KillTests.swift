import AudioFiles
import Foundation
import Songs
import Testing

extension SongwriterTests {
    /// kill -9 at any moment: the song opens again, and nothing that was finished is lost.
    @Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed")) struct KillTests {
        let writer: Songwriter
        var scratch: Scratch { writer.scratch }

        init() throws { writer = try Songwriter() }

        private func files(_ folder: String) -> [String] {
            // not there yet
            (try? FileManager.default.contentsOfDirectory(atPath: scratch.path("tune.backline/\(folder)"))) ?? []
        }

        /// - Parameter moment: what stands on the disk when the program is killed.
        @Test(arguments: ["the folder", "something of the vocal", "the vocal", "the song"])
        func whileImporting(moment: String) throws {
            let vocal = try writer.sing(seconds: 3)
            try writer.tmux.type("backline --lazy \(vocal)")
            try writer.kill(when: moment) {
                switch moment {
                case "the folder": scratch.exists("tune.backline")
                case "something of the vocal": files("").contains { $0.hasSuffix(".tmp") || $0.hasSuffix(".wav") }
                case "the vocal": scratch.exists("tune.backline/vocal.wav")
                default: scratch.exists("tune.backline/song.json")
                }
            }
            try writer.reopen(vocal)
            #expect(try writer.quit() == 0)
            let song = try writer.check(after: "at \(moment)")
            let kept = try AudioReader.read(writer.folder().appendingPathComponent("vocal.wav"))
            let sung = try SoundFiles.voice(seconds: 3)
            #expect(kept.channels == sung.channels && song.vocal?.frameCount == sung.frameCount)
        }

        /// One song through all that can be killed; what each part needs, the one before has left.
        @Test func inTheMiddleOfEverything() throws {
            let vocal = try writer.sing(seconds: 3)
            let tmux = writer.tmux
            var finished: [Int] = []
            func reopened(after moment: String) throws -> Song {
                let screen = try writer.reopen(vocal)
                // what was in the making is made first
                try writer.wait("nothing in the making") { $0.orders == nil }
                for id in finished where !screen.contains("Take \(id)") {
                    Issue.record("take \(id) is not on the screen after the kill \(moment)\n\(screen)")
                }
                try writer.quit()
                return try writer.check(announced: finished, after: moment)
            }
            func set(steps: Int) throws {
                try writer.press("4", "Up", "Down", "Enter")
                try writer.retype("\(steps)")
                try writer.wait("\(steps) steps saved") { $0.recipe.steps == steps }
            }
            func generate() throws {
                try writer.press("g")
                let screen = try tmux.wait("a finished take") { $0.contains(/Take \d+ is finished/) }
                let match = try #require(screen.firstMatch(of: /Take (\d+) is finished/))
                finished.append(try #require(Int(match.1)))
            }

            try writer.start(vocal)
            try writer.kill(when: "while listening") { try tmux.screen().contains("listening for beats") }
            #expect(try reopened(after: "while listening").takes.isEmpty)

            try writer.open(vocal)
            try set(steps: 150)
            try writer.press("g")
            try writer.kill(when: "in the first take") { try tmux.screen().contains("denoising step") }
            // what was in the making is made, without being asked again
            try writer.open(vocal)
            finished.append(1)
            var song = try writer.wait("the first take") { $0.takes.map(\.id) == finished }
            #expect(song.recipe.steps == 150 && song.takes[0].recipe.steps == 150 && song.orders == nil)

            try set(steps: 2)
            try generate()
            try set(steps: 150)
            try writer.press("g")
            try writer.kill(when: "in the third take") { try tmux.screen().contains("denoising step") }
            try writer.open(vocal)
            finished.append(3)
            song = try writer.wait("the third take") { $0.takes.map(\.id) == finished }
            try writer.quit()
            try writer.check(announced: finished, after: "in the third take")

            try writer.open(vocal)
            try set(steps: 2)
            let before = Set(files("takes"))
            try writer.press("g")
            try writer.kill(when: "while a take is stored") { !before.isSuperset(of: files("takes")) }
            song = try reopened(after: "while a take is stored")
            finished = song.takes.map(\.id)
            #expect(finished.count >= 1)
        }

        /// Saves are under way while keys go on coming.
        @Test func whileSaving() throws {
            try writer.compose()
            try writer.reopen("tune.backline")
            try writer.press("3", "n")
            try writer.retype("The one")
            let before = try writer.wait("the new name saved") { $0.takes.first?.name == "The one" }
            let document = writer.folder().appendingPathComponent("song.json")
            func number() throws -> UInt64 {
                var status = stat()
                try #require(stat(document.path, &status) == 0, "song.json was away for a moment")
                return UInt64(status.st_ino)
            }
            let old = try number()
            try writer.tmux.text(String(repeating: "s", count: 20))
            try writer.kill(when: "while saving") {
                try number() != old || files("").contains { $0.hasPrefix(".backline-") }
            }
            try writer.reopen("tune.backline")
            try writer.quit()
            let song = try writer.check(announced: [1], after: "while saving")
            #expect(song.takes.map(\.name) == ["The one"])
            #expect((before.recipe.seed...before.recipe.seed + 20).contains(song.recipe.seed))
        }

        @Test(arguments: ["while deleting", "while undoing"]) func whileTakesCome(andGo moment: String) throws {
            let made = try writer.compose(takes: 2)
            try writer.reopen("tune.backline")
            try writer.press("3", "x", "y")
            if moment == "while deleting" {
                try writer.kill(when: moment) { !files("deleted").isEmpty }
            } else {
                try writer.wait("the take gone") { $0.takes.count == 1 }
                try writer.press("u")
                try writer.kill(when: moment) { files("takes").count == 2 }
            }
            let screen = try writer.reopen("tune.backline")
            #expect(try writer.quit() == 0)
            let song = try writer.check(announced: [1], after: moment)
            #expect(song.takes.allSatisfy { made.takes.contains($0) })
            #expect(screen.contains("Take 2") == (song.takes.count == 2))
            #expect(song.takes.count + files("deleted").count == 2, "what is neither listed nor deleted is lost")
        }

        @Test func whileExporting() throws {
            try writer.compose()
            try writer.reopen("tune.backline")
            try writer.press("e")
            try writer.tmux.wait(for: "Export Take 1")
            for _ in 0..<7 { try writer.press("Down") }
            try writer.press("Enter")
            try writer.kill(when: "while exporting") { !files("exports").isEmpty }
            try writer.reopen("tune.backline")
            try writer.quit()
            try writer.check(announced: [1], after: "while exporting")
        }

        @Test func whileExportingWithoutAScreen() throws {
            try writer.compose()
            func export() throws -> Program.Running {
                try Program.start(
                    [
                        "export", scratch.path("tune.backline"), "--what", "mix,accompaniment,stems,vocal", "--format",
                        "flac24", "--out", scratch.path("out"),
                    ], scratch: scratch)
            }
            let running = try export()
            while try scratch.files(below: "out").isEmpty, running.process.isRunning { usleep(200) }
            kill(running.process.processIdentifier, SIGKILL)
            try #require(try running.wait().status == 128 + SIGKILL, "it ended before it could be killed")
            for name in try scratch.files(below: "out") where !name.hasPrefix(".") {
                #expect(try AudioReader.read(scratch.url("out/\(name)")).frameCount > 0)
            }
            try writer.check(announced: [1], after: "while exporting")
            let again = try export().wait()
            #expect(again.status == 0, "\(again.errors)")
            let names = try scratch.files(below: "out")
            #expect(names.count == 4 && names.allSatisfy { $0.hasSuffix(".flac") }, "\(names)")
        }

        /// Without `song.json`, the takes themselves say what the song was.
        @Test(arguments: ["missing", "cut off", "no JSON"]) func theSongFile(how: String) throws {
            let made = try writer.compose(takes: 2)
            let document = writer.folder().appendingPathComponent("song.json")
            let whole = try Data(contentsOf: document)
            switch how {
            case "missing": try FileManager.default.removeItem(at: document)
            case "cut off": try whole.prefix(whole.count / 2).write(to: document)
            default: try Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 37) }).write(to: document)
            }
            let screen = try writer.reopen("tune.backline")
            #expect(screen.contains(how == "missing" ? "song.json was missing" : "song.json was damaged"))
            #expect(screen.contains("Take 1") && screen.contains("Take 2"))
            #expect(try writer.quit() == 0)
            let song = try writer.check(announced: [1, 2], after: "of song.json")
            #expect(song.takes == made.takes && song.vocal == made.vocal)
            #expect(scratch.exists("tune.backline/song.damaged-1.json") == (how != "missing"))
        }
    }
}
