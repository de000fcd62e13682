import AudioFiles
import Foundation
import Recipes
import Signal
import Songs
import Testing

/// A song's folder as a kill, an accident or an older program leaves it.
@Suite struct SongRecoveryTests {
    /// A song with takes 1 and 2 of two stems each, closed; the body gets its folder and what it held.
    private func withClosedSong(_ body: (URL, Song) throws -> Void) throws {
        try withFolder { root in
            let vocal = root.appendingPathComponent("tune.wav")
            try AudioWriter.write(Sounds.mono(440, level: 0.3, seconds: 2), to: vocal, format: .wavFloat)
            let url = root.appendingPathComponent("tune.backline")
            var song = Song(title: "")
            do {
                let folder = try SongFolder.create(at: url, vocal: vocal)
                song = folder.song
                for id in 1...2 {
                    song.takes.append(try folder.store(Samples.take(id), stems: Samples.stems(["drums", "bass"])))
                }
                song.nextTake = 3
                song.audition = .take(2)
                try folder.save(song)
            }
            try body(url, song)
        }
    }

    private func move(_ url: URL, _ source: String, _ target: String) throws {
        let place = url.appendingPathComponent(target)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.moveItem(at: url.appendingPathComponent(source), to: place)
    }

    private func names(_ url: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
    }

    @Test(arguments: ["", "{", "[]", "{\"schema\": 1}", "null", "\u{0}\u{0}\u{0}"])
    func aDamagedSongIsKeptAndRebuilt(text: String) throws {
        try withClosedSong { url, song in
            try Data(text.utf8).write(to: url.appendingPathComponent("song.json"))
            for number in 1...2 {
                do {
                    let folder = try SongFolder.open(url)
                    #expect(folder.song.takes == song.takes)
                    #expect(folder.song.vocal == song.vocal)
                    #expect(folder.song.title == "tune" && folder.song.nextTake == 3)
                    #expect(folder.song.recipe == song.takes[1].recipe)
                    #expect(folder.song.sheet?.leadSheet == song.takes[1].leadSheet)
                    #expect(folder.song.audition == .take(2))
                    #expect(folder.notices.contains { $0.contains("song.damaged-\(number).json") })
                }
                let kept = url.appendingPathComponent("song.damaged-\(number).json")
                #expect(try Data(contentsOf: kept) == Data(text.utf8))
                #expect(try SongFolder.open(url).notices.isEmpty)
                try Data(text.utf8).write(to: url.appendingPathComponent("song.json"))
            }
        }
    }

    /// Values that trapped (`shared/inputs/hostile/song-*.json`), and others of their kinds: they go, and the rest stays.
    static let impossible: [@Sendable (inout [String: Any]) -> Void] = [
        { $0["nextTake"] = Int.max }, { $0["nextTake"] = 1e300 }, { $0["nextTake"] = "3" },
        { $0["loop"] = [1e300, 2e300] }, { $0["loop"] = "all" }, { $0["loop"] = [5, 1] },
        { $0["marks"] = [["name": "verse", "time": 1e300], ["name": 7]] }, { $0["lanes"] = 3 },
        { $0["isLooping"] = nil }, { $0["orders"] = [["id": -4]] }, { changeTake(&$0) { $0["name"] = 12 } },
        { changeTake(&$0) { $0["stems"] = nil } }, { $0["sheet"] = ["leadSheet": 5] },
        { change(&$0, "vocal") { $0["sampleRate"] = 1e300 } },
        { changeTake(&$0) { $0["id"] = Int.max } }, { changeTake(&$0) { $0["start"] = 1e300 } },
        { changeTake(&$0) { $0["sampleRate"] = 1e300 } },
        { changeTake(&$0) { change(&$0, "leadSheet") { $0["beats"] = [1e300, 2e300] } } },
        { changeTake(&$0) { change(&$0, "leadSheet") { $0["meter"] = Int.max } } },
        { changeTake(&$0) { change(&$0, "leadSheet") { $0["beats"] = [] } } },
        { fields in
            var lanes = fields["lanes"] as? [[String: Any]] ?? []
            lanes[1]["id"] = Int.max
            fields["lanes"] = lanes
        },
    ]

    private static func change(
        _ fields: inout [String: Any], _ key: String, _ change: (inout [String: Any]) -> Void
    ) {
        var inner = fields[key] as? [String: Any] ?? [:]
        change(&inner)
        fields[key] = inner
    }

    private static func changeTake(_ fields: inout [String: Any], _ change: (inout [String: Any]) -> Void) {
        var lanes = fields["lanes"] as? [[String: Any]] ?? []
        var takes = lanes[1]["takes"] as? [[String: Any]] ?? []
        change(&takes[0])
        lanes[1]["takes"] = takes
        fields["lanes"] = lanes
    }

