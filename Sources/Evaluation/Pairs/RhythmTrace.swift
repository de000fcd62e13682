import Foundation

/// When things begin in a sound, as a curve that can be laid over another's.
public struct RhythmTrace: Sendable, Equatable {
    /// The onset strength, blurred over about 30 ms each way, so that near misses count in part.
    public let values: [Double]
    public let hopSeconds: Double

    /// Seconds of the blur's standard deviation.
    private static let blur = 0.03
    /// Seconds a control is moved by at least.
    private static let shortestShift = 0.2
    private static let controls = 40

    public init(_ envelope: OnsetEnvelope) {
        hopSeconds = envelope.hopSeconds
        let reach = Int((2.5 * Self.blur / hopSeconds).rounded(.up))
        let weights = (-reach...reach).map { exp(-0.5 * pow(Double($0) * envelope.hopSeconds / Self.blur, 2)) }
        let raw = envelope.values
        values = raw.indices.map { frame in
            var sum = 0.0
            for (offset, weight) in zip(-reach...reach, weights) where raw.indices.contains(frame + offset) {
                sum += weight * Double(raw[frame + offset])
            }
            return sum
        }
    }

    /// Pearson's correlation over the time both last; nil where one has no onsets.
    public func correlation(with other: RhythmTrace) -> Double? { Self.correlation(values, other.values, shift: 0) }

    /// The correlation against those with the other one moved in time, round and round, by 40 spans that have nothing to do
    /// with beats; 0 is chance.
    public func z(against other: RhythmTrace) -> Double? {
        let frames = min(values.count, other.values.count)
        let least = Int((Self.shortestShift / hopSeconds).rounded())
        guard frames > 4 * least, let here = correlation(with: other) else { return nil }
        // Multiples of the golden ratio spread evenly and meet no period.
        let shifts = (1...Self.controls).map { index -> Int in
            let place = (Double(index) * 0.618_033_988_75).truncatingRemainder(dividingBy: 1)
            return least + Int(place * Double(frames - 2 * least))
        }
        let moved = shifts.compactMap { Self.correlation(values, other.values, shift: $0) }
        return HarmonyJudge.zScore([here] + moved)
    }

    private static func correlation(_ left: [Double], _ right: [Double], shift: Int) -> Double? {
        let count = min(left.count, right.count)
        guard count > 1 else { return nil }
        let leftMean = left[..<count].reduce(0, +) / Double(count)
        let rightMean = right[..<count].reduce(0, +) / Double(count)
        var product = 0.0
        var leftSquares = 0.0
        var rightSquares = 0.0
        for index in 0..<count {
            let other = index + shift
            let x = left[index] - leftMean
            let y = right[other < count ? other : other - count] - rightMean
            product += x * y
            leftSquares += x * x
            rightSquares += y * y
        }
        let scale = (leftSquares * rightSquares).squareRoot()
        return scale > 1e-12 ? product / scale : nil
    }
}
