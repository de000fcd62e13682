import Band
import Corpus
import Foundation
import TestSupport
import Testing

@Suite("Note libraries")
struct NoteLibraryTests {
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("notes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private static let small = NoteGrid(pitches: [60, 69], velocities: [50, 100], held: 0.3, seconds: 0.5)

    @Test("Shards are the same however they are made, and are not made again")
    func building() throws {
        try withFolder { folder in
            let fonts = [try #require(NoteLibraryBuilder.usualFonts().first)]
            func build(_ name: String, workers: Int, limit: Int) throws -> NoteLibraryBuilder.Summary {
                try NoteLibraryBuilder(
                    output: folder.appendingPathComponent(name), fonts: fonts, grid: Self.small, workers: workers,
                    limit: limit
                ).build()
            }
            #expect(try build("a", workers: 2, limit: 3).built == 3)
            #expect(try build("b", workers: 1, limit: 1).built == 1)
            let rest = try build("b", workers: 1, limit: 3)
            #expect(rest.built == 2 && rest.alreadyThere == 1)
            for name in ["notes.json", "000.pcm", "001.pcm", "002.pcm"] {
                let pair = try ["a", "b"].map { try Data(contentsOf: folder.appendingPathComponent("\($0)/\(name)")) }
                #expect(pair[0] == pair[1], "\(name)")
            }
            let library = try NoteLibrary(folder.appendingPathComponent("a"))
            #expect(library.finished == [0, 1, 2] && Set(library.instruments.map(\.name)).count == 3)
            let loud = try library.samples(NoteKey(instrument: 0, pitch: 1, velocity: 1))
            let soft = try library.samples(NoteKey(instrument: 0, pitch: 1, velocity: 0))
            func power(_ samples: [Float]) -> Float { samples.reduce(0) { $0 + $1 * $1 } }
            #expect(loud.count == 12_000 && power(loud) > 2 * power(soft) && power(soft) > 0)
            #expect(
                try library.samples(NoteKey(instrument: 0, pitch: 1, velocity: 1), 100..<200)
                    == Array(loud[100..<200]))
            #expect(throws: CorpusError.otherNotes(folder.appendingPathComponent("a"))) {
                try NoteLibraryBuilder(output: folder.appendingPathComponent("a"), fonts: fonts).build()
            }
        }
    }

    @Test("Samples come back, and a shard that is cut off does not count")
    func reading() throws {
        try withFolder { folder in
            #expect(throws: CorpusError.noNotes(folder)) { try NoteLibrary(folder) }
            try TinyNotes.write(to: folder)
            let shard = folder.appendingPathComponent("001.pcm")
            try FileHandle(forWritingTo: shard).truncate(atOffset: 1000)
            let library = try NoteLibrary(folder)
            #expect(library.finished == [0])
            let found = try library.samples(NoteKey(instrument: 0, pitch: 3, velocity: 1))
            let wanted = TinyNotes.note(instrument: 0, pitch: 63, velocity: 120)
            #expect(zip(found, wanted).allSatisfy { abs(Double($0) - $1) < 1.0 / 32_768 })
        }
    }

    @Test("Pairs are divided 80 to 10 to 10, all velocities of one the same way")
    func splitting() {
        var counts: [NoteSplit: Int] = [:]
        for instrument in 0..<200 {
            for pitch in 31...95 {
                counts[NoteSplit(instrument: "Instrument \(instrument)", pitch: pitch), default: 0] += 1
            }
        }
        let all = 200 * 65.0
        #expect(abs(Double(counts[.training] ?? 0) / all - 0.8) < 0.02)
        #expect(abs(Double(counts[.validation] ?? 0) / all - 0.1) < 0.015)
        #expect(abs(Double(counts[.test] ?? 0) / all - 0.1) < 0.015)
        // the division of a released model must not move
        #expect(
            NoteSplit(instrument: "Yamaha Grand Piano", pitch: 60)
                == NoteSplit(instrument: "Yamaha Grand Piano", pitch: 60))
    }
}
