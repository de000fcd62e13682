import AudioFiles
import Foundation
import Recipes
import Signal
import Songs
import Testing

/// Several lanes of one song.
@Suite struct LaneTests {
    /// A band with takes 1 and 2, and a lane of strings with take 3 in two stems.
    static func song() -> Song {
        var song = Samples.song(takes: [1, 2])
        let strings = song.addLane(named: "strings", player: .system(Recipe(seed: 9)))
        song[lane: strings]?.takes = [Samples.take(3, stems: ["violin", "cello"])]
        song.nextTake = 4
        song[lane: 1]?.active = 1
        song[lane: strings]?.active = 3
        song[take: 1]?.stems = [.init(name: "band", file: "")]
        return song
    }

    private let sound = Sounds.mono(200, level: 0.1, seconds: 1, rate: 24_000)

    private func plan(_ song: Song) throws -> MixPlan {
        try song.plan(
            vocal: sound, takes: [1: ["band": sound], 2: ["band": sound], 3: ["violin": sound, "cello": sound]])
    }

    // MARK: Which lane

    @Test func takesBelongToTheirLane() {
        var song = Self.song()
        #expect(song.lanes.map(\.id) == [0, 1, 2] && song.selected == 2)
        #expect(song.takes.map(\.id) == [3] && song.recipe.seed == 9 && song.audition == .take(3))
        song.selected = 1
        #expect(song.takes.map(\.id) == [1, 2] && song.recipe.seed == 1 && song.audition == .take(1))
        #expect(song.allTakes.map(\.id) == [1, 2, 3] && song[take: 3] != nil && song.lane(ofTake: 3)?.id == 2)
        song[take: 3]?.name = "Best"
        #expect(song[lane: 2]?.takes[0].name == "Best")
    }

    @Test func whatIsSaidOfTheSongIsSaidInAllRecipes() {
        var song = Self.song()
        song.recipe.constraints.tempo = 90
        song.recipe.balance = -5
        #expect(song.systemLanes.compactMap { $0.recipe?.constraints.tempo } == [90, 90])
        #expect(song.systemLanes.compactMap { $0.recipe?.balance } == [-2, -5])
    }

    @Test func namesAreNotGivenTwice() {
        var song = Self.song()
        let copy = song.duplicateLane(2)
        let name = copy.flatMap { song[lane: $0]?.name }
        #expect(name == "strings 2")
        #expect(song.freeName("Vocal") == "Vocal 2" && song.freeName("choir") == "choir")
    }

    @Test func aDuplicateHasTheRecipeAndTheStripButNoTakes() throws {
        var song = Self.song()
        song[lane: 2]?.strip.gain = -4
        let copy = song.duplicateLane(2)
        let lane = try #require(copy.flatMap { song[lane: $0] })
        // with the same seed it would play the same; whoever locks it wants that
        #expect(lane.recipe?.seed == 10 && lane.strip.gain == -4 && lane.takes.isEmpty && lane.active == nil)
        var own = try #require(song[lane: 2]?.recipe)
        own.seed = 10
        #expect(lane.recipe == own)
        var locked = Self.song()
        locked.isSeedLocked = true
        #expect(locked.duplicateLane(2).flatMap { locked[lane: $0]?.recipe?.seed } == 9)
        #expect(song.lanes.map(\.id) == [0, 1, 2, lane.id] && song.selected == copy)
    }

    @Test func theVocalAndTheLastLaneForTakesStay() {
        var song = Self.song()
        let gone = [song.removeLane(2), song.removeLane(1), song.removeLane(Lane.vocal)]
        #expect(gone == [true, false, false] && song.selected == 1 && song.lanes.map(\.id) == [0, 1])
        let next = song.addLane(named: "next", player: .system(Recipe()))
        #expect(next == 3, "a number is never given twice")
    }

