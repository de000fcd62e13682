import Foundation
import Music
import Signal

/// What a live song's number stands for, and the way from it to the song.
struct LiveSongMaker: Sendable {
    let identifiers: [Int]
    private let settings: LiveCorpus.Settings
    private let cache: SongCache?
    /// In the names of kept songs: all that decides how they sound.
    private let key: String

    /// Raise it with every change to arranger, singer, microphone or mix: songs kept by an older program then count no
    /// more.
    private static let edition = 3

    init(_ settings: LiveCorpus.Settings) throws {
        self.settings = settings
        identifiers = try POP909Song.identifiers(in: settings.folders.original)
            .filter { try SongSymbols.Split(identifier: $0) == settings.split }
        guard !identifiers.isEmpty else { throw CorpusError.noUsableSong(settings.folders.original) }
        cache = try settings.cache.map { try SongCache(folder: $0, limit: settings.cacheLimit) }
        let plan = settings.plan
        var description = "\(Self.edition) \(plan.seed) \(plan.seconds) \(plan.validationSeconds) \(settings.stems)"
        description += " \(settings.split) \(identifiers)"
        description += " \(plan.styles.map(\.rawValue)) \(settings.folders.original.path)"
        for font in plan.fonts {
            let size = try FileManager.default.attributesOfItem(atPath: font.file.path)[.size] as? Int ?? 0
            description += " \(font.name) \(size)"
        }
        // FNV-1a: any machine gives the same name.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in description.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        key = String(hash, radix: 36)
    }

    private func name(_ number: Int) -> String { "\(key)-\(number)" }

    func isKept(_ number: Int) -> Bool { cache?.contains(name(number)) ?? false }

    func kept(_ number: Int) -> RenderedSong? { cache?.song(name(number)) }

    /// - Throws: `CorpusError`, `AudioFileError`.
    func make(_ number: Int, with renderer: SongRenderer) throws -> RenderedSong {
        if let song = kept(number) { return song }
        let song = try renderer.render(try plan(number), stems: settings.stems)
        try cache?.keep(song, as: name(number))
        return song
    }

    /// A song that cannot be used gives its place to the next one of the round that can, in a rendering that no other
    /// number has.
    func plan(_ number: Int) throws -> SongPlan {
        let count = identifiers.count
        let round = number / count
        var generator = SeededGenerator(seed: settings.plan.seed, stream: UInt64(round) | 1 << 63)
        let order = identifiers.shuffled(using: &generator)
        for attempt in 0..<count {
            let identifier = order[(number % count + attempt) % count]
            do {
                return try SongPlan(
                    try settings.folders.song(identifier), variation: round + attempt << 24, settings: settings.plan)
            } catch CorpusError.unusable { continue }
        }
        throw CorpusError.noUsableSong(settings.folders.original)
    }
}
