import AudioFiles
import Foundation
import Signal
import Songs
import Testing

@Suite struct GuideTests {
    private func guide(_ kind: GuidePart.Kind = .melody) -> GuidePart {
        GuidePart(kind: kind, instrument: "Flute")
    }

    private let sound = Sounds.mono(300, level: 0.2, seconds: 1, rate: 24_000)

    private func names(_ folder: SongFolder, _ name: String) throws -> [String] {
        let url = folder.url.appendingPathComponent(name)
        guard FileManager.default.fileExists(atPath: url.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
    }

    @Test func aSongWithoutGuidesIsWrittenAsBefore() throws {
        let data = try JSONEncoder().encode(Samples.song())
        #expect(!String(decoding: data, as: UTF8.self).contains("uide"))
        #expect(try JSONDecoder().decode(Song.self, from: data).guides.isEmpty)
    }

    @Test func aGuideIsKeptAsItWasPlayed() throws {
        try withSong { folder, _ in
            var song = folder.song
            let stored = try folder.store(guide(), audio: sound)
            #expect(stored.file == "guides/001-melody.wav" && stored.loudness != nil)
            song[guide: .melody] = stored
            song[guide: .chords] = try folder.store(guide(.chords), audio: sound)
            song[guide: .chords]?.isKept = true
            try folder.save(song)
            #expect(try folder.audio(of: stored) == sound)
            #expect(try folder.sounds(of: song).parts.keys.map(\.self) == [song.lane(of: .chords)?.id])
            let reader = try SongFolder.open(folder.url, access: .readOnly)
            #expect(reader.song == song && reader.notices.isEmpty)
        }
    }

    @Test func whatIsPlayedAnewGoesToDeletedAndComesBack() throws {
        try withSong { folder, _ in
            var song = folder.song
            song[guide: .melody] = try folder.store(guide(), audio: sound)
            try folder.save(song)
            var newer = song
            newer[guide: .melody] = try folder.store(guide(), audio: sound)
            try folder.save(newer)
            #expect(try names(folder, "guides") == ["002-melody.wav"])
            #expect(try names(folder, "deleted") == ["guide-001-melody.wav"])
            let old = try #require(song[guide: .melody])
            #expect(try folder.audio(of: old) == sound)
            try folder.save(song)
            #expect(try names(folder, "guides") == ["001-melody.wav"])
            // a number is never given twice
            #expect(try folder.store(guide(.chords), audio: sound).file == "guides/003-chords.wav")
        }
    }

    /// Saves are gathered, so that a guide can come and go between two of them.
    @Test func aGuideThatIsTakenAwayBeforeItWasSavedStaysAway() throws {
        try withSong { folder, _ in
            var song = folder.song
            song[guide: .melody] = try folder.store(guide(), audio: sound)
            folder.note(song)
            song[guide: .melody] = nil
            try folder.save(song)
            #expect(try names(folder, "guides") == [])
        }
    }

    private func reopened(_ prepare: (SongFolder) throws -> Void) throws -> SongFolder {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("songs-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        let vocal = root.appendingPathComponent("tune.wav")
        try AudioWriter.write(Sounds.mono(440, level: 0.5, seconds: 1), to: vocal, format: .wavFloat)
        let url = root.appendingPathComponent("tune.backline")
        try { try prepare(SongFolder.create(at: url, vocal: vocal)) }()
        return try SongFolder.open(url)
    }

    private func removed(_ folder: SongFolder) throws {
        try FileManager.default.removeItem(at: folder.url.deletingLastPathComponent())
    }

    @Test func aGuideThatWasNotSavedIsFoundAgain() throws {
        let folder = try reopened { folder in
            var song = folder.song
            song[guide: .melody] = try folder.store(guide(), audio: sound)
            try folder.save(song)
            // killed before it could be saved
            _ = try folder.store(GuidePart(kind: .melody, instrument: "Organ"), audio: sound)
        }
        #expect(folder.song[guide: .melody]?.instrument == "Organ")
        #expect(try names(folder, "guides") == ["002-melody.wav"])
        try removed(folder)
    }

    @Test func aGuideWithoutItsFileIsTold() throws {
        let folder = try reopened { folder in
            var song = folder.song
            song[guide: .melody] = try folder.store(guide(), audio: sound)
            try folder.save(song)
            try FileManager.default.removeItem(at: folder.url.appendingPathComponent("guides/001-melody.wav"))
        }
        #expect(folder.song.guides.isEmpty)
        #expect(
            folder.notices == [
                "the guide melody by Flute can't be played: guides/001-melody.wav is missing or damaged"
            ])
        try removed(folder)
    }

    @Test func aFileOutsideOfTheFolderIsNotRead() throws {
        try withSong { folder, _ in
            let outside = GuidePart(kind: .melody, instrument: "Flute", file: "../tune.wav")
            #expect(throws: SongFolderError.self) { try folder.audio(of: outside) }
        }
    }

    // MARK: Mixes

    @Test func aGuideStandsSixUnderTheVocal() throws {
        try withSong { folder, _ in
            var song = folder.song
            song[guide: .melody] = try folder.store(guide(), audio: Sounds.mono(440, level: 0.01, seconds: 2))
            let vocal = try #require(try folder.vocal(of: song))
            let audio = try folder.audio(of: try #require(song[guide: .melody]))
            let plan = try song.plan(vocal: vocal, parts: [try #require(song.lane(of: .melody)).id: audio])
            #expect(plan.tracks.map(\.name) == ["vocal", "melody"])
            let loudness = try plan.tracks.map { track in
                try #require(try Loudness(of: track.audio.joined).integrated) + track.trim
            }
            #expect(abs(loudness[0] - loudness[1] - 6) < 0.1)
        }
    }

    @Test func keptGuidesAreInMixAndStems() throws {
        try withSong { folder, root in
            var song = folder.song
            for kind in GuidePart.Kind.allCases { song[guide: kind] = try folder.store(guide(kind), audio: sound) }
            song[guide: .chords]?.isKept = true
            let vocal = try folder.vocal(of: song)
            var all: [Int: AudioBuffer] = [:]
            for lane in song.lanes { all[lane.id] = try lane.guide.map(folder.audio) }
            let settings = ExportSettings(parts: [.mix, .stems, .accompaniment], format: .wavFloat)
            let report = try Exporter(song, audition: .vocal, settings: settings)
                .export(vocal: vocal, parts: all, to: root.appendingPathComponent("out"))
            let files = report.files.map { URL(fileURLWithPath: $0.path).lastPathComponent }
            #expect(files == ["tune-mix.wav", "tune-accompaniment.wav", "tune-chords.wav"])
            let mix = try AudioReader.read(root.appendingPathComponent("out/tune-mix.wav"))
            let chords = try #require(song.lane(of: .chords)).id
            var renderer = MixRenderer(
                try song.plan(vocal: vocal, parts: [chords: try #require(all[chords])]))
            #expect(mix == renderer.render(0..<mix.frameCount))
            let comment = try AudioReader.info(root.appendingPathComponent("out/tune-mix.wav")).comment
            #expect(comment?.contains("\"instrument\":\"Flute\"") == true)
        }
    }

    @Test func withoutAKeptGuideTheVocalAloneHasNoStems() throws {
        try withSong { folder, _ in
            var song = folder.song
            song[guide: .melody] = try folder.store(guide(), audio: sound)
            #expect(throws: ExportError.noStems) {
                try Exporter(song, audition: .vocal, settings: ExportSettings(parts: [.stems]))
            }
        }
    }

    // MARK: Undo

    @Test func undoConcernsOneGuideOnly() throws {
        var history = UndoHistory<Song>()
        let before = Samples.song()
        var with = before
        with[guide: .melody] = guide()
        history.record("doubling", from: before, to: with)
        with[guide: .chords] = guide(.chords)
        let undone = history.undo(with)
        #expect(undone?.guides.map(\.kind) == [.chords])
        let redone = history.redo(try #require(undone))
        #expect(redone?.guides.map(\.kind) == [.melody, .chords])
    }

    @Test func undoOfKeepingLetsWhatWasPlayedAnewStand() throws {
        var history = UndoHistory<Song>()
        var before = Samples.song()
        before[guide: .chords] = GuidePart(kind: .chords, instrument: "Flute", file: "guides/001-chords.wav")
        var kept = before
        kept[guide: .chords]?.isKept = true
        history.record("keeping", from: before, to: kept)
        var anew = kept
        anew[guide: .chords]?.file = "guides/002-chords.wav"
        let undone = try #require(history.undo(anew)?[guide: .chords])
        #expect(undone.file == "guides/002-chords.wav" && !undone.isKept)
    }

    // MARK: What it is made from

    @Test func aSupersededGuideLeavesNoFile() throws {
        try withSong { folder, _ in
            var song = folder.song
            song[guide: .melody] = try folder.store(guide(), audio: sound)
            try folder.save(song)
            folder.supersede(try #require(song[guide: .melody]))
            song[guide: .melody] = try folder.store(guide(), audio: sound)
            try folder.save(song)
            #expect(try names(folder, "guides") == ["002-melody.wav"] && names(folder, "deleted") == [])
            try folder.discard(try #require(song[guide: .melody]))
            #expect(try names(folder, "guides") == [])
        }
    }

    @Test func aMelodyIsOutOfDateWithAnotherVocal() {
        var song = Samples.song()
        song.vocal = .init(file: "vocal.wav", sampleRate: 24_000, frameCount: 24_000, loudness: -20, source: "")
        var part = guide()
        #expect(!part.isOutOfDate(in: song))
        part.vocal = song.vocal?.file
        #expect(!part.isOutOfDate(in: song))
        song.vocal?.file = "vocal-2.wav"
        #expect(part.isOutOfDate(in: song))
    }

    /// Killed after the sound was written and before the song was saved.
    @Test func whatWasKeptAndNotSavedIsNotOfferedAgain() throws {
        let pass = KeyPass(instrument: "Flute", notes: [.init(start: 0, duration: 1, pitch: 60)])
        let folder = try reopened { folder in
            var song = folder.song
            song.pass = pass
            try folder.save(song)
            _ = try folder.store(
                GuidePart(kind: .played, instrument: "Flute", isKept: true, passes: [pass]), audio: sound)
        }
        #expect(folder.song[guide: .played]?.passes == [pass] && folder.song[guide: .played]?.isKept == true)
        #expect(folder.song.pass == nil)
        try removed(folder)
    }

    @Test func aPassKnowsItsSpanAndEndsWhereTheSongGoesBack() {
        var pass = KeyPass(instrument: "Flute")
        #expect(pass.span == nil && pass.goesOn(at: 0))
        pass.strike(.init(start: 2, duration: 1.5, pitch: 60))
        pass.strike(.init(start: 3, duration: 1.5, pitch: 60))
        pass.strike(.init(start: 3, duration: 1, pitch: 64))
        #expect(pass.notes.map(\.duration) == [1, 1.5, 1] && pass.span == 2..<4.5)
        #expect(pass.goesOn(at: 2.95) && !pass.goesOn(at: 1))
    }
}