    @Test func lanesMoveBelowTheVocal() {
        var song = Self.song()
        let moved = [song.moveLane(2, by: 1), song.moveLane(2, by: -1), song.moveLane(2, by: -1)]
        #expect(moved == [false, true, false] && song.lanes.map(\.id) == [0, 2, 1])
        let vocal = song.moveLane(Lane.vocal, by: 1)
        #expect(!vocal)
    }

    // MARK: Sound

    @Test func allActiveTakesSoundOnTheStripsOfTheirLanes() throws {
        var song = Self.song()
        song[lane: 2]?.strip = StripSettings(gain: -2, pan: 0.5)
        song[lane: 2]?.stems["cello"] = StripSettings(gain: -3, pan: 0.7)
        let tracks = try plan(song).tracks
        #expect(tracks.map(\.name) == ["vocal", "band", "strings violin", "strings cello"])
        #expect(tracks.map(\.id.lane) == [0, 1, 2, 2] && tracks.map(\.id.stem) == [nil, nil, "violin", "cello"])
        #expect(tracks.map(\.strip.gain) == [0, 0, -2, -5] && tracks.map(\.strip.pan) == [0, 0, 0.5, 1])
        song[lane: 2]?.active = nil
        #expect(try plan(song).tracks.map(\.name) == ["vocal", "band"])
    }

    /// Two lanes with one name, as a file by hand may have them, still have a strip each.
    @Test func stripsAreOfLanesAndNotOfNames() throws {
        var song = Self.song()
        song[lane: 2]?.name = "band"
        song[lane: 2]?.takes[0].stems = [.init(name: "violin", file: "")]
        song[lane: 2]?.strip.isMuted = true
        #expect(try plan(song).tracks.map(\.strip.isMuted) == [false, false, true])
    }

    @Test func aLanesSwitchesAreThoseOfAllItsStems() throws {
        var song = Self.song()
        func heard() throws -> [String] {
            let tracks = try plan(song).tracks
            let someAreSoloed = tracks.contains(where: \.strip.isSoloed)
            return tracks.filter { !$0.strip.isMuted && (!someAreSoloed || $0.strip.isSoloed) }.map(\.name)
        }
        song[lane: 2]?.strip.isMuted = true
        #expect(try heard() == ["vocal", "band"])
        song[lane: 2]?.strip = StripSettings(isSoloed: true)
        #expect(try heard() == ["strings violin", "strings cello"])
        song[lane: 2]?.stems["cello"] = StripSettings(isSoloed: true)
        #expect(try heard() == ["strings cello"])
    }

