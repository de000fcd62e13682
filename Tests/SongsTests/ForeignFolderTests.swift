import Foundation
import Songs
import Testing

/// A folder from somebody else does not reach outside itself.
@Suite struct ForeignFolderTests {
    let home: URL
    let song: URL

    init() throws {
        home = FileManager.default.temporaryDirectory.appendingPathComponent("backline-foreign-\(UUID().uuidString)")
        song = home.appendingPathComponent("song.backline")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        _ = try SongFolder.create(at: song, title: "tune")
    }

    private func refused() -> String? {
        do {
            _ = try SongFolder.open(song)
            return nil
        } catch SongFolderError.notPlain(let place) {
            return place.path
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [".lock", "song.json", "vocal.wav", "vocal-2.wav", "takes/001-band.wav"])
    func linksToFilesAreRefused(name: String) throws {
        let thesis = home.appendingPathComponent("thesis.txt")
        try Data("my thesis".utf8).write(to: thesis)
        let place = song.appendingPathComponent(name)
        if FileManager.default.fileExists(atPath: place.path) { try FileManager.default.removeItem(at: place) }
        try FileManager.default.createSymbolicLink(at: place, withDestinationURL: thesis)
        #expect(refused() == place.path)
        #expect(try Data(contentsOf: thesis) == Data("my thesis".utf8))
    }

    @Test(arguments: ["takes", "guides", "deleted", "recordings", "exports"])
    func linksToFoldersAreRefused(name: String) throws {
        let elsewhere = home.appendingPathComponent("elsewhere")
        try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
        let place = song.appendingPathComponent(name)
        if FileManager.default.fileExists(atPath: place.path) { try FileManager.default.removeItem(at: place) }
        try FileManager.default.createSymbolicLink(at: place, withDestinationURL: elsewhere)
        #expect(refused() == place.path)
    }

    /// A pipe would keep the program waiting for ever; a lock with a name elsewhere is not emptied.
    @Test func pipesAndSharedLocksAreRefused() throws {
        let pipe = song.appendingPathComponent("takes/001-band.wav")
        try #require(mkfifo(pipe.path, 0o600) == 0)
        #expect(refused() == pipe.path)
        try FileManager.default.removeItem(at: pipe)
        let lock = song.appendingPathComponent(".lock")
        let thesis = home.appendingPathComponent("thesis.txt")
        try Data("my thesis".utf8).write(to: thesis)
        try FileManager.default.removeItem(at: lock)
        try FileManager.default.linkItem(at: thesis, to: lock)
        #expect(refused() == lock.path)
        #expect(try Data(contentsOf: thesis) == Data("my thesis".utf8))
    }

    /// Whoever keeps songs behind a link of his own opens them.
    @Test func theFolderItselfMayBeALink() throws {
        let link = home.appendingPathComponent("mine")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: song)
        #expect(try SongFolder.open(link).song.title == "tune")
    }
}
