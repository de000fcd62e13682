import Codecs
import FastSAG
import Music
import Recipes
import Signal

/// A growing take by stem: the band as one, or what a splitter makes of it.
struct TakeStems {
    private var stream: StemStream?
    private let splitting: Splitting?
    /// Samples of the band that were taken apart.
    private var position: Int
    private let sounds: [String: RetunedSound]
    /// Of the stems.
    let names: [String]

    /// Why and how a take is taken apart.
    struct Splitting {
        let splitter: StemSplitter
        /// Whether the groups stay apart; else they are put together again.
        let isKept: Bool
        /// Who plays when; nil when all do.
        let gate: BandGate?
    }

    /// - Parameters:
    ///   - splitting: nil keeps the band as one.
    ///   - ratio: frequencies of the take over those of the band.
    ///   - first: which sample of the band comes first.
    init(_ splitting: Splitting?, ratio: Double = 1, from first: Int = 0) throws {
        self.splitting = splitting
        stream = splitting.map { StemStream($0.splitter) }
        position = first
        names = splitting?.isKept == true ? FastSAGGenerator.splitStems : [FastSAGGenerator.stem]
        sounds = try Dictionary(
            uniqueKeysWithValues: names.map {
                ($0, try RetunedSound(ratio: ratio, rate: FastSAGGenerator.sampleRate))
            })
    }

    /// The stems of a whole band.
    /// - Parameter first: which sample of the take that the gate counts its first one is.
    static func samples(
        _ band: [Float], _ splitting: Splitting, from first: Int = 0, check: () throws -> Void
    ) throws -> [String: [Float]] {
        var stems = try TakeStems(splitting, from: first)
        var samples: [String: [Float]] = [:]
        var start = 0
        repeat {
            let end = min(start + Self.chunk, band.count)
            let parts = try stems.append(Array(band[start..<end]), isLast: end == band.count, check: check)
            for (name, part) in parts { samples[name, default: []] += part }
            start = end
        } while start < band.count
        return samples
    }

    /// Samples of a whole band that are taken at a time, so that a long one needs little memory.
    private static let chunk = 1 << 18

    /// Takes the next samples of the band.
    /// - Returns: the next samples of every stem as far as they can be told, all equally many, in the take's tuning.
    mutating func append(_ band: [Float], isLast: Bool, check: () throws -> Void) throws -> [String: [Float]] {
        guard let splitting, stream != nil else {
            return try sounds.mapValues { try $0.append(band, isLast: isLast) }
        }
        var parts = try stream?.append(band, isLast: isLast, check: check) ?? [:]
        for group in StemGroup.allCases {
            splitting.gate?.apply(to: &parts[group, default: []], of: group, from: position)
        }
        let count = parts.values.map(\.count).max() ?? 0
        position += count
        if splitting.isKept {
            var stems: [String: [Float]] = [:]
            for (group, part) in parts {
                stems[group.rawValue] = try sounds[group.rawValue]?.append(part, isLast: isLast)
            }
            return stems
        } else {
            var sum = [Float](repeating: 0, count: count)
            for group in StemGroup.allCases {
                for (index, sample) in (parts[group] ?? []).enumerated() { sum[index] += sample }
            }
            return try sounds.mapValues { try $0.append(sum, isLast: isLast) }
        }
    }
}
