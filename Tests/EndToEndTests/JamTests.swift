import AudioFiles
import Foundation
import Recipes
import Signal
import Songs
import Testing

extension SongwriterTests {
    /// Music that nobody sang to, at a terminal with a sound card that is a file.
    @Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed")) struct JamTests {
        let writer: Songwriter
        var scratch: Scratch { writer.scratch }

        init() throws { writer = try Songwriter.withSoundCard() }

        /// Words lead a band, it goes on without end and is played meanwhile, and what was played is a take that is kept and
        /// begins with what was there; then it becomes longer, and a gap is filled.
        @Test func aBandGoesOnAndIsKept() throws {
            try writer.sing(seconds: 6)
            try writer.open("tune.wav")
            let tmux = writer.tmux
            // a bare semicolon ends a command of tmux
            try writer.press("\\;")
            try tmux.text("pop with pia")
            try tmux.wait("a completion") { $0.contains("piano") }
            try writer.press("Tab", "Enter")
            var song = try writer.wait("a prompted take", until: { $0.allTakes.count == 1 })
            let first = try #require(song.allTakes.first)
            #expect(first.recipe.settings["prompt"] == .text("pop with piano") && song.lane.name == "melody")

            try writer.press("3", "@")
            try tmux.wait("the band to go on") { $0.contains("goes on") && $0.contains("playable") }
            // it is heard beyond the end of the vocal
            try tmux.wait("sound beyond the vocal") { _ in
                // not there yet
                let bytes = try? FileManager.default.attributesOfItem(atPath: writer.played)[.size] as? Int
                return bytes ?? 0 > 9 * 48_000
            }
            try writer.press("@")
            song = try writer.wait("the jam as a take") { $0.allTakes.count == 2 }
            let jam = try #require(song.allTakes.last)
            guard case .extended(let added) = jam.origin else { throw Failure() }
            #expect(added == jam.recipe.reroll && abs(added.lowerBound - first.duration) < 0.01)
            #expect(jam.duration > first.duration + 3 && jam.parent == first.id)
            let (old, new) = (try sound(first), try sound(jam))
            let fade = 24_000 / 40
            #expect(largestDifference(old.dropLast(fade), new.prefix(old.count - fade)) < 1e-4)
            #expect(new.count == Int((jam.duration * 24_000).rounded()))
            // what goes home is as long as what is heard
            let exported = try Program.run(
                ["export", writer.folder().path, "--what", "mix", "--out", scratch.path("home")], scratch: scratch)
            #expect(exported.status == 0, "\(exported.errors)")
            let name = try #require(try FileManager.default.contentsOfDirectory(atPath: scratch.path("home")).first)
            let home = try AudioReader.read(scratch.url("home").appendingPathComponent(name))
            #expect(abs(home.duration - jam.duration) < 0.01)

            // what was made without end is made again from its recipe
            try writer.press("3", "k", "#")
            try writer.retype("1")
            song = try writer.wait("an intro") { $0.allTakes.count == 3 }
            let intro = try #require(song.allTakes.last)
            #expect(intro.start < -0.5 && intro.name == "Take 1 with an intro" && intro.recipe.extends == true)

            // whoever kills it loses none, and a band that goes on is made again as far as it was
            try writer.press("3", "k", "@")
            try writer.wait("something of the second jam") { $0.orders?.first?.madeUntil != nil }
            try writer.kill()
            let heard = try #require(try writer.song().orders?.first)
            try writer.start("tune.backline")
            song = try writer.wait("the jam again") { $0.allTakes.count == 4 && $0.orders == nil }
            let again = try #require(song.allTakes.last)
            #expect(again.id == heard.id && again.name == heard.name && again.recipe.seed == heard.recipe.seed)
            #expect(abs(again.start + again.duration - (heard.madeUntil ?? 0)) < 0.01)
            try tmux.wait("the takes") { $0.contains("#3") }
            #expect(try writer.quit() == 0)
        }

        private struct Failure: Error {}

        private func sound(_ take: Songs.Take) throws -> [Float] {
            let stem = try #require(take.stems.first)
            return try AudioReader.read(writer.folder().appendingPathComponent(stem.file)).mono()
        }

        private func largestDifference(_ a: some Sequence<Float>, _ b: some Sequence<Float>) -> Float {
            zip(a, b).map { abs($0 - $1) }.max() ?? 0
        }
    }
}
