import Codecs
import Corpus
import Evaluation
import Foundation
import Music
import Signal

/// Accompaniments of validation songs taken apart, beside the parts that they were mixed from.
package struct SplittingSuite {
    let splitter: StemSplitter

    package init(splitter: StemSplitter) { self.splitter = splitter }

    /// Ways to come by stems.
    enum Way: String, CaseIterable {
        /// Every stem is the whole.
        case mix = "the mix itself"
        case splitter = "splitter"
        /// The true powers' shares of each frame and Mel band.
        case oracle = "true Mel shares"
    }

    /// - Parameter count: of songs, at most.
    /// - Returns: a row for every way.
    /// - Throws: `SuiteError.noSongs`, `SuiteError.noStems`, `CorpusError`, `AudioFileError`; what the splitter throws.
    package func run(on corpus: URL, count: Int) throws -> [SplittingRow] {
        let songs = try CorpusIndex.songs(in: corpus, split: .validation).prefix(count)
        guard !songs.isEmpty else { throw SuiteError.noSongs(corpus) }
        var ratios: [Way: [StemGroup: [Double]]] = [:]
        var (sounding, computing) = (0.0, 0.0)
        for song in songs {
            let rendered = try song.rendered()
            guard !rendered.stems.isEmpty else { throw SuiteError.noStems(song.folder) }
            let mix = rendered.accompaniment
            let truth = StemSplitter.groups.map { group in
                Self.sum(rendered.stems.filter { StemGroup($0.key) == group }.map(\.value), count: mix.count)
            }
            for way in Way.allCases {
                var made: [[Float]] = []
                let elapsed = try ContinuousClock().measure { made = try stems(of: mix, truth: truth, way) }
                if way == .splitter {
                    sounding += Double(mix.count) / RenderedSong.sampleRate
                    computing += elapsed / .seconds(1)
                }
                for (index, group) in StemSplitter.groups.enumerated() {
                    guard let ratio = SplittingFigures.distortionRatio(made[index], truth[index]) else { continue }
                    ratios[way, default: [:]][group, default: []].append(ratio)
                }
            }
        }
        return Way.allCases.map { way in
            SplittingRow(
                way: way.rawValue, songs: songs.count, ratios: ratios[way] ?? [:],
                speed: way == .splitter && computing > 0 ? sounding / computing : nil)
        }
    }

    private func stems(of mix: [Float], truth: [[Float]], _ way: Way) throws -> [[Float]] {
        let stems: [StemGroup: [Float]]
        switch way {
        case .mix: return truth.map { _ in mix }
        case .splitter:
            var stream = StemStream(splitter)
            stems = try stream.append(mix, isLast: true)
        case .oracle:
            let powers = truth.map { MelFrontEnd().logMel($0).values.map { exp(2 * $0) } }
            let bands = MelFrontEnd().bands
            var stream = StemStream(reach: 0) { _, frames in
                frames.flatMap { frame in
                    powers.indices.flatMap { group in
                        (0..<bands).map { band in
                            let place = frame * bands + band
                            return powers[group][place] / powers.reduce(0) { $0 + $1[place] }
                        }
                    }
                }
            }
            stems = try stream.append(mix, isLast: true)
        }
        return StemSplitter.groups.map { stems[$0] ?? [] }
    }

    private static func sum(_ parts: [[Float]], count: Int) -> [Float] {
        var sum = [Float](repeating: 0, count: count)
        for part in parts {
            for index in 0..<min(count, part.count) { sum[index] += part[index] }
        }
        return sum
    }
}
