import Foundation
import Testing

/// The progress bar belongs on a terminal only.
struct ProgressTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private static let hasScript = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

    private func onATerminal(_ option: String, columns: Int = 100) throws -> Program.Outcome {
        let command =
            "stty cols \(columns); '\(try Program.url().path)' generate '\(Program.sample("twinkle.flac"))' --to 2 "
            + "--steps 2 --out '\(scratch.path("out"))' \(option)"
        return try Program.run(
            ["-qec", command, "/dev/null"], program: URL(fileURLWithPath: "/usr/bin/script"), scratch: scratch)
    }

    @Test(.enabled(if: hasScript, "no program script"))
    func aBarOnATerminal() throws {
        let outcome = try onATerminal("")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("twinkle.flac, seed 1 ["))
        #expect(outcome.output.contains("listening"))
        #expect(outcome.output.contains("section 1/1, step 2/2"))
        // at the end the line is cleared and the take's sentence stands alone
        let last = try #require(outcome.output.components(separatedBy: "\r\u{1B}[K").last)
        #expect(last.hasPrefix(Program.sample("twinkle.flac") + ": 2.0 s, ") && last.contains(", made in "))
    }

    @Test(.enabled(if: hasScript, "no program script"))
    func aNarrowTerminal() throws {
        let outcome = try onATerminal("", columns: 20)
        let frames = outcome.output.components(separatedBy: "\r\u{1B}[K").dropFirst().dropLast()
        #expect(!frames.isEmpty)
        #expect(frames.allSatisfy { $0.count < 20 })
    }

    @Test(.enabled(if: hasScript, "no program script"), arguments: ["--quiet", "--json"])
    func noBarWhenNotWanted(option: String) throws {
        let outcome = try onATerminal(option)
        #expect(outcome.status == 0)
        #expect(!outcome.output.contains("[" + "=") && !outcome.output.contains("\u{1B}"))
        #expect(outcome.output.isEmpty == (option == "--quiet"))
    }

    @Test func noBarInAPipe() throws {
        let outcome = try Program.generate(
            [Program.sample("twinkle.flac"), "--to", "2", "--out", scratch.path("out")], scratch: scratch)
        #expect(outcome.status == 0)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.lines.count == 1 && !outcome.output.contains("\u{1B}") && !outcome.output.contains("\r"))
    }
}
