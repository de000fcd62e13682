import Foundation

/// Why a suite has nothing to measure.
package enum SuiteError: Error, Equatable, CustomStringConvertible {
    /// Songs are compared with one another.
    case fewerThanTwoSongs(URL)
    case noSongs(URL)
    /// A song of a corpus built without `--stems`.
    case noStems(URL)

    package var description: String {
        switch self {
        case .fewerThanTwoSongs(let corpus): "\(corpus.path) holds fewer than two finished validation songs"
        case .noSongs(let corpus): "\(corpus.path) holds no finished validation songs"
        case .noStems(let song): "\(song.path) has no stems; build the corpus with --stems"
        }
    }
}
