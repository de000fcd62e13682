import Foundation
import Music
import Signal

/// What a live song's number stands for, and the way from it to the song.
struct LiveSongMaker: Sendable {
    let identifiers: [Int]
    /// Lead sheets beside POP909's songs.
    private let sheets: [SongSymbols]
    private let settings: LiveCorpus.Settings
    private let cache: SongCache?
    /// In the names of kept songs: all that decides how they sound.
    private let key: String
    private let sheetKey: String

    /// Raise it with every change to arranger, singer, microphone or mix: songs kept by an older program then count no
    /// more.
    private static let edition = 3

    init(_ settings: LiveCorpus.Settings) throws {
        self.settings = settings
        identifiers = try POP909Song.identifiers(in: settings.folders.original)
            .filter { try SongSymbols.Split(identifier: $0) == settings.split }
        guard !identifiers.isEmpty else { throw CorpusError.noUsableSong(settings.folders.original) }
        sheets = try settings.leadSheets.map { try SongSymbols.leadSheets(in: $0, split: settings.split) } ?? []
        cache = try settings.cache.map { try SongCache(folder: $0, limit: settings.cacheLimit) }
        let plan = settings.plan
        var description = "\(Self.edition) \(plan.seed) \(plan.seconds) \(plan.validationSeconds) \(settings.stems)"
        description += " \(settings.split) \(identifiers)"
        description += " \(plan.styles.map(\.rawValue)) \(settings.folders.original.path)"
        if plan.untidiness.count < Untidiness.allCases.count {
            description += " \(plan.untidiness.map(\.rawValue).sorted())"
        }
        if settings.split == .training {
            for diphones in FestivalSinger.installed { description += " \(diphones.rawValue)" }
        }
        for font in plan.fonts {
            let size = try FileManager.default.attributesOfItem(atPath: font.file.path)[.size] as? Int ?? 0
            description += " \(font.name) \(size)"
        }
        key = Self.hashed(description)
        sheetKey = Self.hashed(description + " \(sheets.map(\.identifier))")
    }

    /// FNV-1a: any machine gives the same name.
    private static func hashed(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }

    /// Which source a number's song is from, and which number it has there.
    private func place(_ number: Int) -> (isSheet: Bool, number: Int) {
        guard !sheets.isEmpty else { return (false, number) }
        let before = Int(Double(number) * settings.leadSheetShare)
        let isSheet = Int(Double(number + 1) * settings.leadSheetShare) > before
        return (isSheet, isSheet ? before : number - before)
    }

    private func name(_ number: Int) -> String {
        let place = place(number)
        return place.isSheet ? "\(sheetKey)-\(place.number)s" : "\(key)-\(place.number)"
    }

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
        let place = place(number)
        if place.isSheet { return sheetPlan(place.number) }
        return try songPlan(place.number)
    }

    private func sheetPlan(_ number: Int) -> SongPlan {
        let round = number / sheets.count
        var generator = SeededGenerator(seed: settings.plan.seed, stream: UInt64(round) | 1 << 62)
        let order = sheets.indices.shuffled(using: &generator)
        return SongPlan(
            sheets[order[number % sheets.count]], source: .leadSheet, variation: round, settings: settings.plan)
    }

    private func songPlan(_ number: Int) throws -> SongPlan {
        let count = identifiers.count
        let round = number / count
        var generator = SeededGenerator(seed: settings.plan.seed, stream: UInt64(round) | 1 << 63)
        let order = identifiers.shuffled(using: &generator)
        for attempt in 0..<count {
            let identifier = order[(number % count + attempt) % count]
            do {
                return SongPlan(
                    try settings.folders.song(identifier), variation: round + attempt << 24, settings: settings.plan)
            } catch CorpusError.unusable { continue }
        }
        throw CorpusError.noUsableSong(settings.folders.original)
    }
}
