import AudioFiles
import Foundation
import Signal
import Songs
import Testing

@Suite struct SongPlaceTests {
    @Test func aSongStandsBesideItsVocal() throws {
        try withFolder { root in
            let vocal = root.appendingPathComponent("my tune.v2.wav")
            try AudioWriter.write(Sounds.mono(440, level: 0.3), to: vocal, format: .wav16)
            do {
                let folder = try SongPlace.open(vocal: vocal)
                #expect(folder.url.lastPathComponent == "my tune.v2.backline")
                #expect(folder.song.title == "my tune.v2")
                var song = folder.song
                song.title = "Renamed"
                try folder.save(song)
            }
            #expect(try SongPlace.open(vocal: vocal).song.title == "Renamed")
        }
    }

    @Test func aVocalThatChangedIsToldOf() throws {
        try withFolder { root in
            let vocal = root.appendingPathComponent("tune.wav")
            try AudioWriter.write(Sounds.mono(440, level: 0.3), to: vocal, format: .wav16)
            do { _ = try SongPlace.open(vocal: vocal) }
            do { #expect(try SongPlace.open(vocal: vocal).notices.isEmpty) }
            try AudioWriter.write(Sounds.mono(440, level: 0.3, seconds: 1), to: vocal, format: .wav16)
            do {
                let folder = try SongPlace.open(vocal: vocal)
                #expect(folder.notices.count == 1 && folder.notices[0].contains(vocal.path))
                #expect(try folder.vocal(of: folder.song)?.frameCount == 132_300)
            }
            // the song lives on without the file
            try FileManager.default.removeItem(at: vocal)
            #expect(try SongPlace.open(vocal: vocal).notices.isEmpty)
        }
    }

    @Test func vocalsThatDifferInTheirEndingAreTwoSongs() throws {
        try withFolder { root in
            let (wav, flac) = (root.appendingPathComponent("tune.wav"), root.appendingPathComponent("tune.flac"))
            try AudioWriter.write(Sounds.mono(440, level: 0.3), to: wav, format: .wav16)
            try AudioWriter.write(Sounds.mono(330, level: 0.3), to: flac, format: .flac16)
            var urls: [URL] = []
            for vocal in [wav, flac, wav, flac] { urls.append(try SongPlace.open(vocal: vocal).url) }
            #expect(urls[0] == urls[2] && urls[1] == urls[3])
            #expect(urls.prefix(2).map(\.lastPathComponent) == ["tune.backline", "tune.flac.backline"])
        }
    }

    @Test func elsewhereWhenThereIsNoWritingBeside() throws {
        let library = URL(fileURLWithPath: "/data/songs")
        let vocals = ["/cd/tune.wav", "/cd/tune.wav", "/cd/../cd/tune.wav", "/cd/tune.mp3", "/cd/b/tune.wav"]
        let places = vocals.map { vocal in
            SongPlace.folder(for: URL(fileURLWithPath: vocal), library: library) { _ in false }
        }
        #expect(places.allSatisfy { $0.deletingLastPathComponent().path == library.path })
        #expect(places.allSatisfy { $0.lastPathComponent.hasPrefix("tune-") })
        #expect(places[0] == places[1] && places[0] == places[2])
        #expect(Set(places).count == 3)
    }

    @Test func theLibraryFollowsXDG() {
        #expect(SongPlace.library(["XDG_DATA_HOME": "/data", "HOME": "/home/x"]).path == "/data/backline/songs")
        #expect(SongPlace.library(["HOME": "/home/x"]).path == "/home/x/.local/share/backline/songs")
        // the specification: a relative path is to be ignored
        let relative = ["XDG_DATA_HOME": "data", "HOME": "/home/x"]
        #expect(SongPlace.library(relative).path == "/home/x/.local/share/backline/songs")
    }
}
