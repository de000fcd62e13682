import Foundation

/// Evenly spaced beats: what a click plays.
public struct SteadyGrid: Codable, Sendable, Equatable {
    /// Seconds between beats, over 0.
    public var period: Double
    /// Seconds of one of the beats, from which all are counted.
    public var origin: Double

    public init(period: Double, origin: Double) {
        self.period = period
        self.origin = origin
    }

    /// The grid that lies nearest to beats by least squares. A beat that was missed is no faster tempo: beats are numbered by
    /// their distances in medians.
    /// - Returns: nil for fewer than two beats, and for beats that do not rise.
    public init?(fitting beats: [Double]) {
        let distances = zip(beats.dropFirst(), beats).map { $0 - $1 }
        guard !distances.isEmpty, distances.allSatisfy({ $0 > 0 }) else { return nil }
        let median = distances.sorted()[distances.count / 2]
        var places = [0.0]
        for distance in distances { places.append((places.last ?? 0) + max((distance / median).rounded(), 1)) }
        let count = Double(beats.count)
        let place = places.reduce(0, +) / count
        let time = beats.reduce(0, +) / count
        let product = zip(places, beats).reduce(0) { $0 + ($1.0 - place) * ($1.1 - time) }
        period = product / places.reduce(0) { $0 + ($1 - place) * ($1 - place) }
        origin = time - period * place
    }

    /// Beats a minute.
    public var tempo: Double { 60 / period }

    /// The number of the beat nearest to a time; the origin's is 0.
    public func place(of time: Double) -> Int { Int(((time - origin) / period).rounded()) }

    /// Seconds of a beat.
    public func time(of place: Int) -> Double { origin + Double(place) * period }

    /// Seconds of all beats in a span; of every `every`th, counted from the origin.
    public func beats(in span: Range<Double>, every: Int = 1) -> [Double] {
        let step = period * Double(every)
        guard step > 0, step.isFinite, origin.isFinite else { return [] }
        let first = ((span.lowerBound - origin) / step).rounded(.up)
        return (0..<Int.max).lazy.map { origin + (first + Double($0)) * step }
            .prefix { $0 < span.upperBound }.map { $0 }
    }
}
