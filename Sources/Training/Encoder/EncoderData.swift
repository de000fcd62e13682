import Band
import Corpus
import Foundation

/// Where the encoder's songs come from.
struct EncoderData {
    /// How many training songs there are; nil for songs without end.
    let limit: Int?
    let training: @Sendable (Int) throws -> RenderedSong
    let validation: [() throws -> RenderedSong]

    /// Songs rendered while they are needed, where the folder holds the data set (pop909 and pop909-cl); else the songs
    /// of a corpus.
    /// - Parameter cache: where rendered songs are kept, so that a run that is resumed finds them again.
    /// - Throws: `TrainingError.noData`, `CorpusError`.
    init(_ run: EncoderRun, in data: URL, cache: URL) throws {
        let folders = POP909Folders(
            original: data.appendingPathComponent("pop909"), corrected: data.appendingPathComponent("pop909-cl"))
        guard !FileManager.default.fileExists(atPath: folders.original.path) else {
            let sheets = data.appendingPathComponent("leadsheets")
            self = try Self.rendered(run, from: folders, leadSheets: sheets, cache: cache)
            return
        }
        let training = try CorpusIndex.songs(in: data, split: .training)
        let validation = try CorpusIndex.songs(in: data, split: .validation)
        guard !training.isEmpty, !validation.isEmpty else { throw TrainingError.noData(path: data.path) }
        self.init(
            limit: training.count, training: { try training[$0].rendered() },
            validation: validation.map { song in { try song.rendered() } })
    }

    private init(
        limit: Int?, training: @escaping @Sendable (Int) throws -> RenderedSong,
        validation: [() throws -> RenderedSong]
    ) {
        self.limit = limit
        self.training = training
        self.validation = validation
    }

    /// Validation hears POP909's songs alone, so that its figures can be compared with those of earlier runs.
    private static func rendered(
        _ run: EncoderRun, from folders: POP909Folders, leadSheets: URL, cache: URL
    ) throws -> EncoderData {
        var plan = SongPlan.Settings(
            seed: run.training.seed, seconds: run.songSeconds, validationSeconds: run.songSeconds,
            fonts: try SoundFont.find())
        if let parts = run.untidiness { plan.untidiness = Set(parts) }
        let settled = plan
        func corpus(_ split: SongSymbols.Split) throws -> LiveCorpus {
            var settings = LiveCorpus.Settings(
                folders: folders, split: split, plan: settled, lookAhead: 4,
                cache: run.cacheGigabytes > 0 ? cache.appendingPathComponent(split.rawValue) : nil,
                cacheLimit: Int(run.cacheGigabytes * 1e9))
            if split == .training, let share = run.leadSheets, share > 0 {
                (settings.leadSheets, settings.leadSheetShare) = (leadSheets, share)
            }
            return try LiveCorpus(settings)
        }
        let songs = try corpus(.training), others = try corpus(.validation)
        return EncoderData(
            limit: nil, training: { try songs.song($0) },
            validation: (0..<run.validationSongs).map { number in { try others.song(number) } })
    }
}
