import AudioFiles
import Foundation
import TestSupport
import Testing

struct AtomicFileTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func writesAndReplaces() throws {
        let url = scratch.url("a.json")
        try AtomicFile.write(Data("one".utf8), to: url)
        try AtomicFile.write(Data("two".utf8), to: url)
        #expect(try String(contentsOf: url, encoding: .utf8) == "two")
        try AtomicFile.write(Data(), to: url)
        #expect(try Data(contentsOf: url).isEmpty)
        #expect(try scratch.names == ["a.json"])
    }

    /// Who holds the old file open keeps the old contents: it was replaced, not overwritten.
    @Test func readersOfTheOldFileAreLeftAlone() throws {
        let url = scratch.url("a.json")
        try AtomicFile.write(Data("old".utf8), to: url)
        let reader = try FileHandle(forReadingFrom: url)
        try AtomicFile.write(Data("new".utf8), to: url)
        #expect(try reader.readToEnd() == Data("old".utf8))
    }

    @Test func linksAreFollowed() throws {
        let target = try scratch.file("target", [1])
        let link = scratch.url("link")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
        try AtomicFile.write(Data([2]), to: link)
        #expect(try Data(contentsOf: target) == Data([2]))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == target.path)
    }

    /// 255 bytes is the longest name there is; the temporary file must not need more.
    @Test func longNames() throws {
        let url = scratch.url(String(repeating: "n", count: 255))
        try AtomicFile.write(Data([1]), to: url)
        #expect(try Data(contentsOf: url) == Data([1]))
    }

    @Test func whatAKilledProgramLeftGoesAndWhatIsBeingWrittenStays() throws {
        let left = try scratch.file(".backline-left.tmp", [1])
        let held = try scratch.file(".backline-held.tmp", [1])
        let other = try scratch.file("mine.tmp", [1])
        let writer = open(held.path, O_RDWR | O_CLOEXEC)
        defer { close(writer) }
        #expect(flock(writer, LOCK_EX | LOCK_NB) == 0)
        let link = scratch.url(".backline-link.tmp")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: other)
        try FileManager.default.createDirectory(
            at: scratch.url(".backline-folder.tmp"), withIntermediateDirectories: false)
        try AtomicFile.write(Data([2]), to: scratch.url("a.json"))
        #expect(!FileManager.default.fileExists(atPath: left.path))
        #expect(
            try Set(scratch.names) == [
                ".backline-held.tmp", ".backline-link.tmp", ".backline-folder.tmp", "mine.tmp", "a.json",
            ])
    }

    @Test func errors() throws {
        let missing = scratch.url("none/a.json")
        #expect(throws: AudioFileError.noFolder(missing)) { try AtomicFile.write(Data([1]), to: missing) }
        #expect(throws: AudioFileError.directory(scratch.folder)) {
            try AtomicFile.write(Data([1]), to: scratch.folder)
        }
    }

    @Test func noPermission() throws {
        #expect(chmod(scratch.folder.path, 0o500) == 0)
        defer { chmod(scratch.folder.path, 0o700) }
        let url = scratch.url("a.json")
        try asOrdinaryUser {
            #expect(throws: AudioFileError.noPermissionToWrite(url)) { try AtomicFile.write(Data([1]), to: url) }
        }
    }

    @Test func sentencesNameTheFile() {
        let url = URL(fileURLWithPath: "/music/take.wav")
        #expect(AudioFileError.missing(url).description == "there is no file /music/take.wav")
        #expect(AudioFileError.diskFull(url).description.hasPrefix("the disk is full: /music/take.wav"))
        #expect(AudioFileError.noFolder(url).description == "cannot write /music/take.wav: there is no folder /music")
    }
}
