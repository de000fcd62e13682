import Codecs
import Corpus
import Evaluation
import FastSAG
import Foundation
import Music
import Recipes
import Signal

/// Accompaniments of validation songs taken apart, beside the parts that they were mixed from.
struct SplittingSuite {
    let splitter: StemSplitter
    let json: Bool

    /// Ways to come by stems.
    enum Way: String, CaseIterable {
        /// Every stem is the whole.
        case mix = "the mix itself"
        case splitter = "splitter"
        /// The true powers' shares of each frame and Mel band.
        case oracle = "true Mel shares"
    }

    struct Row: Codable {
        var way: String
        var songs: Int
        /// Signal-to-distortion ratios by group, dB, mean and median over the songs in which the group plays.
        var mean: [String: Double]
        var median: [String: Double]
        /// Times faster than it sounds.
        var speed: Double?
    }

    /// - Throws: `RecipeError` for a corpus without finished validation songs, or without stems.
    func run(on corpus: URL, count: Int) throws {
        let songs = try CorpusIndex.songs(in: corpus, split: .validation).prefix(count)
        guard !songs.isEmpty else { throw RecipeError("\(corpus.path) holds no finished validation songs") }
        var ratios: [Way: [StemGroup: [Double]]] = [:]
        var (sounding, computing) = (0.0, 0.0)
        for song in songs {
            let rendered = try song.rendered()
            guard !rendered.stems.isEmpty else {
                throw RecipeError("\(song.folder.path) has no stems; build the corpus with --stems")
            }
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
        if !json { print(Self.headings) }
        for way in Way.allCases {
            try show(
                way, songs.count, ratios[way] ?? [:],
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

    private func show(_ way: Way, _ songs: Int, _ ratios: [StemGroup: [Double]], speed: Double?) throws {
        func figures(_ figure: ([Double]) -> Double) -> [String: Double] {
            Dictionary(uniqueKeysWithValues: ratios.map { ($0.key.rawValue, figure($0.value)) })
        }
        let row = Row(
            way: way.rawValue, songs: songs, mean: figures { $0.reduce(0, +) / Double($0.count) },
            median: figures { $0.sorted()[$0.count / 2] }, speed: speed)
        guard !json else { return print(try jsonLine(row)) }
        func cell(_ value: Double?) -> String { value.map { String(format: "%10.1f", $0) } ?? "         -" }
        print(
            row.way.padding(toLength: Self.nameWidth, withPad: " ", startingAt: 0)
                + StemSplitter.groups.map { cell(row.mean[$0.rawValue]) }.joined()
                + StemSplitter.groups.map { cell(row.median[$0.rawValue]) }.joined()
                + (speed.map { String(format: "%10.0f", $0) } ?? ""))
    }

    private static let nameWidth = 18
    private static let headings =
        "SDR, dB".padding(toLength: nameWidth, withPad: " ", startingAt: 0)
        + (StemSplitter.groups.map(\.rawValue) + StemSplitter.groups.map { _ in "median" } + ["x real"]).map {
            String(repeating: " ", count: 10 - $0.count) + $0
        }.joined()
}
