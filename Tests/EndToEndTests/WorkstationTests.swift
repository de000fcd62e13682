import AudioFiles
import Foundation
import Music
import Recipes
import Songs
import Testing

extension SongwriterTests {
    /// The screen from the first look at a vocal to the exported song.
    struct WorkstationTests {
        private let writer: Songwriter

        init() throws { writer = try .withSoundCard() }

        // MARK: A song

        @Test func aSongFromItsVocalToItsExport() throws {
            try FileManager.default.copyItem(
                atPath: Program.sample("twinkle.flac"), toPath: writer.scratch.path("tune.flac"))
            try writer.open("tune.flac")
            let takes = try generateTwoTakes()
            try compare()
            let remade = try rerollTheLoop(of: takes[0])
            try nameAndStar()
            try editTheLeadSheet()
            try takeBackAndBringBack()
            try export()
            let before = try writer.song()
            #expect(try writer.quit() == 0)
            let song = try writer.song()
            #expect(song == before)
            try checkFiles(song)

            // and everything is there again
            try writer.start("tune.backline")
            let screen = try writer.tmux.wait("the takes") { $0.contains("Second wind") && $0.contains("#3") }
            #expect(screen.contains("A #1") && screen.contains("B #2"), "\(screen)")
            #expect(try writer.quit() == 0)
            #expect(try writer.song() == song)
            #expect(song.takes.contains(remade))
        }

        /// Steps by typing and arrows, guidance by arrows, the seed by typing.
        private func generateTwoTakes() throws -> [Songs.Take] {
            try writer.press("4", "Down", "Enter")
            try writer.retype("3")
            try writer.press("Left", "Down", "Right", "Right", "Down", "Enter")
            try writer.retype("42")
            try writer.wait("the recipe") { $0.recipe.steps == 2 && $0.recipe.guidance == 7 && $0.recipe.seed == 42 }
            try writer.press("g", "g")
            let song = try writer.wait("two takes") { $0.takes.count == 2 }
            for (take, seed) in zip(song.takes, [42, 43] as [UInt64]) {
                #expect(take.recipe.steps == 2 && take.recipe.guidance == 7 && take.recipe.seed == seed)
                #expect(take.parent == nil && take.origin == .fresh)
                #expect(try abs(take.duration - #require(song.vocal).duration) < 0.001)
            }
            #expect(song.takes.map(\.id) == [1, 2])
            #expect(song.recipe.seed == 44 && song.seedHistory == [43, 42])
            let sounds = try song.takes.map { try writer.sound($0) }
            #expect(sounds[0] != sounds[1])
            return song.takes
        }

        /// A and B at the same playhead, while it plays.
        private func compare() throws {
            try writer.press("3", "PPage", "Enter", "a", "Down", "b", "1", "Space")
            try writer.tmux.wait("playback") { $0.contains("play") && $0.contains("A #1") && $0.contains("B #2") }
            for id in [2, 1, 2] {
                try writer.press("Tab")
                try writer.tmux.wait("the other take") { $0.contains("play") && $0.contains("♪ #\(id)") }
                try writer.wait("the other take") { $0.audition == .take(id) }
            }
            try writer.press("Space")
            try writer.tmux.wait("silence") { $0.contains("stop") }
            // another than that which plays can't be heard by chance
            let played = try AlsaConfiguration.samples(writer.scratch.path("played.raw"))
            #expect(played.contains { $0 != 0 })
        }

