import AudioFiles
import Foundation
import Signal
import Testing

/// Killed at any moment, the program leaves complete files or none.
struct InterruptionTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// - Parameter moment: what stands on disk when the program is killed.
    @Test(arguments: ["the first folder", "the first sound", "the first take", "the second folder"])
    func killed(moment: String) throws {
        let running = try Program.start(
            [
                "generate", Program.sample("twinkle.flac"), "--out", scratch.path("out"), "--to", "3", "--steps", "1",
                "--takes", "4",
            ], scratch: scratch)
        let sign: () throws -> Bool = {
            switch moment {
            case "the first folder": scratch.exists("out/twinkle/1")
            case "the first sound":
                try scratch.files(below: "out").contains { $0.hasSuffix("accompaniment.wav") || $0.hasSuffix(".tmp") }
            case "the first take": scratch.exists("out/twinkle/1/recipe.json")
            default: scratch.exists("out/twinkle/2")
            }
        }
        let end = Date(timeIntervalSinceNow: Program.Running.patience)
        while try !sign(), running.process.isRunning, Date() < end { usleep(200) }
        kill(running.process.processIdentifier, SIGKILL)
        #expect(try running.wait().status == 128 + SIGKILL, "it ended before it could be killed")

        var complete = 0
        for seed in 1...4 where scratch.exists("out/twinkle/\(seed)") {
            // hidden files are what was being written
            let visible = try FileManager.default.contentsOfDirectory(atPath: scratch.path("out/twinkle/\(seed)"))
                .filter { !$0.hasPrefix(".") }
            #expect(Set(visible).isSubset(of: Take.names))
            for name in visible where name.hasSuffix("wav") {
                #expect(try AudioReader.read(scratch.url("out/twinkle/\(seed)/\(name)")).frameCount == 72_000)
            }
            if visible.contains("recipe.json") {
                try Take(scratch.url("out/twinkle/\(seed)")).checkSound()
                complete += 1
            }
        }
        #expect(complete < 4)
        if moment != "the first folder", moment != "the first sound" { #expect(complete >= 1) }
    }

    private static let mayMount: Bool = {
        guard let scratch = try? Scratch(), mount("tmpfs", scratch.folder.path, "tmpfs", 0, "size=64k") == 0 else {
            return false
        }
        return umount(scratch.folder.path) == 0
    }()

    /// A take of 3 s needs 700 kB.
    @Test(.enabled(if: mayMount, "no permission to mount a small disk"), arguments: ["100k", "500k"])
    func fullDisk(size: String) throws {
        try FileManager.default.createDirectory(at: scratch.url("disk"), withIntermediateDirectories: true)
        #expect(mount("tmpfs", scratch.path("disk"), "tmpfs", 0, "size=\(size)") == 0)
        defer { umount(scratch.path("disk")) }
        let outcome = try Program.generate(
            [Program.sample("twinkle.flac"), "--to", "3", "--out", scratch.path("disk/take")], scratch: scratch)
        #expect(outcome.status == 2 && !outcome.crashed, "\(outcome.errors)")
        #expect(
            outcome.errors.contains("disk is full") && outcome.errors.contains(scratch.path("disk/take")),
            "\(outcome.errors)")
        #expect(try FileManager.default.subpathsOfDirectory(atPath: scratch.path("disk")).isEmpty)
    }

    /// The older take stays when there is no room for the new one.
    @Test(.enabled(if: mayMount, "no permission to mount a small disk"))
    func fullDiskUnderAnOlderTake() throws {
        try FileManager.default.createDirectory(at: scratch.url("disk"), withIntermediateDirectories: true)
        #expect(mount("tmpfs", scratch.path("disk"), "tmpfs", 0, "size=1000k") == 0)
        defer { umount(scratch.path("disk")) }
        let arguments = [Program.sample("twinkle.flac"), "--to", "3", "--out", scratch.path("disk/take"), "--seed"]
        #expect(try Program.generate(arguments + ["1"], scratch: scratch).status == 0)
        let before = try Take.bytes(scratch.url("disk/take"))
        let outcome = try Program.generate(arguments + ["2"], scratch: scratch)
        #expect(outcome.status == 2 && outcome.errors.contains("disk is full"), "\(outcome.errors)")
        #expect(try Take.bytes(scratch.url("disk/take")) == before)
        #expect(try scratch.files(below: "disk/take") == Take.names)
    }

    /// The report can't be written: that is said too.
    @Test func fullStandardOutput() throws {
        let command =
            "'\(try Program.url().path)' generate '\(Program.sample("twinkle.flac"))' --to 2 --steps 1 "
            + "--out '\(scratch.path("out"))' --json > /dev/full"
        let outcome = try Program.run(["-c", command], program: URL(fileURLWithPath: "/bin/bash"), scratch: scratch)
        #expect(outcome.status == 2 && !outcome.crashed, "\(outcome.errors)")
        #expect(outcome.errors.contains("standard output"))
    }
}
