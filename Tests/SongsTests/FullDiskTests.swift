import AudioFiles
import Foundation
import Signal
import Songs
import Testing

/// A disk that is full part of the way, where one can be had: as root on Linux, a small tmpfs.
@Suite(.serialized) struct FullDiskTests {
    private static let mayMount: Bool = {
        (try? withFolder { mount("tmpfs", $0.path, "tmpfs", 0, "size=64k") == 0 && umount($0.path) == 0 }) ?? false
    }()

    private func withDisk(_ size: String, _ body: (URL) throws -> Void) throws {
        try withFolder { root in
            #expect(mount("tmpfs", root.path, "tmpfs", 0, "size=\(size)") == 0)
            defer { umount(root.path) }
            try body(root)
        }
    }

    private func files(below folder: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    }

    /// Stems of 0.5 MB each: the second does not fit.
    @Test(.enabled(if: mayMount, "no permission to mount a small disk")) func aTakeThatDoesNotFitLeavesNothing() throws
    {
        try withDisk("1m") { root in
            let folder = try SongFolder.create(at: root.appendingPathComponent("song"), title: "Song")
            let before = try files(below: root)
            let stems = Samples.stems(["drums", "bass"], seconds: 6)
            let place = folder.url.appendingPathComponent("takes/001-bass.wav")
            #expect(throws: AudioFileError.diskFull(place)) {
                try folder.store(Samples.take(1, stems: ["drums", "bass"]), stems: stems)
            }
            #expect(try files(below: root) == before)
            #expect(try folder.store(Samples.take(1), stems: Samples.stems()).stems.count == 1)
        }
    }

    @Test(.enabled(if: mayMount, "no permission to mount a small disk")) func anExportThatDoesNotFitLeavesNothing()
        throws
    {
        try withDisk("1m") { root in
            let vocal = Sounds.mono(440, level: 0.2, seconds: 2)
            var song = Samples.song(takes: [1])
            song.takes[0].stems = [.init(name: "band", file: "")]
            song.vocal = .init(file: "vocal.wav", sampleRate: 44_100, frameCount: 88_200, loudness: -17, source: "")
            let older = root.appendingPathComponent("Song-take-1-mix.wav")
            try Data("older".utf8).write(to: older)
            let exporter = try Exporter(
                song, audition: .take(1), settings: ExportSettings(parts: [.mix, .accompaniment], format: .wavFloat))
            let place = root.appendingPathComponent("new/Song-take-1-accompaniment.wav")
            #expect(throws: AudioFileError.diskFull(place)) {
                try exporter.export(
                    vocal: vocal, takes: [1: Samples.stems()], to: root.appendingPathComponent("new"))
            }
            #expect(throws: AudioFileError.self) {
                try exporter.export(vocal: vocal, takes: [1: Samples.stems()], to: root)
            }
            #expect(try files(below: root) == ["Song-take-1-mix.wav"])
            #expect(try Data(contentsOf: older) == Data("older".utf8))
        }
    }

    @Test(.enabled(if: mayMount, "no permission to mount a small disk")) func theSavedSongSurvivesAFullDisk() throws {
        try withDisk("1m") { root in
            let folder = try SongFolder.create(at: root.appendingPathComponent("song"), title: "Song")
            let filler = root.appendingPathComponent("filler")
            #expect(FileManager.default.createFile(atPath: filler.path, contents: nil))
            let handle = try FileHandle(forWritingTo: filler)
            // until nothing more fits
            while (try? handle.write(contentsOf: Data(count: 4096))) != nil {}
            var song = folder.song
            song.title = "Long"
            song.marks = (0..<120).map { .init(name: "Section \($0)", time: Double($0)) }
            #expect(throws: AudioFileError.diskFull(folder.url.appendingPathComponent("song.json"))) {
                try folder.save(song)
            }
            #expect(try SongFolder.open(folder.url, access: .readOnly).song.title == "Song")
            try FileManager.default.removeItem(at: filler)
            try handle.close()
            try folder.save(song)
            #expect(try SongFolder.open(folder.url, access: .readOnly).song == song)
        }
    }
}
