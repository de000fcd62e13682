import AudioFiles
import Corpus
import Evaluation
import Foundation

/// How right the judges of key, chord, beat and pitch are on the real renders of validation songs.
package enum EstimatorSuite {
    /// - Parameter count: of songs, at most.
    /// - Throws: `SuiteError.noSongs`, `CorpusError`, `AudioFileError`.
    package static func run(on corpus: URL, count: Int) throws -> EstimatorAccuracy {
        let songs = try CorpusIndex.songs(in: corpus, split: .validation).prefix(count).map { song in
            EstimatorAccuracy.Song(
                accompaniment: try read(song.accompaniment), vocal: try read(song.vocal),
                truth: song.entry.symbols.leadSheet, melody: song.entry.sungMelody)
        }
        guard !songs.isEmpty else { throw SuiteError.noSongs(corpus) }
        return try PairEvaluation.accuracy(
            of: Array(songs), source: "validation renders of \(corpus.lastPathComponent)")
    }

    private static func read(_ file: URL) throws -> [Float] {
        try AudioReader.read(file, resampledTo: RenderedSong.sampleRate, mono: true).mono()
    }
}
