import Foundation

/// How far a sound's tones lie from A = 440 Hz: where most of the energy of its spectral peaks stands between the keys.
public struct TuningEstimate: Sendable {
    /// Cents over A = 440 Hz, -50..<50.
    public let cents: Double
    /// 0...1: the share of the energy within `width` of it; 0.36 where the peaks stand anywhere.
    public let clarity: Double

    /// Hz: lower peaks are too broad, higher ones are harmonics, which stand between the keys by themselves.
    private static let range = 100.0...1_000.0
    /// Cents to each side that the peaks of one tuning are spread over.
    private static let width = 18.0
    private static let step = 0.5

    /// - Parameters:
    ///   - samples: mono.
    ///   - sampleRate: Hz; the window is made for 24 kHz.
    /// - Returns: nil where nothing sounds.
    public init?(of samples: [Float], sampleRate: Double = 24_000) {
        let peaks = ChromaAnalysis(range: Self.range).peaks(of: samples, sampleRate: sampleRate).joined().map {
            (cents: 100 * ($0.midi - $0.midi.rounded()), energy: Double($0.magnitude * $0.magnitude))
        }
        let whole = peaks.reduce(0) { $0 + $1.energy }
        guard whole > 0 else { return nil }
        let places = Int(100 / Self.step)
        var energies = [Double](repeating: 0, count: places)
        for peak in peaks { energies[min(Int((peak.cents + 50) / Self.step), places - 1)] += peak.energy }
        let reach = Int(Self.width / Self.step)
        /// Energy around a place, less the farther away.
        func support(_ place: Int) -> Double {
            (-reach...reach).reduce(0) { sum, step in
                let weight = 1 - pow(Double(step) / Double(reach + 1), 2)
                return sum + weight * energies[(place + step + places) % places]
            }
        }
        let supports = (0..<places).map(support)
        let best = supports.indices.max { supports[$0] < supports[$1] } ?? 0
        var cents = (Double(best) + 0.5) * Self.step - 50
        let near = peaks.compactMap { peak -> (distance: Double, weight: Double)? in
            let distance = (peak.cents - cents).wrapped(to: 100)
            guard abs(distance) < Self.width else { return nil }
            return (distance, peak.energy * (1 - pow(distance / Self.width, 2)))
        }
        let weight = near.reduce(0) { $0 + $1.weight }
        if weight > 0 { cents += near.reduce(0) { $0 + $1.distance * $1.weight } / weight }
        self.cents = cents.wrapped(to: 100)
        clarity =
            peaks.reduce(0) { sum, peak in
                sum + (abs((peak.cents - cents).wrapped(to: 100)) < Self.width ? peak.energy : 0)
            } / whole
    }
}

extension Double {
    /// The number nearest to 0 that differs by a multiple of the period, -period/2 ..< period/2.
    fileprivate func wrapped(to period: Double) -> Double { self - period * (self / period + 0.5).rounded(.down) }
}
