import AudioFiles
import Foundation
import Recipes
import Signal
import Songs
import Testing

/// A song folder made from a vocal, in a scratch folder.
func withSong<Value>(_ body: (SongFolder, URL) throws -> Value) throws -> Value {
    try withFolder { root in
        let vocal = root.appendingPathComponent("tune.wav")
        try AudioWriter.write(Sounds.mono(440, level: 0.7, seconds: 2), to: vocal, format: .wavFloat)
        return try body(try SongFolder.create(at: root.appendingPathComponent("tune.backline"), vocal: vocal), root)
    }
}

@Suite struct SongFolderTests {
    @Test func theVocalIsKeptBitByBit() throws {
        try withFolder { root in
            let sounds: [(String, AudioBuffer, AudioFileFormat)] = [
                ("mono.wav", Sounds.mono(440, level: 0.3, rate: 22_050), .wavFloat),
                (
                    "stereo.flac",
                    AudioBuffer(
                        sampleRate: 48_000,
                        channels: [
                            Sounds.sine(300, level: 0.9, rate: 48_000), Sounds.sine(500, level: 0.2, rate: 48_000),
                        ]), .flac24
                ),
            ]
            for (name, audio, format) in sounds {
                let file = root.appendingPathComponent(name)
                try AudioWriter.write(audio, to: file, format: format)
                let folder = try SongFolder.create(at: root.appendingPathComponent("\(name).backline"), vocal: file)
                let kept = try #require(try folder.vocal(of: folder.song))
                #expect(kept == (try AudioReader.read(file)))
                #expect(folder.song.vocal?.frameCount == audio.frameCount)
                #expect(folder.song.vocal?.sampleRate == audio.sampleRate)
                #expect(folder.song.vocal?.source == file.standardizedFileURL.path)
                #expect(folder.song.vocal?.loudness == (try Loudness(of: kept).integrated))
            }
        }
    }

    @Test func aLoudVocalTurnsTheMasterDown() throws {
        try withSong { folder, _ in
            let loudness = try #require(folder.song.vocal?.loudness)
            #expect(loudness > -17 && folder.song.master.gain == -((loudness + 23) * 2).rounded() / 2)
        }
        try withFolder { root in
            let vocal = root.appendingPathComponent("quiet.wav")
            try AudioWriter.write(Sounds.mono(440, level: 0.08), to: vocal, format: .wav16)
            let folder = try SongFolder.create(at: root.appendingPathComponent("quiet"), vocal: vocal)
            #expect(folder.song.master.gain == 0)
        }
    }

    @Test func whatIsSavedIsOpened() throws {
        try withFolder { root in
            let url = root.appendingPathComponent("song")
            var saved = Song(title: "")
            do {
                let folder = try SongFolder.create(at: url, title: "A \"song\" / é")
                saved = folder.song
                saved.sheet = SongSheet(leadSheet: Samples.sheet, lockedChords: [Samples.sheet.chords[1]])
                saved.lanes[1].strip = StripSettings(gain: -3, pan: 0.5, isMuted: true)
                saved.master.limiterCeiling = -1
                saved.loop = 1..<2
                saved.marks = [.init(name: "verse", time: 1.5)]
                saved.takes = [try folder.store(Samples.take(1), stems: Samples.stems())]
                saved.takes[0].origin = .reroll(0.5..<1)
                saved.nextTake = 2
                saved.audition = .take(1)
                saved.a = Song.Scene(takes: [1: nil])
                try folder.save(saved)
            }
            let folder = try SongFolder.open(url)
            #expect(folder.song == saved)
            #expect(folder.notices.isEmpty)
        }
    }

