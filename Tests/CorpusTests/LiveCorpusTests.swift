import Band
import Corpus
import Foundation
import Music
import Signal
import TestSupport
import Testing

@Suite("Live corpus")
struct LiveCorpusTests {
    private func settings(
        _ data: TinyPOP909, cache: String? = nil, limit: Int = 1 << 30, workers: Int = 1, lookAhead: Int = 2
    ) throws -> LiveCorpus.Settings {
        LiveCorpus.Settings(
            folders: POP909Folders(original: data.original, corrected: data.corrected),
            plan: SongPlan.Settings(seed: 5, seconds: 5, fonts: try SoundFont.find()), workers: workers,
            lookAhead: lookAhead, cache: cache.map { data.root.appendingPathComponent($0) }, cacheLimit: limit)
    }

    private func isSame(_ first: RenderedSong, _ second: RenderedSong) -> Bool {
        first.vocal == second.vocal && first.accompaniment == second.accompaniment && first.hertz == second.hertz
            && first.activity == second.activity && first.entry == second.entry
    }

    private func files(_ data: TinyPOP909, _ cache: String) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(
            at: data.root.appendingPathComponent(cache), includingPropertiesForKeys: [.fileSizeKey]
        ).filter { $0.pathExtension == "song" }
    }

    @Test("A number gives the same song rendered, read, and with other numbers asked for before")
    func determinism() throws {
        let data = try TinyPOP909(identifiers: [1, 2, 900])
        defer { try? data.remove() }
        let rendered = try LiveCorpus(settings(data)).song(1)
        let kept = try LiveCorpus(settings(data, cache: "cache"))
        let made = try kept.song(1)
        let again = try LiveCorpus(settings(data, cache: "cache", workers: 2))
        _ = try again.song(3)
        let read = try again.song(1)
        #expect(isSame(rendered, made))
        #expect(isSame(rendered, read))
        #expect(rendered.vocal.count == 120_000 && rendered.accompaniment.count == 120_000)
        #expect(rendered.hertz.count == 468 && rendered.activity.count == 234)
        #expect(rendered.vocal.contains { $0 != 0 } && rendered.accompaniment.contains { $0 != 0 })
        #expect(again.waited > .zero)
    }

    @Test("A round holds every training song once; the next brings other renderings")
    func rounds() throws {
        let data = try TinyPOP909(identifiers: [1, 2, 3, 900])
        defer { try? data.remove() }
        let corpus = try LiveCorpus(settings(data))
        #expect(corpus.roundLength == 3)
        let entries = try (0..<6).map { try corpus.plan($0).entry }
        #expect(entries.prefix(3).map(\.symbols.identifier).sorted() == [1, 2, 3])
        #expect(entries.suffix(3).map(\.symbols.identifier).sorted() == [1, 2, 3])
        #expect(entries.map(\.variation) == [0, 0, 0, 1, 1, 1])
        let first = try #require(entries.prefix(3).first { $0.symbols.identifier == 1 })
        let second = try #require(entries.suffix(3).first { $0.symbols.identifier == 1 })
        #expect(first.voice != second.voice && first.production != second.production)
    }

    @Test("The cache keeps to its size: what was used longest ago goes")
    func limit() throws {
        let data = try TinyPOP909(identifiers: [1, 2, 3, 4])
        defer { try? data.remove() }
        let open = try LiveCorpus(settings(data, cache: "cache", lookAhead: 1))
        _ = try open.song(0)
        let size = try #require(try files(data, "cache").first?.resourceValues(forKeys: [.fileSizeKey]).fileSize)
        let limit = size * 5 / 2
        let narrow = try LiveCorpus(settings(data, cache: "narrow", limit: limit, lookAhead: 1))
        for number in 0..<6 { _ = try narrow.song(number) }
        let kept = try files(data, "narrow")
        let total = try kept.reduce(0) { $0 + (try $1.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0) }
        #expect(total > 0 && total <= limit)
    }

    @Test("A damaged file in the cache is made again")
    func damage() throws {
        let data = try TinyPOP909(identifiers: [1])
        defer { try? data.remove() }
        let first = try LiveCorpus(settings(data, cache: "cache", lookAhead: 1)).song(0)
        for file in try files(data, "cache") {
            let bytes = try Data(contentsOf: file)
            try bytes.prefix(bytes.count / 2).write(to: file)
        }
        let second = try LiveCorpus(settings(data, cache: "cache", lookAhead: 1)).song(0)
        #expect(isSame(first, second))
    }

    @Test("Songs that cannot be used give their place to others; a data set of nothing else is an error")
    func unusable() throws {
        let data = try TinyPOP909(identifiers: [1, 2])
        defer { try? data.remove() }
        let bad = try TinyPOP909(identifiers: [2], offGrid: true)
        defer { try? bad.remove() }
        let folder = data.original.appendingPathComponent("002")
        try FileManager.default.removeItem(at: folder)
        try FileManager.default.copyItem(at: bad.original.appendingPathComponent("002"), to: folder)
        let corpus = try LiveCorpus(settings(data))
        let entries = try (0..<2).map { try corpus.plan($0).entry }
        #expect(entries.map(\.symbols.identifier) == [1, 1])
        #expect(entries[0].voice != entries[1].voice)
        let nothing = try LiveCorpus(settings(bad))
        #expect(throws: CorpusError.noUsableSong(bad.original)) { try nothing.song(0) }
    }

    @Test("Many callers get their songs from few workers")
    func callers() throws {
        let data = try TinyPOP909(identifiers: [1, 2])
        defer { try? data.remove() }
        let corpus = try LiveCorpus(settings(data, workers: 2, lookAhead: 3))
        let lengths = Gathered()
        DispatchQueue.concurrentPerform(iterations: 6) { index in
            lengths.add((try? corpus.song([3, 0, 3, 5, 1, 0][index]))?.vocal.count ?? 0)
        }
        #expect(lengths.values == [Int](repeating: 120_000, count: 6))
    }
}

private final class Gathered: @unchecked Sendable {
    private let lock = NSLock()
    private var found: [Int] = []
    func add(_ value: Int) { lock.withLock { found.append(value) } }
    var values: [Int] { lock.withLock { found } }
}
