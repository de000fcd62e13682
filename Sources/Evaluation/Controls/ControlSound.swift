import FastSAG
import Foundation
import Listener
import Music
import Signal

/// What of a take tells whether it follows a wish. 24 kHz mono.
public struct ControlSound: Sendable {
    public let samples: [Float]
    private let curves: ArrangementCurves

    public init(_ samples: [Float]) {
        self.samples = samples
        let mel = MelFrontEnd().logMel(samples)
        curves = ArrangementCurves(mel: mel.values, bands: mel.bands)
    }

    /// The curves that a wish speaks of.
    public enum Curve: String, CaseIterable, Sendable {
        case density, brightness, level
    }

    /// A value a Mel frame.
    public func values(_ curve: Curve) -> [Float] {
        switch curve {
        case .density: curves.density
        case .brightness: curves.brightness
        case .level: curves.level
        }
    }

    /// The mean of a curve over a share of the take, 0...1.
    public func mean(_ curve: Curve, over part: Range<Double> = 0..<1) -> Double {
        let values = values(curve)
        let range = Int(part.lowerBound * Double(values.count))..<Int(part.upperBound * Double(values.count))
        return values[range].reduce(0) { $0 + Double($1) } / Double(max(range.count, 1))
    }

    /// The mean probability that each family is heard.
    public func families(_ encoder: Listener.Encoder) throws -> [InstrumentFamily: Double] {
        let heard = try encoder.posteriors(of: samples)
        var found: [InstrumentFamily: Double] = [:]
        for (index, family) in InstrumentFamily.allCases.enumerated() {
            // the voice comes first
            let sum = (0..<heard.tokens).reduce(0.0) {
                $0 + Double(heard.activity[$1 * Posteriors.families + 1 + index])
            }
            found[family] = sum / Double(max(heard.tokens, 1))
        }
        return found
    }

    /// Onsets at a share of the beat over those at another, as the logarithm of the ratio of their mean strengths.
    public func onsets(at share: Double, over other: Double, beats: [Double]) -> Double? {
        func strength(_ share: Double) -> Double {
            let envelope = OnsetEnvelope(of: samples)
            let places = zip(beats, beats.dropFirst()).map { $0 + share * ($1 - $0) }
            let near = envelope.values.indices.filter { frame in
                places.contains { abs($0 - envelope.time(ofFrame: frame)) < Self.nearby }
            }
            return near.reduce(0) { $0 + Double(envelope.values[$1]) } / Double(max(near.count, 1))
        }
        let (first, second) = (strength(share), strength(other))
        return first > 0 && second > 0 ? log(first / second) : nil
    }

    /// Seconds.
    private static let nearby = 0.02
}
