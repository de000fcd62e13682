import Music

/// A steady tempo through taps: least squares of the taps' times over their counted beats, without those that stand
/// out. A beat that was not tapped is counted, one tapped twice is not.
public struct TapTempo: Sendable, Equatable {
    /// Seconds a beat.
    public let period: Double
    /// Seconds of the beat at the first tap that counts.
    public let first: Double
    /// Taps that stood out and do not count.
    public let rejected: Int

    /// Beats a minute.
    public var tempo: Double { 60 / period }

    public static let fewestTaps = 3
    /// Share of a beat by which a tap may be off and still count.
    private static let tolerance = 0.2
    /// Share of a beat by which taps may be off on average and still tell a tempo.
    private static let unsteadiness = 0.1

    /// - Parameter taps: seconds, in any order.
    /// - Throws: `SheetEditError`.
    public init(taps: [Double]) throws {
        let times = taps.filter(\.isFinite).sorted()
        guard times.count >= Self.fewestTaps else { throw SheetEditError.tooFewTaps(needed: Self.fewestTaps) }
        let gaps = zip(times.dropFirst(), times).map { $0 - $1 }.sorted()
        // Missed beats make long gaps and double taps short ones; most are single beats.
        let median = gaps[gaps.count / 2]
        guard median > 0 else { throw SheetEditError.unsteadyTaps }
        var kept = Self.counted(times, period: median)
        var line = Self.line(kept)
        while let worst = kept.max(by: { line.distance($0) < line.distance($1) }),
            line.distance(worst) > Self.tolerance * line.period, kept.count > Self.fewestTaps
        {
            kept.removeAll { $0.time == worst.time }
            line = Self.line(kept)
        }
        guard kept.count >= Self.fewestTaps, line.period > 0 else { throw SheetEditError.unsteadyTaps }
        let off = kept.map { line.distance($0) }.reduce(0, +) / Double(kept.count)
        guard off <= Self.unsteadiness * line.period else { throw SheetEditError.unsteadyTaps }
        period = line.period
        first = line.offset + Double(kept[0].beat) * line.period
        rejected = times.count - kept.count
    }

    private typealias Tap = (beat: Int, time: Double)

    private struct Line {
        var offset: Double
        var period: Double

        func distance(_ tap: Tap) -> Double { abs(tap.time - offset - Double(tap.beat) * period) }
    }

    /// Each tap with the beat it stands for, counted on from the tap before, so that a tempo a little off does not add up.
    private static func counted(_ times: [Double], period: Double) -> [Tap] {
        var taps: [Tap] = [(0, times[0])]
        for time in times.dropFirst() {
            let last = taps[taps.count - 1]
            let beats = Int(((time - last.time) / period).rounded())
            // a second tap of the same beat
            guard beats > 0 else { continue }
            taps.append((last.beat + beats, time))
        }
        return taps
    }

    private static func line(_ taps: [Tap]) -> Line {
        let count = Double(taps.count)
        let meanBeat = taps.reduce(0) { $0 + Double($1.beat) } / count
        let meanTime = taps.reduce(0) { $0 + $1.time } / count
        var covariance = 0.0
        var variance = 0.0
        for tap in taps {
            covariance += (Double(tap.beat) - meanBeat) * (tap.time - meanTime)
            variance += (Double(tap.beat) - meanBeat) * (Double(tap.beat) - meanBeat)
        }
        guard variance > 0 else { return Line(offset: meanTime, period: 0) }
        return Line(offset: meanTime - covariance / variance * meanBeat, period: covariance / variance)
    }
}
