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

    /// The process's own limit does the same everywhere. It is far above what the tests beside this one write.
    @Test(arguments: AudioFileFormat.allCases)
    func theFileSizeLimit(format: AudioFileFormat) throws {
        let handler = signal(SIGXFSZ, SIG_IGN)
        defer { signal(SIGXFSZ, handler) }
        var old = rlimit()
        #expect(getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &old) == 0)
        var new = rlimit(rlim_cur: 1 << 22, rlim_max: old.rlim_max)
        let large = AudioBuffer(sampleRate: 24000, mono: noise(3 << 20))
        let url = try scratch.file("take", [7])
        #expect(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &new) == 0)
        defer { setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &old) }
        #expect(throws: AudioFileError.cannotWrite(url, reason: "File too large")) {
            try AudioWriter.write(large, to: url, format: format)
        }
        #expect(try Data(contentsOf: url) == Data([7]))
        #expect(try scratch.names == ["take"])
    }
}