    @Test(arguments: impossible.indices) func aSongOfImpossibleValuesIsMended(index: Int) throws {
        try withClosedSong { url, song in
            let file = url.appendingPathComponent("song.json")
            let read = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
            var fields = try #require(read as? [String: Any])
            fields["title"] = "mine"
            Self.impossible[index](&fields)
            try JSONSerialization.data(withJSONObject: fields).write(to: file)
            let folder = try SongFolder.open(url)
            #expect(folder.song.takes == song.takes && folder.song.nextTake == 3)
            #expect(folder.song.vocal == song.vocal && folder.song.title == "mine")
            #expect(folder.notices.contains { $0.contains("song.damaged-1.json") && $0.contains("left out") })
        }
    }

    /// The same in a song of an older version.
    @Test func namesWithoutEndAreCut() throws {
        try withClosedSong { url, song in
            var named = song
            named.title = String(repeating: "o", count: 100_000)
            named.takes[0].name = String(repeating: "é", count: 201)
            named.lanes[0].name = String(repeating: "b", count: 200)
            named.marks = [.init(name: String(repeating: "c", count: 300), time: 0)]
            let text = try JSONEncoder().encode(named)
            try text.write(to: url.appendingPathComponent("song.json"))
            let folder = try SongFolder.open(url)
            #expect(folder.song.title.count == 200 && folder.song.takes[0].name.count == 200)
            #expect(folder.song.lanes[0].name.count == 200 && folder.song.marks[0].name.count == 200)
            #expect(folder.notices.allSatisfy { $0.count < 1000 })
        }
    }

    @Test func anOlderSongIsMendedToo() throws {
        let old = Data(
            """
            {"schema": 1, "title": "old", "takes": [], "nextTake": 1, "loop": [1e300, 1.1e300], "isLooping": true,
            "isSeedLocked": false, "seedHistory": [], "marks": [{"name": "verse", "time": 1e300}],
            "mixer": {"master": {"gain": 0}, "strips": {}}, "audition": {"take": {"_0": 1}},
            "recipe": {"seed": 3, "system": "fastsag"}}
            """.utf8)
        let read = try SongDocument.decode(old, URL(fileURLWithPath: "/song"))
        #expect(read.song.loop == nil && read.song.marks.isEmpty && read.lost.count == 2 && read.song.title == "old")
    }

    @Test func whatKilledExportsLeftGoes() throws {
        try withClosedSong { url, _ in
            let left = url.appendingPathComponent("exports/.backline-export-left.tmp")
            try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
            try Data("half".utf8).write(to: left.appendingPathComponent("mix.wav"))
            try Data("whole".utf8).write(to: url.appendingPathComponent("exports/mix.wav"))
            _ = try SongFolder.open(url)
            #expect(try names(url.appendingPathComponent("exports")) == ["mix.wav"])
        }
    }

    @Test func whatAKillLeftOfASongThatWasBeingMadeGoes() throws {
        try withFolder { root in
            let vocal = root.appendingPathComponent("tune.wav")
            try AudioWriter.write(Sounds.mono(440, level: 0.3, seconds: 1), to: vocal, format: .wavFloat)
            let url = root.appendingPathComponent("tune.backline")
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            try Data("half".utf8).write(to: url.appendingPathComponent(".backline-left.tmp"))
            let folder = try SongPlace.open(vocal: vocal)
            #expect(folder.song.vocal?.frameCount == 44_100)
            #expect(try names(url) == [".lock", "song.json", "takes", "vocal.wav"])
        }
    }

    @Test func aMissingSongIsRebuilt() throws {
        try withClosedSong { url, song in
            try FileManager.default.removeItem(at: url.appendingPathComponent("song.json"))
            let reader = try SongFolder.open(url, access: .readOnly)
            #expect(reader.song.takes == song.takes)
            #expect(try !names(url).contains("song.json"), "reading wrote")
            let folder = try SongFolder.open(url)
            #expect(folder.song.takes == song.takes && folder.song.vocal == song.vocal)
            #expect(try names(url).contains("song.json"))
        }
    }

    @Test(arguments: ["missing", "empty", "cut off"]) func aTakeThatIsGoneIsToldOf(how: String) throws {
        try withClosedSong { url, song in
            let file = url.appendingPathComponent("takes/001-bass.wav")
            switch how {
            case "missing": try FileManager.default.removeItem(at: file)
            case "empty": try Data().write(to: file)
            default: try Data(try Data(contentsOf: file).prefix(20)).write(to: file)
            }
            do {
                let folder = try SongFolder.open(url)
                #expect(folder.song.takes == [song.takes[1]])
                #expect(folder.notices.count == 1)
                #expect(folder.notices[0].contains("take 1") && folder.notices[0].contains("takes/001-bass.wav"))
                #expect(folder.song.nextTake == 3)
            }
            #expect(try names(url.appendingPathComponent("takes")) == ["002-bass.wav", "002-drums.wav"])
            // what was left of it is not destroyed
            #expect(try names(url.appendingPathComponent("deleted")).contains("001-drums.wav"))
            #expect(try SongFolder.open(url).notices.isEmpty)
        }
    }