    @Test func everyLaneIsExportedAsItIsHeard() throws {
        try withFolder { folder in
            var song = Self.song()
            song.vocal = .init(file: "vocal.wav", sampleRate: 24_000, frameCount: 24_000, loudness: -20, source: "")
            let sounds = [1: ["band": sound], 3: ["violin": sound, "cello": sound]]
            func exported(_ audition: Audition?, _ parts: Set<ExportSettings.Part>) throws -> [String] {
                let settings = ExportSettings(parts: parts, format: .wavFloat)
                return try Exporter(song, audition: audition, settings: settings)
                    .export(vocal: sound, takes: sounds, to: folder).files.map {
                        URL(fileURLWithPath: $0.path).lastPathComponent
                    }
            }
            let names = try exported(nil, [.mix, .stems])
            let base = "Song-take-1-take-3"
            #expect(
                names == [
                    "\(base)-mix.wav", "\(base)-band.wav", "\(base)-strings-violin.wav", "\(base)-strings-cello.wav",
                ])
            var renderer = MixRenderer(try plan(song))
            let mix = try AudioReader.read(folder.appendingPathComponent(names[0]))
            #expect(mix == renderer.render(0..<24_000))
            // a stem tells how it was made itself
            let comment = try #require(try AudioReader.info(folder.appendingPathComponent(names[2])).comment)
            struct Inside: Decodable { var take: Take }
            #expect(try JSONDecoder().decode(Inside.self, from: Data(comment.utf8)).take.id == 3)
            // one take in place of what sounds in its lane, and nothing beside the vocal
            #expect(try exported(.take(2), [.mix]) == ["Song-take-2-mix.wav"])
            #expect(try exported(.vocal, [.mix]) == ["Song-mix.wav"])
            song[lane: 2]?.isKept = false
            #expect(try exported(nil, [.stems]) == ["Song-take-1-band.wav"])
        }
    }

    // MARK: Scenes

    @Test func aSceneSaysWhichTakeSoundsInEachLane() {
        var song = Self.song()
        song.a = song.scene(with: 2)
        song[lane: 2]?.active = nil
        song.b = song.scene
        #expect(song.a?.takes == [1: 2, 2: 3] && song.b?.takes == [1: 1, 2: nil])
        song.a.map { song.show($0) }
        #expect(song.lanes.map(\.active) == [nil, 2, 3])
        song.b.map { song.show($0) }
        #expect(song.lanes.map(\.active) == [nil, 1, nil])
    }

    @Test func aSceneLeavesLanesAloneThatCameLater() {
        var song = Self.song()
        song.a = song.scene
        let later = song.addLane(named: "choir", player: .system(Recipe()))
        song[lane: later]?.takes = [Samples.take(4)]
        song[lane: later]?.active = 4
        song.a.map { song.show($0) }
        #expect(song[lane: later]?.active == 4)
    }

    @Test func aSceneForgetsTakesThatAreGone() {
        var song = Self.song()
        song.a = song.scene(with: 2)
        song[take: 2] = nil
        song.dropDanglingAuditions()
        #expect(song.a?.takes == [2: 3])
        song[take: 3] = nil
        song.dropDanglingAuditions()
        #expect(song.a == nil && song.audition == .vocal)
    }

    // MARK: Undo

    @Test func undoBringsALaneBackWithItsTakes() throws {
        var history = UndoHistory<Song>()
        var before = Self.song()
        before.a = before.scene
        var song = before
        _ = song.removeLane(2)
        history.record("removing strings", from: before, to: song)
        #expect(song.allTakes.map(\.id) == [1, 2] && song.a?.takes == [1: 1])
        song.takes.append(Samples.take(4))
        song.nextTake = 5
        let older = history.undo(song)
        let undone = try #require(older)
        #expect(undone.lanes.map(\.id) == [0, 1, 2] && undone[lane: 2] == before[lane: 2])
        #expect(undone.allTakes.map(\.id) == [1, 2, 3, 4] && undone.a == before.a && undone.selected == 2)
        let newer = history.redo(undone)
        #expect(newer?.lanes.map(\.id) == [0, 1])
    }

    /// A new lane goes when adding it is undone, whatever was made in it since, and comes back with that.
    @Test func aTakeThatWasMadeInANewLaneGoesAndComesWithIt() throws {
        var history = UndoHistory<Song>()
        let before = Self.song()
        var song = before
        let choir = song.addLane(named: "choir", player: .system(Recipe()))
        history.record("adding choir", from: before, to: song)
        let older = history.undo(song)
        #expect(older?.lanes.map(\.id) == [0, 1, 2])
        song[lane: choir]?.takes = [Samples.take(4)]
        _ = history.redo(before)
        let withoutLane = history.undo(song)
        let without = try #require(withoutLane)
        #expect(without.lanes.map(\.id) == [0, 1, 2] && without[take: 4] == nil)
        #expect(without.takesAside[choir]?.map(\.id) == [4])
        let withLane = history.redo(without)
        let with = try #require(withLane)
        #expect(with.lanes.map(\.id).sorted() == [0, 1, 2, choir] && with.takesAside.isEmpty)
        #expect(with[lane: choir]?.takes.map(\.id) == [4] && with[lane: choir]?.name == "choir")
    }

    /// A take that is finished when its lane has gone is no other lane's.
    @Test func aTakeWaitsForItsLane() throws {
        var history = UndoHistory<Song>()
        let before = Self.song()
        var song = before
        _ = song.removeLane(2)
        history.record("removing strings", from: before, to: song)
        song.add(Samples.take(4), toLane: 2)
        #expect(song.allTakes.map(\.id) == [1, 2])
        // nothing of it is written: what is not undone is not the song's
        let text = String(decoding: try SongDocument.encode(song), as: UTF8.self)
        #expect(!text.contains("takesAside") && !text.contains("004-"))
        let older = history.undo(song)
        let undone = try #require(older)
        #expect(undone[lane: 2]?.takes.map(\.id) == [3, 4] && undone.takesAside.isEmpty)
    }

    @Test func undoOfAMoveKeepsWhatElseHappened() throws {
        var history = UndoHistory<Song>()
        let before = Self.song()
        var song = before
        _ = song.moveLane(2, by: -1)
        history.record("moving strings", from: before, to: song)
        song[lane: 2]?.takes.append(Samples.take(4))
        let older = history.undo(song)
        let undone = try #require(older)
        #expect(undone.lanes.map(\.id) == [0, 1, 2] && undone[lane: 2]?.takes.map(\.id) == [3, 4])
    }

    @Test func undoOfOneStripLeavesTheOthers() throws {
        var history = UndoHistory<Song>()
        let before = Self.song()
        var song = before
        song[lane: 2]?.strip.gain = -6
        history.record("gain", from: before, to: song)
        song[lane: 2]?.strip.isMuted = true
        song[lane: 2]?.recipe?.seed = 12
        let older = history.undo(song)
        let undone = try #require(older)
        #expect(undone[lane: 2]?.strip == StripSettings(isMuted: true) && undone.recipe.seed == 12)
    }

    // MARK: On disk

    /// Takes that were finished just before a kill are found in their lanes, also in one that nobody saved.
    @Test func takesAreFoundInTheirLanes() throws {
        try withFolder { root in
            let vocal = root.appendingPathComponent("tune.wav")
            try AudioWriter.write(Sounds.mono(440, level: 0.5, seconds: 1), to: vocal, format: .wavFloat)
            let url = root.appendingPathComponent("tune.backline")
            func prepare() throws {
                let folder = try SongFolder.create(at: url, vocal: vocal)
                var song = folder.song
                let strings = song.addLane(named: "strings", player: .system(Recipe()))
                song[lane: 1]?.name = "piano"
                try folder.save(song)
                _ = try folder.store(Samples.take(1), stems: Samples.stems(), in: song[lane: 1])
                _ = try folder.store(Samples.take(2), stems: Samples.stems(), in: song[lane: strings])
                let choir = song.addLane(named: "choir", player: .system(Recipe()))
                _ = try folder.store(Samples.take(3), stems: Samples.stems(), in: song[lane: choir])
            }
            try prepare()
            func lanes() throws -> [String: [Int]] {
                let song = try SongFolder.open(url).song
                return Dictionary(uniqueKeysWithValues: song.accompaniment.map { ($0.name, $0.takes.map(\.id)) })
            }
            #expect(try lanes() == ["piano": [1], "strings": [2], "choir": [3]])
            // without its song.json it is rebuilt from the files alone
            try FileManager.default.removeItem(at: url.appendingPathComponent("song.json"))
            #expect(try lanes() == ["piano": [1], "strings": [2], "choir": [3]])
        }
    }

    @Test func theTakesOfARemovedLaneComeBackFromDeleted() throws {
        try withSong { folder, _ in
            var song = folder.song
            let strings = song.addLane(named: "strings", player: .system(Recipe()))
            let take = try folder.store(Samples.take(1), stems: Samples.stems(), in: song[lane: strings])
            song[lane: strings]?.takes = [take]
            try folder.save(song)
            var without = song
            _ = without.removeLane(strings)
            try folder.save(without)
            let file = folder.url.appendingPathComponent("takes/001-band.wav")
            #expect(!FileManager.default.fileExists(atPath: file.path))
            try folder.save(song)
            #expect(FileManager.default.fileExists(atPath: file.path))
        }
    }
}
