import AudioFiles
import Foundation
import Signal
import Testing

/// A disk that is full part of the way, where one can be had: as root on Linux, a tmpfs of 256 kB.
@Suite(.serialized)
struct FullDiskTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private static let mayMount: Bool = {
        guard let scratch = try? Scratch(), mount("tmpfs", scratch.folder.path, "tmpfs", 0, "size=64k") == 0 else {
            return false
        }
        return umount(scratch.folder.path) == 0
    }()

    @Test(.enabled(if: mayMount, "no permission to mount a small disk"), arguments: AudioFileFormat.allCases)
    func nothingIsLostOrLeft(format: AudioFileFormat) throws {
        #expect(mount("tmpfs", scratch.folder.path, "tmpfs", 0, "size=256k") == 0)
        defer { umount(scratch.folder.path) }
        let url = scratch.url("take")
        let small = AudioBuffer(sampleRate: 24000, mono: noise(1000))
        try AudioWriter.write(small, to: url, format: format)
        let before = try Data(contentsOf: url)
        let large = AudioBuffer(sampleRate: 24000, mono: noise(500_000))
        #expect(throws: AudioFileError.diskFull(url)) { try AudioWriter.write(large, to: url, format: format) }
        #expect(throws: AudioFileError.diskFull(url)) { try AtomicFile.write(Data(count: 300_000), to: url) }
        #expect(try Data(contentsOf: url) == before)
        #expect(try scratch.names == ["take"])
    }
}
