import AudioFiles
import Foundation
import Signal
import Songs
import Testing

extension SongwriterTests {
    /// Lanes at a terminal: keys in, screen, song and sound files out.
    @Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed")) struct LaneTests {
        let writer: Songwriter
        var scratch: Scratch { writer.scratch }

        init() throws { writer = try Songwriter() }

        /// What is exported now as one mix.
        private func mix(_ arguments: String...) throws -> AudioBuffer {
            let out = scratch.url("out-\(UUID().uuidString)")
            let result = try Program.run(
                ["export", writer.folder().path, "--format", "wav32", "--out", out.path] + arguments, scratch: scratch)
            #expect(result.status == 0, "\(result.errors)")
            let name = try #require(try FileManager.default.contentsOfDirectory(atPath: out.path).first)
            return try AudioReader.read(out.appendingPathComponent(name))
        }

        @Test func aBandAndStringsOfItsOwn() throws {
            try writer.sing(seconds: 3)
            try writer.open("tune.wav")
            let tmux = writer.tmux
            // two lanes with a take each
            try writer.press("4", "Down", "Enter")
            try writer.retype("2")
            try writer.press("3", "g")
            try writer.wait("a take of the band") { $0.takes.count == 1 }
            try writer.press("Enter", "A")
            try writer.retype("strings")
            try writer.wait("another lane") { $0.lanes.map(\.name) == ["vocal", "band", "strings"] }
            try writer.press("4", "Up", "Down", "Enter")
            try writer.retype("1")
            try writer.press("3", "g")
            try writer.wait("a take of the strings") { $0[lane: 2]?.takes.map(\.id) == [2] }
            try writer.press("Enter")
            try tmux.wait("both lanes") {
                $0.contains("Takes of strings") && $0.contains("♪ #1 #2") && $0.contains("▸strings")
            }
            var song = try writer.wait("both to sound") { $0.lanes.map(\.active) == [nil, 1, 2] }
            #expect(song[take: 1]?.recipe.steps == 2 && song[take: 2]?.recipe.steps == 1)

            // scenes: both, and the band alone
            try writer.press("a", "!", "5", "Down", "Down", "3", "!")
            try writer.wait("the strip") { $0[lane: 2]?.strip.gain == -2 && $0[lane: 2]?.strip.isMuted == false }
            let both = try mix()

            // removed, and brought back after a kill
            try writer.press("E")
            try tmux.wait(for: "Remove strings with 1 take?")
            try writer.press("y")
            try writer.wait("the lane gone") { $0.lanes.map(\.name) == ["vocal", "band"] && $0.allTakes.count == 1 }
            #expect(scratch.exists("tune.backline/deleted/002-band.wav"))
            #expect(try mix() != both)
            try writer.press("u")
            song = try writer.wait("the lane back") { $0.lanes.map(\.name) == ["vocal", "band", "strings"] }
            #expect(song[lane: 2]?.takes.map(\.id) == [2] && song[lane: 2]?.active == 2 && song.a != nil)
            #expect(scratch.exists("tune.backline/takes/002-band.wav"))
            try writer.kill()
            try writer.start("tune.backline")
            try tmux.wait("the lanes") { $0.contains("Takes of strings") && $0.contains("#2 Take 2") }
            #expect(try writer.song() == song)
            #expect(try mix() == both)

            // each lane is a stem
            #expect(try writer.quit() == 0)
            let result = try Program.run(
                ["export", writer.folder().path, "--what", "stems", "--out", scratch.path("stems")], scratch: scratch)
            #expect(result.status == 0)
            let stems = try FileManager.default.contentsOfDirectory(atPath: scratch.path("stems")).sorted()
            #expect(stems == ["tune-Take-1-Take-2-band.wav", "tune-Take-1-Take-2-strings.wav"])
        }

        /// What the program before lanes has left is opened, goes on, and is a song of today.
        @Test func aSongFromBeforeThereWereLanes() throws {
            let folder = writer.folder("twinkle")
            let old = try OldSongs.make("twinkle-schema1", at: folder)
            try writer.start("twinkle.backline")
            let screen = try writer.tmux.wait("the old takes") { $0.contains("Warm piano") && $0.contains("#5") }
            #expect(screen.contains("song.json was brought from schema 1 to 2"))
            #expect(screen.contains("A #1") && screen.contains("B #3") && screen.contains("chords"))
            try writer.press("3", "n")
            try writer.retype("Old and new")
            let song = try writer.wait("the new name", in: "twinkle") { $0.takes.first?.name == "Old and new" }
            #expect(song.schema == 2 && song.takes.count == old.takes && song.guides.count == old.guides)
            #expect(try writer.quit() == 0)
        }
    }
}

/// Songs of the program before lanes, with short sounds in place of theirs.
enum OldSongs {
    static func make(_ name: String, at folder: URL) throws -> (takes: Int, guides: Int) {
        struct Old: Decodable {
            struct Guide: Decodable { var file: String }
            var takes: [Songs.Take]
            var guideParts: [Guide]?
        }
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/songs/\(name).json")
        let data = try Data(contentsOf: file)
        let old = try JSONDecoder().decode(Old.self, from: data)
        let sounds = old.takes.flatMap { $0.stems.map(\.file) } + (old.guideParts ?? []).map(\.file)
        for sound in sounds + ["vocal.wav"] {
            let place = folder.appendingPathComponent(sound)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try AudioWriter.write(try SoundFiles.voice(seconds: 2), to: place, format: .wavFloat)
        }
        try data.write(to: folder.appendingPathComponent("song.json"))
        return (old.takes.count, old.guideParts?.count ?? 0)
    }
}