    @Test func aTakeComesBackAsItWasMade() throws {
        try withSong { folder, _ in
            let stems = Samples.stems(["drums", "bass"])
            let take = try folder.store(Samples.take(7, stems: ["drums"]), stems: stems)
            #expect(take.stems.map(\.name) == ["drums", "bass"])
            #expect(take.stems.map(\.file) == ["takes/007-drums.wav", "takes/007-bass.wav"])
            #expect(take.duration == 1 && take.sampleRate == 24_000)
            #expect(try folder.audio(of: take) == stems)
            let loudness = try #require(take.loudness)
            for stem in take.stems { #expect(try #require(stem.loudness) < loudness) }
            let comment = try AudioReader.info(folder.url.appendingPathComponent("takes/007-bass.wav")).comment
            #expect(comment?.contains("\"modelHash\":\"abc\"") == true)
        }
    }

    @Test func aTakeIsNeverOverwritten() throws {
        try withSong { folder, _ in
            var song = folder.song
            song.takes = [try folder.store(Samples.take(1), stems: Samples.stems())]
            try folder.save(song)
            #expect(throws: SongFolderError.self) { try folder.store(Samples.take(1), stems: Samples.stems()) }
            song.takes = []
            try folder.save(song)
            #expect(throws: SongFolderError.self) { try folder.store(Samples.take(1), stems: Samples.stems()) }
        }
    }

    @Test func aDeletedTakeIsMovedAndComesBack() throws {
        try withSong { folder, _ in
            var song = folder.song
            for id in 1...2 { song.takes.append(try folder.store(Samples.take(id), stems: Samples.stems())) }
            try folder.save(song)
            var without = song
            without[take: 1] = nil
            try folder.save(without)
            #expect(try names(folder.url, "takes") == ["002-band.wav"])
            #expect(try names(folder.url, "deleted") == ["001-band.wav"])
            #expect(try folder.audio(of: song.takes[0]) == Samples.stems())
            try folder.save(song)
            #expect(try names(folder.url, "takes") == ["001-band.wav", "002-band.wav"])
            #expect(try names(folder.url, "deleted") == [])
        }
    }

    /// Saves are gathered, so that a take can come and go between two of them.
    @Test func aTakeThatIsDeletedBeforeItWasSavedIsDeleted() throws {
        try withSong { folder, _ in
            var song = folder.song
            song.takes.append(try folder.store(Samples.take(1), stems: Samples.stems()))
            folder.note(song)
            let listed = song
            song.takes = []
            try folder.save(song)
            #expect(try names(folder.url, "takes") == [])
            #expect(try names(folder.url, "deleted") == ["001-band.wav"])
            try folder.save(listed)
            #expect(try names(folder.url, "takes") == ["001-band.wav"])
        }
    }

    /// A take is stored while an older value is being saved, as an autosave in the background does.
    @Test func aTakeThatIsArrivingIsLeftAlone() throws {
        try withSong { folder, _ in
            let older = folder.song
            let take = try folder.store(Samples.take(1), stems: Samples.stems())
            try folder.save(older)
            #expect(try folder.audio(of: take).count == 1)
            #expect(try names(folder.url, "takes") == ["001-band.wav"])
        }
    }

    @Test func twoProgramsAtOnceAreRefused() throws {
        try withSong { folder, _ in
            #expect(throws: SongFolderError.inUse(folder.url, process: getpid())) { try SongFolder.open(folder.url) }
            let refusal = SongFolderError.inUse(folder.url, process: 123).description
            #expect(refusal.contains("is open in another Backline (process 123); close it there first"))
            let reader = try SongFolder.open(folder.url, access: .readOnly)
            #expect(reader.song == folder.song)
            #expect(throws: SongFolderError.openedForReading(folder.url)) { try reader.save(reader.song) }
            #expect(throws: SongFolderError.openedForReading(folder.url)) {
                try reader.store(Samples.take(1), stems: Samples.stems())
            }
        }
    }

    /// The file stays behind after a kill; only a process that lives holds the lock.
    @Test func aStaleLockDoesNotBlock() throws {
        try withFolder { root in
            let url = root.appendingPathComponent("song")
            do { _ = try SongFolder.create(at: url, title: "Song") }
            try Data("99999\n".utf8).write(to: url.appendingPathComponent(".lock"))
            #expect(try SongFolder.open(url).song.title == "Song")
        }
    }

    @Test func whatIsNoSongIsRefused() throws {
        try withFolder { root in
            #expect(throws: SongFolderError.notASong(root)) { try SongFolder.open(root) }
            let file = root.appendingPathComponent("file")
            try Data("x".utf8).write(to: file)
            #expect(throws: SongFolderError.notAFolder(file)) { try SongFolder.open(file) }
            #expect(throws: SongFolderError.notAFolder(file)) { try SongFolder.create(at: file, title: "x") }
            let missing = root.appendingPathComponent("missing")
            #expect(throws: AudioFileError.missing(missing)) { try SongFolder.open(missing) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: root.path) == ["file"])
        }
    }

    @Test func aVocalThatCannotBeReadLeavesNoFolder() throws {
        try withFolder { root in
            let vocal = root.appendingPathComponent("no.wav")
            try Data("no sound".utf8).write(to: vocal)
            let url = root.appendingPathComponent("no.backline")
            #expect(throws: AudioFileError.self) { try SongFolder.create(at: url, vocal: vocal) }
            #expect(!FileManager.default.fileExists(atPath: url.path))
        }
    }

    @Test func anotherVocalKeepsTheFirst() throws {
        try withSong { folder, _ in
            var song = folder.song
            let first = song
            song.sheet = SongSheet(leadSheet: Samples.sheet)
            let recorded = Sounds.mono(330, level: 0.1, seconds: 1, rate: 48_000)
            let file = try folder.newRecording()
            try AudioWriter.write(recorded, to: file, format: .wavFloat)
            #expect(try folder.newRecording() != file)
            try folder.takeRecording(file, into: &song)
            #expect(song.vocal?.file == "vocal-2.wav" && song.vocal?.source == "recordings/001.wav")
            #expect(song.sheet == nil)
            #expect(try folder.vocal(of: song) == recorded)
            #expect(try folder.vocal(of: first)?.sampleRate == 44_100)
        }
    }

    private func names(_ url: URL, _ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: url.appendingPathComponent(folder).path).sorted()
    }
}
