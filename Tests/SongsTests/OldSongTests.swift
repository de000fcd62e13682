import AudioFiles
import Foundation
import Music
import Recipes
import Signal
import Songs
import TestSupport
import Testing

/// Songs that people made with the program before there were lanes: from before settings were values of their own, with
/// guides, marks, locks, a muted strip and a deleted take, and with takes in one sound and in stems.
@Suite struct OldSongTests {
    static let names = ["song", "twinkle-schema1", "amazing-grace-schema1"]

    private func data(_ name: String) throws -> Data {
        try Data(contentsOf: Fixture.folder.appendingPathComponent("songs/\(name).json"))
    }

    private func object(_ data: Data) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func isSame(_ first: Any?, _ second: Any?) -> Bool {
        (first as? NSObject) == (second as? NSObject)
    }

    private func migrated(_ name: String) throws -> Song {
        try SongDocument.decode(try data(name), URL(fileURLWithPath: "/song")).song
    }

    /// Every value that stood in the old file stands in the new one.
    @Test(arguments: names) func nothingIsLost(name: String) throws {
        let old = try object(data(name))
        let new = try object(SongDocument.encode(migrated(name)))
        #expect(new["schema"] as? Int == 2 && old["schema"] as? Int == 1)
        for key in Set(old.keys).subtracting([
            "schema", "recipe", "takes", "guideParts", "mixer", "a", "b", "audition",
        ]) {
            #expect(isSame(old[key], new[key]), "\(key)")
        }
        let lanes = try #require(new["lanes"] as? [[String: Any]])
        let band = try #require(lanes.first { $0["id"] as? Int == 1 })
        #expect(isSame(old["takes"], band["takes"]))
        let system = (band["player"] as? [String: [String: Any]])?["system"]
        #expect(isSame(old["recipe"], system?["_0"]))
        let guides = old["guideParts"] as? [[String: Any]] ?? []
        #expect(lanes.count == 2 + guides.count)
        for (guide, lane) in zip(guides, lanes.dropFirst(2)) {
            let player = (lane["player"] as? [String: [String: Any]])?["instrument"]
            var found = try #require(lane["part"] as? [String: Any])
            found["kind"] = player?["_0"]
            found["instrument"] = player?["_1"]
            found["isKept"] = lane["isKept"]
            #expect(isSame(guide, found) && isSame(guide["kind"], lane["name"]))
        }
        let mixer = try #require(old["mixer"] as? [String: [String: Any]])
        #expect(isSame(mixer["master"], new["master"]))
        func take(_ audition: Any?) -> Any? { ((audition as? [String: Any])?["take"] as? [String: Any])?["_0"] }
        #expect(isSame(take(old["audition"]), band["active"]))
        for mark in ["a", "b"] {
            let scene = (new[mark] as? [String: Any])?["takes"] as? [String: Any]
            #expect(isSame(take(old[mark]), scene?["1"]), "\(mark)")
        }
    }

    /// Whichever take is listened to: all strips are set as they were, by the names they had.
    @Test(arguments: names) func itSoundsTheSame(name: String) throws {
        let mixer = try #require(try object(data(name))["mixer"] as? [String: Any])
        let strips = try JSONDecoder().decode(
            [String: StripSettings].self,
            from: JSONSerialization.data(withJSONObject: mixer["strips"] as? [String: Any] ?? [:]))
        let song = try migrated(name)
        let sound = AudioBuffer(sampleRate: 24_000, mono: [0.5])
        let parts = Dictionary(uniqueKeysWithValues: song.lanes.map { ($0.id, sound) })
        #expect(!song.takes.isEmpty)
        for take in song.takes {
            let stems = Dictionary(uniqueKeysWithValues: take.stems.map { ($0.name, sound) })
            let plan = try song.listening(to: .take(take.id)).plan(vocal: sound, takes: [take.id: stems], parts: parts)
            let names = ["vocal"] + take.stems.map(\.name) + song.guides.map(\.kind.rawValue)
            #expect(plan.tracks.map(\.name) == names)
            #expect(plan.tracks.map(\.strip) == names.map { strips[$0] ?? StripSettings() })
        }
    }

    /// Opened once it is a song of today, whose files stay where they are.
    @Test(arguments: names) func itIsOpenedAndSavedAsOneOfToday(name: String) throws {
        try withFolder { root in
            let url = root.appendingPathComponent("old.backline")
            let old = try migrated(name)
            let files =
                [old.vocal?.file].compactMap(\.self) + old.takes.flatMap { $0.stems.map(\.file) }
                + old.guides.map(\.file)
            for file in files {
                let place = url.appendingPathComponent(file)
                try FileManager.default.createDirectory(
                    at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                try AudioWriter.write(AudioBuffer(sampleRate: 24_000, mono: [0.5]), to: place, format: .wavFloat)
            }
            try data(name).write(to: url.appendingPathComponent("song.json"))
            #expect(try SongFolder.open(url, access: .readOnly).song == old)
            let opened = try SongFolder.open(url)
            #expect(opened.notices == ["song.json was brought from schema 1 to 2"] && opened.song == old)
            let again = try SongFolder.open(url, access: .readOnly)
            #expect(again.notices.isEmpty && again.song == old)
            for file in files {
                #expect(FileManager.default.fileExists(atPath: url.appendingPathComponent(file).path), "\(file)")
            }
        }
    }

    @Test func aRecipeFromBeforeSettingsWereValues() throws {
        let song = try migrated("song")
        #expect(song.recipe.steps == 8 && song.recipe.guidance == 6 && song.recipe.solver == .dpm)
        #expect(song.recipe.variation == 0.4 && song.takes.allSatisfy { $0.recipe.steps == 8 } && !song.takes.isEmpty)
    }

    /// What a later system calls its own stays in a song that is opened and saved by this program.
    @Test func whatALaterSystemSaysIsKept() throws {
        var song = try migrated("song")
        song.recipe.system = "later"
        song.recipe.settings = ["sparkle": .number(2.5), "hall": .text("club"), "live": .flag(true)]
        let again = try JSONDecoder().decode(Song.self, from: try SongDocument.encode(song))
        #expect(again == song && again.recipe.settings.count == 3)
    }

    /// Who goes away while trying a reading out has taken none.
    @Test func aTrialEndsWithTheProgram() throws {
        var song = Song(title: "song")
        var sheet = SongSheet(leadSheet: Samples.sheet)
        sheet.hypotheses = [90.0, 60].map {
            ListeningHypothesis(
                tempo: $0, firstDownbeat: 0, meter: .common, key: Key(index: 0), probability: 0.4)
        }
        song.sheet = sheet
        let before = song
        song.sheet?.tryNextReading(duration: 4.5)
        #expect(song.sheet?.trial != nil)
        let read = try SongDocument.decode(SongDocument.encode(song), URL(fileURLWithPath: "/song")).song
        #expect(read.sheet == before.sheet)
    }
}