        /// 5 to 10 s of the first take.
        private func rerollTheLoop(of parent: Songs.Take) throws -> Songs.Take {
            try writer.press("Home", "Right", "[", "Right", "]")
            try writer.wait("the loop") { $0.loop == 5..<10 && $0.isLooping }
            try writer.press("3", "PPage", "r")
            let song = try writer.wait("a third take") { $0.takes.count == 3 }
            let take = song.takes[2]
            #expect(take.parent == parent.id && take.origin == .reroll(5..<10))
            #expect(take.recipe.reroll == 5..<10 && take.recipe.seed == 44 && take.recipe.steps == 2)
            let (old, new) = (try writer.sound(parent), try writer.sound(take))
            #expect(old.sampleRate == new.sampleRate && old.frameCount == new.frameCount)
            // a cross-fade of 20 ms on each side
            let first = Int(4.97 * old.sampleRate)
            let last = Int(10.03 * old.sampleRate)
            #expect(old.channels[0][..<first] == new.channels[0][..<first])
            #expect(old.channels[0][last...] == new.channels[0][last...])
            #expect(old.slice(from: 5.1, to: 9.9) != new.slice(from: 5.1, to: 9.9))
            return take
        }

        private func nameAndStar() throws {
            try writer.press("PPage", "Down", "n")
            try writer.retype("Second wind")
            try writer.press("*", "N")
            try writer.retype("for the chorus")
            try writer.wait("name, star and note") { song in
                song.takes[1].name == "Second wind" && song.takes[1].isStarred
                    && song.takes[1].note == "for the chorus"
            }
        }

        /// A chord by its letter, the key, and a lock on everything.
        private func editTheLeadSheet() throws {
            try writer.press("2", "Up", "Up", "Up", "Down")
            let bar = try #require(try writer.song().sheet).bars[1]
            try writer.tmux.text("F#m")
            try writer.press("Enter", "K")
            try writer.retype("D")
            let song = try writer.wait("chord and key") { song in
                guard let sheet = song.sheet, let beat = bar.first else { return false }
                return sheet.leadSheet.chord(at: sheet.leadSheet.beats[beat] + 0.01)?.description == "F#m"
                    && sheet.leadSheet.key.description == "D major" && sheet.isKeyLocked
            }
            let sheet = try #require(song.sheet)
            #expect(sheet.isChordLocked(atBeat: bar.lowerBound) && !sheet.isGridLocked)
            try writer.press("I")
        }

        private func takeBackAndBringBack() throws {
            // only key and chords of a bar were locked: the key for all locks has locked the rest
            let locks = try #require(try writer.wait("all locks") { $0.sheet?.isWhollyLocked == true }.sheet)
            try writer.press("u", "u")
            try writer.wait("the key taken back") { song in
                song.sheet.map { $0.leadSheet.key.description != "D major" || !$0.isKeyLocked } ?? false
            }
            try writer.press("C-r", "C-r")
            try writer.wait("the key brought back") { $0.sheet == locks }
            // a deleted take and its files too
            try writer.press("3", "NPage", "x")
            try writer.tmux.wait(for: "Delete")
            try writer.press("y")
            try writer.wait("the take deleted") { $0.takes.count == 2 }
            #expect(!FileManager.default.fileExists(atPath: writer.folder().path + "/takes/003-band.wav"))
            try writer.press("u")
            try writer.wait("the take brought back") { $0.takes.count == 3 }
            #expect(FileManager.default.fileExists(atPath: writer.folder().path + "/takes/003-band.wav"))
        }

        /// Everything of the starred take, as floats.
        private func export() throws {
            try writer.press("PPage", "Down", "Enter")
            try writer.wait("the second take") { $0.audition == .take(2) }
            try writer.press("e", "Left", "Down", "Right", "Right")
            try writer.tmux.wait("the form") { $0.contains("everything") && $0.contains("WAV 32 bit float") }
            try writer.press("Down", "Down", "Down", "Down", "Down", "Down", "Enter")
            try writer.tmux.wait(for: "exported")
        }

