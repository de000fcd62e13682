import Foundation
import Signal

/// The sound of one file: `SoundCheck` and what goes wrong where sections are put together.
///
/// Where the joins of a strange file lie nobody knows, so clicks and steps are looked for everywhere; music has some of its
/// own, so the reference's figures say what is usual.
public struct SoundFigures: Sendable, Codable, Equatable {
    public var check: SoundCheck
    /// Places where the wave breaks off: the second difference is 12 times as large as anywhere else within 20 ms on both
    /// sides, which no stroke is, since what is struck goes on ringing.
    public var clicks: Int
    /// dB: the largest difference of the levels of two neighbouring seconds, both above -50 dB; 0 where there are none.
    public var largestStep: Double

    private static let clickRatio: Float = 12
    /// Second differences below this are no clicks: -60 dB.
    private static let quietest: Float = 1e-3
    private static let quietestSecond = -50.0

    /// - Throws: `LoudnessError`.
    public init(_ buffer: AudioBuffer) throws {
        check = try SoundCheck(buffer)
        let samples = buffer.mono()
        clicks = Self.clicks(in: samples, rate: buffer.sampleRate)
        largestStep = Self.largestStep(in: samples, rate: buffer.sampleRate)
    }

    private static func clicks(in samples: [Float], rate: Double) -> Int {
        guard samples.count > 2 else { return 0 }
        let differences = (1..<(samples.count - 1)).map { index -> Float in
            let curve: Float = samples[index + 1] - 2 * samples[index] + samples[index - 1]
            return abs(curve)
        }
        let near = max(Int(0.0005 * rate), 2)
        let far = Int(0.02 * rate)
        var found = 0
        var next = 0
        for (index, value) in differences.enumerated() where value > quietest && index >= next {
            let before = max(index - far, 0)..<max(index - near, 0)
            let after = min(index + near + 1, differences.count)..<min(index + far, differences.count)
            guard before.count > near, after.count > near else { continue }
            // Cheap first: most samples fail against their near neighbours.
            guard value > clickRatio * differences[before.upperBound - 1] else { continue }
            let around = max(differences[before].max() ?? 0, differences[after].max() ?? 0)
            if value > clickRatio * around {
                found += 1
                next = index + far
            }
        }
        return found
    }

    private static func largestStep(in samples: [Float], rate: Double) -> Double {
        let part = Int(rate / 10)
        guard part > 0 else { return 0 }
        let powers = stride(from: 0, through: samples.count - part, by: part).map { start in
            samples[start..<(start + part)].reduce(0.0) { $0 + Double($1) * Double($1) } / Double(part)
        }
        guard powers.count >= 20 else { return 0 }
        func level(_ range: Range<Int>) -> Double { 10 * log10(powers[range].reduce(0, +) / 10 + 1e-20) }
        return (10...(powers.count - 10)).reduce(0) { largest, place in
            let before = level((place - 10)..<place)
            let after = level(place..<(place + 10))
            return min(before, after) > quietestSecond ? max(largest, abs(after - before)) : largest
        }
    }
}

/// The sound of a set of files.
public struct SoundSummary: Sendable, Codable, Equatable {
    /// LUFS and dBTP, means over the files that sound.
    public var loudness: Double?
    public var truePeak: Double?
    /// dBTP, of the loudest file.
    public var highestTruePeak: Double?
    /// Files with a clipped sample, and such samples in all.
    public var clippedFiles: Int
    public var clippedSamples: Int
    /// Hz below which 99 % of the energy lies, mean.
    public var bandwidth: Double
    public var flatness: Double
    public var silentShare: Double
    /// A minute.
    public var clicks: Double
    /// dB, mean over files of the largest.
    public var largestStep: Double

    /// - Parameter seconds: of each file.
    public init(_ files: [SoundFigures], seconds: [Double]) {
        func mean(_ values: [Double]) -> Double? {
            values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
        loudness = mean(files.compactMap(\.check.loudness))
        truePeak = mean(files.compactMap(\.check.truePeak))
        highestTruePeak = files.compactMap(\.check.truePeak).max()
        clippedFiles = files.count { $0.check.clippedSamples > 0 }
        clippedSamples = files.reduce(0) { $0 + $1.check.clippedSamples }
        bandwidth = mean(files.map(\.check.bandwidth)) ?? 0
        flatness = mean(files.map(\.check.flatness)) ?? 0
        silentShare = mean(files.map(\.check.silentShare)) ?? 0
        let minutes = seconds.reduce(0, +) / 60
        clicks = minutes > 0 ? Double(files.reduce(0) { $0 + $1.clicks }) / minutes : 0
        largestStep = mean(files.map(\.largestStep)) ?? 0
    }
}
