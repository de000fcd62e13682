import Foundation

/// A stretch of voiced frames that stays within a semitone of its median.
struct SteadyNote {
    /// Cents: standard deviation without the begin and the end.
    let scatter: Double
    /// Cents to either side and hertz of the wave that explains its motion best; nil under half a second.
    let vibrato: (extent: Double, rate: Double, explained: Double)?

    private static let shortest = 0.15
    private static let margin = 3

    /// The steady notes of a pitch track.
    /// - Parameter midi: a value a frame, nil where unvoiced.
    static func find(in midi: [Double?], framesPerSecond: Double) -> [SteadyNote] {
        var notes: [SteadyNote] = []
        var run: [Double] = []
        func finish() {
            if Double(run.count) >= shortest * framesPerSecond, run.count > 2 * margin + 3 {
                notes.append(SteadyNote(run, framesPerSecond: framesPerSecond))
            }
            run = []
        }
        for value in midi {
            guard let value else {
                finish()
                continue
            }
            if let middle = run.median, abs(value - middle) > 1 { finish() }
            run.append(value)
        }
        finish()
        return notes
    }

    private init(_ run: [Double], framesPerSecond: Double) {
        let inner = Array(run.dropFirst(Self.margin).dropLast(Self.margin))
        scatter = 100 * inner.deviation
        vibrato =
            Double(run.count) >= 0.5 * framesPerSecond ? Self.wave(in: inner, framesPerSecond: framesPerSecond) : nil
    }

    /// The sine between 3.5 and 8.5 Hz that takes most from the squares around a straight line.
    private static func wave(
        in values: [Double], framesPerSecond: Double
    ) -> (extent: Double, rate: Double, explained: Double) {
        let rest = values.withoutTrend
        let total = rest.reduce(0) { $0 + $1 * $1 }
        var best = (extent: 0.0, rate: 0.0, explained: 0.0)
        for step in 0...50 {
            let rate = 3.5 + 0.1 * Double(step)
            let angle = 2 * Double.pi * rate / framesPerSecond
            var real = 0.0
            var imaginary = 0.0
            for (index, value) in rest.enumerated() {
                real += value * cos(angle * Double(index))
                imaginary += value * sin(angle * Double(index))
            }
            let count = Double(rest.count)
            let amplitude = 2 * (real * real + imaginary * imaginary).squareRoot() / count
            let explained = min(amplitude * amplitude / 2 * count / max(total, 1e-12), 1)
            if amplitude > best.extent / 100 { best = (100 * amplitude, rate, explained) }
        }
        return best
    }
}

extension [Double] {
    /// nil without values.
    var median: Double? { isEmpty ? nil : sorted()[count / 2] }

    var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }

    /// Standard deviation, n - 1 in the denominator; 0 for fewer than two values.
    var deviation: Double {
        guard count > 1 else { return 0 }
        let mean = mean
        return (reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)).squareRoot()
    }

    /// The value under which a share 0...1 of the values lies, linear between them.
    func quantile(_ share: Double) -> Double {
        let ordered = sorted()
        guard let last = ordered.last else { return 0 }
        let place = share * Double(count - 1)
        let index = Int(place)
        guard index + 1 < count else { return last }
        return ordered[index] + (place - Double(index)) * (ordered[index + 1] - ordered[index])
    }

    /// Less the straight line that lies nearest.
    fileprivate var withoutTrend: [Double] {
        let line = LineFit(enumerated().map { (x: Double($0.offset), y: $0.element, weight: 1) })
        return enumerated().map { $0.element - line.value(at: Double($0.offset)) }
    }
}

/// A straight line through weighted points by least squares.
struct LineFit {
    let slope: Double
    private let middle: (x: Double, y: Double)

    init(_ points: [(x: Double, y: Double, weight: Double)]) {
        let weight = max(points.reduce(0) { $0 + $1.weight }, 1e-12)
        let x = points.reduce(0) { $0 + $1.x * $1.weight } / weight
        let y = points.reduce(0) { $0 + $1.y * $1.weight } / weight
        let across = points.reduce(0) { $0 + ($1.x - x) * ($1.y - y) * $1.weight }
        let along = points.reduce(0) { $0 + ($1.x - x) * ($1.x - x) * $1.weight }
        slope = along > 0 ? across / along : 0
        middle = (x, y)
    }

    func value(at x: Double) -> Double { middle.y + slope * (x - middle.x) }
}
