import Corpus
import Foundation
import Music

/// A corpus song's players apart, in memory, for examples that are mixed anew.
public struct StemSong: Sendable {
    public let entry: CorpusEntry
    public let vocal: StemTrack
    /// Those that play.
    public let parts: [InstrumentFamily: StemTrack]
    /// What they play, as written; empty for a corpus of before notes were kept.
    public let notes: [InstrumentFamily: [Note]]
    /// Samples that all of them have.
    public let count: Int

    public init(_ song: RenderedSong) {
        entry = song.entry
        vocal = StemTrack(song.vocal)
        parts = song.stems.mapValues { StemTrack($0) }.filter { $0.value.isPlaying }
        notes = song.notes
        count = ([vocal] + parts.values).map(\.count).min() ?? 0
    }

    /// The players in one order.
    public var families: [InstrumentFamily] { InstrumentFamily.allCases.filter { parts[$0] != nil } }

    /// Reads songs side by side.
    /// - Throws: `TrainingError.noStems` when a corpus was built without them, `CorpusError`, `AudioFileError`.
    public static func read(_ songs: [CorpusSong]) throws -> [StemSong] {
        if let song = songs.first(where: { !$0.hasStems }) {
            throw TrainingError.noStems(path: song.folder.deletingLastPathComponent().path)
        }
        return try sideBySide(songs.count) { index in Result { StemSong(try songs[index].rendered()) } }
            .map { try $0.get() }
    }
}