    @Test func killedBeforeTheSongMentionedTheTake() throws {
        try withClosedSong { url, song in
            var take = Take?.none
            do { take = try SongFolder.open(url).store(Samples.take(3), stems: Samples.stems(["drums", "bass"])) }
            let folder = try SongFolder.open(url)
            #expect(folder.song.takes == song.takes + [try #require(take)])
            #expect(folder.song.nextTake == 4)
            #expect(folder.notices.count == 1 && folder.notices[0].contains("take 3"))
        }
    }

    /// - Parameter moved: files that had reached their place when the program was killed.
    @Test(arguments: [0, 1, 2]) func killedWhileATakeWasMovedToItsPlace(moved: Int) throws {
        try withClosedSong { url, song in
            try withTake(3, in: url) { files in
                for file in files.dropFirst(moved) { try move(url, file, "takes/.backline-X.tmp/\(name(file))") }
            }
            try Data("half".utf8).write(to: url.appendingPathComponent("takes/.backline-abc.tmp"))
            let folder = try SongFolder.open(url)
            #expect(folder.song.takes.map(\.id) == [1, 2, 3])
            #expect(try folder.audio(of: folder.song.takes[2]) == Samples.stems(["drums", "bass"]))
            #expect(try names(url.appendingPathComponent("takes")).count == 6)
        }
    }

    @Test func killedWhileATakeWasWritten() throws {
        try withClosedSong { url, song in
            try withTake(3, in: url) { files in
                try move(url, files[0], "takes/.backline-X.tmp/\(name(files[0]))")
                try move(url, files[1], "takes/.backline-X.tmp/.backline-half.tmp")
            }
            let folder = try SongFolder.open(url)
            #expect(folder.song == song && folder.notices.isEmpty)
            #expect(try names(url.appendingPathComponent("takes")).count == 4)
        }
    }

    /// Files go before song.json does: the take comes back.
    @Test(arguments: [1, 2]) func killedWhileATakeWasDeleted(moved: Int) throws {
        try withClosedSong { url, song in
            for stem in song.takes[0].stems.prefix(moved) { try move(url, stem.file, "deleted/\(name(stem.file))") }
            let folder = try SongFolder.open(url)
            #expect(folder.song == song && folder.notices.isEmpty)
            #expect(try folder.audio(of: song.takes[0]).count == 2)
            #expect(try names(url.appendingPathComponent("takes")).count == 4)
        }
    }

    /// Files come back before song.json says so.
    @Test(arguments: [1, 2]) func killedWhileADeletionWasUndone(moved: Int) throws {
        try withClosedSong { url, song in
            do {
                var without = song
                without[take: 1] = nil
                without.audition = .vocal
                try SongFolder.open(url).save(without)
            }
            for stem in song.takes[0].stems.prefix(moved) { try move(url, "deleted/\(name(stem.file))", stem.file) }
            let folder = try SongFolder.open(url)
            #expect(folder.song.takes.map(\.id) == (moved == 2 ? [1, 2] : [2]))
            // nothing is lost either way
            let everything = try ["takes", "deleted"].flatMap { try names(url.appendingPathComponent($0)) }
            #expect(everything.count == 4)
        }
    }

    @Test func killedWhileTheSongWasSaved() throws {
        try withClosedSong { url, song in
            try Data("{\"half".utf8).write(to: url.appendingPathComponent(".backline-1234.tmp"))
            #expect(try SongFolder.open(url).song == song)
            #expect(try !names(url).contains { $0.hasSuffix(".tmp") })
        }
    }

    @Test func killedWhileTheSongWasMade() throws {
        try withFolder { root in
            let vocal = root.appendingPathComponent("tune.wav")
            try AudioWriter.write(Sounds.mono(440, level: 0.3), to: vocal, format: .wavFloat)
            let url = root.appendingPathComponent("tune.backline")
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            try Data("1\n".utf8).write(to: url.appendingPathComponent(".lock"))
            try Data("half".utf8).write(to: url.appendingPathComponent(".backline-1.tmp"))
            #expect(try SongPlace.open(vocal: vocal).song.vocal?.frameCount == 132_300)
            // the vocal has arrived, song.json has not
            try FileManager.default.removeItem(at: url.appendingPathComponent("song.json"))
            let folder = try SongPlace.open(vocal: vocal)
            #expect(folder.song.vocal?.source == vocal.standardizedFileURL.path)
        }
    }

