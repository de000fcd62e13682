import Corpus
import Foundation

/// The validation songs of a corpus that a suite measures on.
package enum ValidationSongs {
    /// All that are finished, in order of their identifiers.
    /// - Throws: `SuiteError.fewerThanTwoSongs`; `CorpusError` for a corpus that can't be read.
    package static func all(of corpus: URL) throws -> [CorpusSong] {
        let songs = try CorpusIndex.songs(in: corpus, split: .validation)
        guard songs.count > 1 else { throw SuiteError.fewerThanTwoSongs(corpus) }
        return songs
    }

    /// The first `count` of them.
    /// - Throws: `SuiteError.fewerThanTwoSongs` also where `count` leaves fewer; `CorpusError`.
    package static func first(_ count: Int, of corpus: URL) throws -> [CorpusSong] {
        let songs = Array(try all(of: corpus).prefix(count))
        guard songs.count > 1 else { throw SuiteError.fewerThanTwoSongs(corpus) }
        return songs
    }
}