        private func checkFiles(_ song: Song) throws {
            let folder = writer.folder()
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("takes").path)
                    .sorted() == ["001-band.wav", "002-band.wav", "003-band.wav"])
            struct Provenance: Decodable {
                var take: Songs.Take
            }
            for take in song.takes {
                let file = folder.appendingPathComponent("takes/00\(take.id)-band.wav")
                let comment = try #require(try AudioReader.info(file).comment, "\(file.lastPathComponent)")
                let inside = try JSONDecoder().decode(Provenance.self, from: Data(comment.utf8)).take
                #expect(inside.recipe == take.recipe && inside.parent == take.parent && inside.origin == take.origin)
                #expect(inside.modelHash == take.modelHash && !take.modelHash.isEmpty)
            }
            #expect(Set(song.takes.map(\.modelHash)).count == 1)

            let exports = folder.appendingPathComponent("exports")
            let parts = try ["mix", "accompaniment", "band", "vocal"].map {
                let file = exports.appendingPathComponent("tune-Second-wind-\($0).wav")
                let comment = try #require(try AudioReader.info(file).comment)
                let inside = try JSONDecoder().decode(Provenance.self, from: Data(comment.utf8)).take
                #expect(inside == song.takes[1])
                return try AudioReader.read(file)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: exports.path).count == parts.count)
            // the limiter is off: the parts sum to the mix
            for channel in 0..<2 {
                let sum = zip(parts[2].channels[channel], parts[3].channels[channel]).map { $0 + $1 }
                #expect(zip(sum, parts[0].channels[channel]).allSatisfy { abs($0 - $1) < 1e-6 })
            }
            #expect(parts[1] == parts[2])
        }

        // MARK: Opening

        @Test func theBrowserOpensFilesAndSoDoesPasting() throws {
            try writer.sing("first.wav")
            try writer.sing("second one.wav")
            try writer.start("--lazy")
            try writer.tmux.wait("the browser") { $0.contains("first.wav") && $0.contains("second one.wav") }
            try writer.tmux.text("first")
            try writer.tmux.wait("one file") { !$0.contains("second one.wav") }
            try writer.press("Enter")
            try writer.wait("the first song", in: "first") { $0.title == "first" }
            try writer.tmux.wait("the first song") { $0.contains("first") && !$0.contains("type to search") }

            try writer.tmux.paste("'\(writer.scratch.path("second one.wav"))'")
            try writer.wait("the second song", in: "second one") { $0.title == "second one" }
            try writer.tmux.wait(for: "second one")
            try writer.tmux.paste("no such file.wav")
            try writer.tmux.wait(for: "no file")
            #expect(try writer.quit() == 0)
            // both are let go
            #expect(try writer.song("first").vocal?.frameCount == 96_000)
            #expect(try writer.song("second one").vocal?.source == writer.scratch.path("second one.wav"))
        }

        @Test func aSongThatIsOpenElsewhereIsRefused() throws {
            try writer.sing()
            try writer.start("--lazy tune.wav")
            try writer.wait("the song") { $0.vocal != nil }
            let holder = try writer.process()
            let other = try Songwriter(columns: 200)
            try other.start("--lazy '\(writer.folder().path)'")
            let screen = try other.tmux.wait(for: "open in another Backline")
            #expect(screen.contains("\(holder)"), "\(screen)")
            #expect(try other.quit() == 0)
            // line by line too
            let outcome = try Program.run(
                ["--plain", writer.scratch.path("tune.wav")], input: "", scratch: writer.scratch)
            #expect(outcome.status == 2 && (outcome.output + outcome.errors).contains("open in another Backline"))
            #expect(try writer.quit() == 0)
            // and now it opens
            try other.start("--lazy '\(writer.folder().path)'")
            try other.tmux.wait("the song") { $0.contains("tune") && !$0.contains("another Backline") }
            #expect(try other.quit() == 0)
        }

        @Test func whatIsNotThereIsSaidBeforeTheScreenOpens() throws {
            let outcome = try Program.run([writer.scratch.path("nothing.wav")], scratch: writer.scratch)
            #expect(outcome.status == 2 && outcome.lines.isEmpty)
            #expect(outcome.errors.contains("there is no file") && outcome.errors.split(separator: "\n").count == 1)
        }
    }
}
