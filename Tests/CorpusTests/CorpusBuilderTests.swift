import AudioFiles
import Corpus
import Foundation
import Music
import Signal
import TestSupport
import Testing

@Suite("Corpus builder")
struct CorpusBuilderTests {
    private func builder(_ data: TinyPOP909, _ name: String, workers: Int = 1) -> CorpusBuilder {
        CorpusBuilder(
            pop909: data.original, corrected: data.corrected, output: data.root.appendingPathComponent(name), seed: 3,
            seconds: 8, validationSeconds: 6, workers: workers)
    }

    @Test("The same songs come out whatever the workers, and what is there stays")
    func build() throws {
        let data = try TinyPOP909(identifiers: [1, 2, 900])
        defer { try? data.remove() }
        let one = builder(data, "one")
        let summary = try one.build()
        #expect(summary.built == 3)
        #expect(summary.audio == 22)
        try builder(data, "two", workers: 3).build()
        for identifier in ["001", "002", "900"] {
            for file in ["vocal.flac", "accompaniment.flac", "symbols.json", "pitch.f32", "activity.u8"] {
                let first = try Data(contentsOf: one.output.appendingPathComponent("\(identifier)/\(file)"))
                let second = try Data(contentsOf: data.root.appendingPathComponent("two/\(identifier)/\(file)"))
                #expect(first == second)
            }
        }
        // Without its mark a song counts as unfinished.
        try FileManager.default.removeItem(at: one.output.appendingPathComponent("002/symbols.json"))
        #expect(try CorpusIndex.songs(in: one.output, split: .training).map(\.entry.symbols.identifier) == [1])
        let again = try one.build()
        #expect(again.built == 1 && again.alreadyThere == 2)
    }

    @Test("The index gives each split its songs, with audio of the stated length")
    func index() throws {
        let data = try TinyPOP909(identifiers: [7, 901])
        defer { try? data.remove() }
        let builder = builder(data, "out")
        try builder.build()
        let training = try CorpusIndex.songs(in: builder.output, split: .training)
        let validation = try CorpusIndex.songs(in: builder.output, split: .validation)
        #expect(training.map(\.entry.symbols.identifier) == [7])
        #expect(validation.map(\.entry.symbols.identifier) == [901])
        let song = try #require(training.first)
        let vocal = try AudioReader.read(song.vocal)
        let accompaniment = try AudioReader.read(song.accompaniment)
        #expect(vocal.sampleRate == 24_000 && vocal.channelCount == 1)
        #expect(vocal.frameCount == 192_000 && accompaniment.frameCount == 192_000)
        let entry = song.entry
        #expect(entry.sungMelody.map(\.pitch) == entry.symbols.melody.map { $0.pitch + entry.octaveShift })
        #expect((-6..<6).contains(entry.transposition))
        // The excerpt begins on a downbeat.
        #expect(entry.symbols.leadSheet.downbeats.first == 0)
    }

    @Test("A song that claims the other split is refused")
    func tampering() throws {
        let data = try TinyPOP909(identifiers: [902])
        defer { try? data.remove() }
        let builder = builder(data, "out")
        try builder.build()
        let file = builder.output.appendingPathComponent("902/symbols.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        try Data(text.replacingOccurrences(of: "\"validation\"", with: "\"training\"").utf8).write(to: file)
        for split in SongSymbols.Split.allCases {
            #expect(throws: CorpusError.self) { try CorpusIndex.songs(in: builder.output, split: split) }
        }
    }

    @Test("Unusable songs are left out with a reason")
    func leftOut() throws {
        let data = try TinyPOP909(offGrid: true)
        defer { try? data.remove() }
        #expect(try builder(data, "out").build().leftOut == 1)
    }

    @Test("Twenty validation songs come first, then everything mixed")
    func order() {
        let order = CorpusBuilder.order(of: Array(1...809) + Array(860...909), seed: 1)
        #expect(Set(order).count == 859)
        #expect(order.prefix(20).allSatisfy { $0 >= 860 })
        #expect(
            order.dropFirst(20).prefix(200).contains { $0 < 300 }
                && order.dropFirst(20).prefix(200).contains { $0 > 600 })
        #expect(order != CorpusBuilder.order(of: Array(1...809) + Array(860...909), seed: 2))
    }
}