    @Test func aMissingVocalIsToldOfAndFoundAgain() throws {
        try withClosedSong { url, song in
            try move(url, "vocal.wav", "../elsewhere.wav")
            do {
                let folder = try SongFolder.open(url)
                #expect(folder.song.vocal == nil && folder.song.takes == song.takes)
                #expect(folder.notices.count == 1 && folder.notices[0].contains("vocal.wav"))
            }
            try move(url, "../elsewhere.wav", "vocal.wav")
            #expect(try SongFolder.open(url).song.vocal == song.vocal)
        }
    }

    @Test func aRecordingThatWasCutOffIsToldOf() throws {
        try withFolder { root in
            let url = root.appendingPathComponent("new")
            do {
                let folder = try SongFolder.create(at: url, title: "New")
                let file = try folder.newRecording()
                try AudioWriter.write(Sounds.mono(440, level: 0.3, seconds: 2), to: file, format: .wav16)
                try Data(try Data(contentsOf: file).dropLast(88_200)).write(to: file)
            }
            let folder = try SongFolder.open(url)
            #expect(folder.notices.count == 1 && folder.notices[0].contains("recordings/001.wav"))
        }
    }

    @Test func aNewerSongIsRefusedAndUntouched() throws {
        try withClosedSong { url, _ in
            let newer = Data("{\"schema\": 99, \"wonders\": true}".utf8)
            try newer.write(to: url.appendingPathComponent("song.json"))
            for access in [SongFolder.Access.readWrite, .readOnly] {
                let error = #expect(throws: SongFolderError.self) { try SongFolder.open(url, access: access) }
                #expect(error?.description.contains("written by a newer Backline (schema 99") == true)
            }
            #expect(try Data(contentsOf: url.appendingPathComponent("song.json")) == newer)
        }
    }

    @Test func anOlderSongIsMigrated() throws {
        try withClosedSong { url, song in
            var take = song.takes[0]
            take.stems = [.init(name: "band", file: "takes/001-bass.wav")]
            let recipe = String(decoding: try JSONEncoder().encode(take.recipe), as: UTF8.self)
            let sheet = String(decoding: try JSONEncoder().encode(take.leadSheet), as: UTF8.self)
            let older = """
                {"name": "Old song", "recipe": \(recipe), "takes": [{"id": 1, "name": "first", "star": true,
                "file": "takes/001-bass.wav", "recipe": \(recipe), "leadSheet": \(sheet), "modelHash": "abc",
                "start": 0, "duration": 1, "sampleRate": 24000}], "vocal": {"file": "vocal.wav", "sampleRate": 44100,
                "frameCount": 88200, "source": "tune.wav"}}
                """
            for name in ["001-drums", "002-drums", "002-bass"] {
                try FileManager.default.removeItem(at: url.appendingPathComponent("takes/\(name).wav"))
            }
            try Data(older.utf8).write(to: url.appendingPathComponent("song.json"))
            do {
                let folder = try SongFolder.open(url)
                #expect(folder.song.schema == 2 && folder.song.title == "Old song" && folder.song.nextTake == 2)
                take.name = "first"
                take.isStarred = true
                take.computeSeconds = 0
                take.loudness = nil
                #expect(folder.song.takes == [take])
                #expect(folder.song.vocal?.frameCount == 88_200)
                #expect(folder.notices == ["song.json was brought from schema 0 to 2"])
            }
            #expect(try SongFolder.open(url).notices.isEmpty)
        }
    }

    /// A song from someone else must not make the program move files of its own.
    @Test(arguments: ["../../secret.wav", "/etc/passwd", "takes/../../secret.wav", "takes/.hidden.wav"])
    func filesOutsideAreNotTouched(path: String) throws {
        try withClosedSong { url, song in
            let secret = url.deletingLastPathComponent().appendingPathComponent("secret.wav")
            try Data("secret".utf8).write(to: secret)
            let text = try String(contentsOf: url.appendingPathComponent("song.json"), encoding: .utf8)
            let bad = text.replacingOccurrences(of: "takes/001-bass.wav", with: path)
            #expect(bad != text)
            try Data(bad.utf8).write(to: url.appendingPathComponent("song.json"))
            let folder = try SongFolder.open(url)
            #expect(folder.song[take: 2] == song.takes[1])
            #expect(FileManager.default.fileExists(atPath: secret.path))
        }
    }

    private func withTake(_ id: Int, in url: URL, _ body: ([String]) throws -> Void) throws {
        let files = try SongFolder.open(url).store(Samples.take(id), stems: Samples.stems(["drums", "bass"])).stems
        try body(files.map(\.file))
    }

    private func name(_ file: String) -> String { URL(fileURLWithPath: file).lastPathComponent }
}
