import AudioFiles
import Evaluation
import Foundation
import Signal
import Testing

struct PairedFilesTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("pairs-\(UUID().uuidString)")
        for name in ["vocals", "generated", "reference"] {
            try FileManager.default.createDirectory(at: at(name), withIntermediateDirectories: true)
        }
    }

    private func at(_ name: String) -> URL { folder.appendingPathComponent(name) }

    private func touch(_ names: String...) throws {
        for name in names { try Data().write(to: at(name)) }
    }

    private func match() throws -> [PairedFiles] {
        try PairedFiles.match(vocals: at("vocals"), generated: at("generated"), reference: at("reference"))
    }

    @Test func namesMatchWhateverTheFormat() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try touch("vocals/b.wav", "vocals/a.flac", "vocals/notes.txt", "vocals/.hidden.wav")
        try touch("generated/a.wav", "generated/b.WAV", "reference/a.ogg", "reference/b.mp3")
        let pairs = try match()
        #expect(pairs.map(\.name) == ["a", "b"])
        #expect(pairs.map(\.generated.lastPathComponent) == ["a.wav", "b.WAV"])
        #expect(pairs.map(\.reference?.lastPathComponent) == ["a.ogg", "b.mp3"])
        let bare = try PairedFiles.match(vocals: at("vocals"), generated: at("generated"))
        #expect(bare.count == 2 && bare.allSatisfy { $0.reference == nil })
    }

    private func complaint() -> String {
        do {
            _ = try match()
            return ""
        } catch { return "\(error)" }
    }

    @Test func whatIsMissingIsNamed() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(complaint() == "\(at("vocals").path) holds no sound files (wav, flac, mp3, ogg or aiff)")
        try touch("vocals/a.wav", "vocals/b.wav", "generated/x.wav", "reference/a.wav", "reference/b.wav")
        #expect(complaint().contains("no file in \(at("generated").path) has the name of one in"))
        try touch("generated/a.wav")
        #expect(complaint() == "\(at("generated").path) lacks b of \(at("vocals").path)")
        try touch("generated/b.wav")
        #expect(complaint() == "\(at("vocals").path) lacks x of \(at("generated").path)")
        try FileManager.default.removeItem(at: at("generated/x.wav"))
        #expect(complaint().isEmpty)
        try touch("reference/b.flac")
        #expect(complaint().contains("are both called b"))
        try FileManager.default.removeItem(at: at("reference"))
        #expect(complaint().hasPrefix("cannot read the folder \(at("reference").path)"))
    }

    @Test func shortFilesAreRefused() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["vocals", "generated"] {
            let buffer = AudioBuffer(sampleRate: 24_000, mono: [Float](repeating: 0.1, count: 12_000))
            try AudioWriter.write(buffer, to: at("\(name)/a.wav"), format: .wav16)
        }
        let files = try PairedFiles.match(vocals: at("vocals"), generated: at("generated"))
        #expect(throws: PairingError.tooShort(at("vocals/a.wav"), seconds: 0.5)) {
            try PairEvaluation().run(files)
        }
    }
}
