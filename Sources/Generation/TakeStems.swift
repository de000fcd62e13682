import FastSAG
import Music
import Recipes
import Signal

/// A growing take by stem: the band as one, or what a splitter makes of it.
struct TakeStems {
    private var stream: StemStream?
    /// Final samples of each stem, all equally many.
    private(set) var samples: [String: [Float]]

    /// - Parameter splitter: nil keeps the band as one.
    init(_ splitter: StemSplitter?) {
        stream = splitter.map(StemStream.init)
        samples = [:]
        for name in splitter == nil ? [FastSAGGenerator.stem] : FastSAGGenerator.splitStems { samples[name] = [] }
    }

    /// The stems of a whole band.
    static func samples(_ band: [Float], splitter: StemSplitter, check: () throws -> Void) throws -> [String: [Float]] {
        var stems = TakeStems(splitter)
        var start = 0
        repeat {
            let end = min(start + Self.chunk, band.count)
            try stems.append(Array(band[start..<end]), isLast: end == band.count, check: check)
            start = end
        } while start < band.count
        return stems.samples
    }

    /// Samples of a whole band that are taken at a time, so that a long one needs little memory.
    private static let chunk = 1 << 18

    /// Takes the next samples of the band and moves `samples` on as far as it can be told.
    mutating func append(_ band: [Float], isLast: Bool, check: () throws -> Void) throws {
        guard stream != nil else {
            samples[FastSAGGenerator.stem, default: []] += band
            return
        }
        let stems = try stream?.append(band, isLast: isLast, check: check) ?? [:]
        for (group, part) in stems { samples[group.rawValue, default: []] += part }
    }
}
