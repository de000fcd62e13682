import AudioFiles
import Foundation
import Songs
import TestSupport
import Testing

/// What others do with a song's folder while it is open, and what they don't let be read.
@Suite struct FolderChangesTests {
    private func withSong(_ body: (URL) throws -> Void) throws {
        try withFolder { root in
            let vocal = root.appendingPathComponent("tune.wav")
            try AudioWriter.write(Sounds.mono(440, level: 0.3, seconds: 2), to: vocal, format: .wavFloat)
            _ = try SongFolder.create(at: root.appendingPathComponent("tune.backline"), vocal: vocal)
            try body(root.appendingPathComponent("tune.backline"))
        }
    }

    private func document(_ url: URL) throws -> Data { try Data(contentsOf: url.appendingPathComponent("song.json")) }

    @Test func aFolderThatIsMovedIsFollowed() throws {
        try withSong { url in
            let folder = try SongFolder.open(url)
            let moved = url.deletingLastPathComponent().appendingPathComponent("elsewhere.backline")
            try FileManager.default.moveItem(at: url, to: moved)
            var song = folder.song
            song.takes.append(try folder.store(Samples.take(1), stems: Samples.stems(["drums"])))
            song.title = "Moved"
            try folder.save(song)
            #expect(!FileManager.default.fileExists(atPath: url.path))
            #expect(folder.url.path == moved.path)
            let findings = folder.takeFindings()
            #expect(findings.count == 1 && findings[0].contains(moved.path) && folder.takeFindings().isEmpty)
            #expect(try folder.audio(of: song.takes[0]).keys.sorted() == ["drums"])
            let kept = try SongFolder.open(moved, access: .readOnly).song
            #expect(kept.title == "Moved" && kept.takes == song.takes)
        }
    }

    @Test(arguments: [false, true]) func aFolderThatIsRemovedIsNotMadeAgain(isReplaced: Bool) throws {
        try withSong { url in
            let folder = try SongFolder.open(url)
            try FileManager.default.removeItem(at: url)
            if isReplaced { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false) }
            var song = folder.song
            song.title = "Gone"
            #expect(throws: SongFolderError.gone(folder.url)) { try folder.save(song) }
            #expect(throws: SongFolderError.gone(folder.url)) {
                try folder.store(Samples.take(1), stems: Samples.stems(["drums"]))
            }
            #expect(throws: SongFolderError.gone(folder.url)) { try folder.newRecording() }
            let left = try? FileManager.default.contentsOfDirectory(atPath: url.path)
            #expect(left == (isReplaced ? [] : nil))
        }
    }

    @Test func whatAnotherProgramWroteIsKept() throws {
        try withSong { url in
            let folder = try SongFolder.open(url)
            var song = folder.song
            song.title = "Ours"
            try folder.save(song)
            #expect(folder.takeFindings().isEmpty)
            for number in 1...2 {
                let other = Data("{\"title\": \"theirs \(number)\"}".utf8)
                try other.write(to: url.appendingPathComponent("song.json"))
                song.title += "!"
                try folder.save(song)
                #expect(
                    folder.takeFindings() == [
                        "song.json was changed by another program while the song was open; that version is kept as "
                            + "song.changed-\(number).json"
                    ])
                #expect(try Data(contentsOf: url.appendingPathComponent("song.changed-\(number).json")) == other)
            }
            // the same bytes written again are no change, and a file that is gone is written
            try document(url).write(to: url.appendingPathComponent("song.json"))
            song.title += "?"
            try folder.save(song)
            try FileManager.default.removeItem(at: url.appendingPathComponent("song.json"))
            song.title += "?"
            try folder.save(song)
            #expect(folder.takeFindings().isEmpty)
            #expect(try SongFolder.open(url, access: .readOnly).song == song)
        }
    }

    @Test(arguments: ["song.json", "takes", "takes/001-drums.wav", "vocal.wav"])
    func whatCannotBeReadIsNotTakenForDamaged(name: String) throws {
        try withSong { url in
            do {
                let folder = try SongFolder.open(url)
                var song = folder.song
                song.takes.append(try folder.store(Samples.take(1), stems: Samples.stems(["drums"])))
                try folder.save(song)
            }
            let before = try (document(url), FileManager.default.subpathsOfDirectory(atPath: url.path).sorted())
            let file = url.appendingPathComponent(name)
            // an ordinary user must be able to hold the lock
            for place in [url, url.appendingPathComponent(".lock")] { #expect(chmod(place.path, 0o777) == 0) }
            #expect(chmod(file.path, 0) == 0)
            defer { chmod(file.path, 0o755) }
            try asOrdinaryUser {
                #expect {
                    try SongFolder.open(url)
                } throws: { error in
                    "\(error)".contains("can't be read: Permission denied; nothing in the song was changed")
                }
            }
            #expect(chmod(file.path, 0o755) == 0)
            #expect(try document(url) == before.0)
            #expect(try FileManager.default.subpathsOfDirectory(atPath: url.path).sorted() == before.1)
        }
    }
}
