import Foundation
import Recipes
import Songs
import TestSupport
import Testing

/// A song as the program wrote it when every setting of a recipe was a property.
@Suite struct OldSongTests {
    private static let file = Fixture.folder.appendingPathComponent("songs/song.json")

    private func written(_ song: Song) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return String(decoding: try encoder.encode(song), as: UTF8.self)
    }

    /// To the byte.
    @Test func itIsReadAndWrittenUnchanged() throws {
        let data = try Data(contentsOf: Self.file)
        let song = try JSONDecoder().decode(Song.self, from: data)
        #expect(song.recipe.steps == 8 && song.recipe.guidance == 6 && song.recipe.solver == .dpm)
        #expect(song.recipe.variation == 0.4 && song.takes.allSatisfy { $0.recipe.steps == 8 } && !song.takes.isEmpty)
        #expect(try written(song) == String(decoding: data, as: UTF8.self))
    }

    /// What a later system calls its own stays in a song that is opened and saved by this program.
    @Test func whatALaterSystemSaysIsKept() throws {
        let data = try Data(contentsOf: Self.file)
        var song = try JSONDecoder().decode(Song.self, from: data)
        song.recipe.system = "later"
        song.recipe.settings = ["sparkle": .number(2.5), "hall": .text("club"), "live": .flag(true)]
        let again = try JSONDecoder().decode(Song.self, from: Data(try written(song).utf8))
        #expect(again == song && again.recipe.settings.count == 3)
    }
}
