import Foundation
import Signal

/// Moments at which something begins, each with a weight: what a steady grid is laid through.
package struct PulseSignal {
    let name: Name
    /// Seconds.
    let times: [Double]
    let weights: [Float]

    enum Name: String, CaseIterable {
        /// The encoder's onsets of vowels.
        case onsets
        /// Peaks of the vocal onset strength, and of the rise of low and high Mel bands.
        case flux, low, high
        /// Where notes begin: all alike, by their length, by the step to them; and where they end.
        case notes, long, steps, ends
        /// The encoder's log odds of beats and of downbeats against their means.
        case beats, downbeats
        /// Where the harmony changes.
        case chords
    }

    /// - Parameters:
    ///   - strength: of `VocalOnsets`, a value a Mel frame.
    ///   - duration: seconds.
    package static func all(
        _ posteriors: Posteriors, notes: [SungNote], strength: [Float], logMel: Spectrogram, duration: Double
    ) -> [PulseSignal] {
        let tokens = (0..<posteriors.tokens).map(Posteriors.time(ofToken:))
        let frames = (0..<max(strength.count, logMel.frames)).map { (Double($0) + 0.5) * logMel.hopSeconds }
        let starts = notes.map(\.start)
        let distances = starts.indices.map { index in
            min((index + 1 < starts.count ? starts[index + 1] : duration) - starts[index], 2)
        }
        let steps = notes.indices.map { index in
            index > 0 ? min(abs(notes[index].pitch - notes[index - 1].pitch), widestStep) : 0
        }
        let half = logMel.bands * 2 / 5
        return [
            PulseSignal(.onsets, tokens, posteriors.onsets),
            PulseSignal(.flux, frames, peaks(strength)),
            PulseSignal(.low, frames, peaks(rise(logMel, bands: 0..<half))),
            PulseSignal(.high, frames, peaks(rise(logMel, bands: half..<logMel.bands))),
            PulseSignal(.notes, starts, starts.map { _ in 1 }),
            PulseSignal(.long, starts, distances.map { Float(min(max(($0 - 0.2) / 0.5, 0), 1.5)) }),
            PulseSignal(.steps, starts, steps),
            PulseSignal(.ends, notes.map(\.end), notes.map { _ in 1 }),
            PulseSignal(.beats, tokens, odds(posteriors.beats)),
            PulseSignal(.downbeats, tokens, odds(posteriors.downbeats)),
            PulseSignal(.chords, tokens, peaks(HarmonicNovelty.ofChords(posteriors))),
        ]
    }

    /// Semitones from which a step counts no more.
    private static let widestStep: Float = 5

    private init(_ name: Name, _ times: [Double], _ weights: [Float]) {
        self.name = name
        let kept = zip(times, weights).filter { $0.1 != 0 }
        self.times = kept.map(\.0)
        self.weights = kept.map(\.1)
    }

    private init(name: Name, times: [Double], weights: [Float]) {
        self.name = name
        self.times = times
        self.weights = weights
    }

    /// What lies in a stretch of time.
    func slice(_ range: Range<Double>) -> PulseSignal {
        let kept = zip(times, weights).filter { range.contains($0.0) }
        return PulseSignal(name: name, times: kept.map(\.0), weights: kept.map(\.1))
    }

    /// The root of the weights' energy; never 0.
    var norm: Double { weights.reduce(0.0) { $0 + Double($1 * $1) }.squareRoot() + 1e-9 }

    /// The Fourier coefficient: the sum of w exp(-2 pi i f (t - reference)), times a scale.
    /// - Parameters:
    ///   - frequency: pulses a second.
    ///   - reference: seconds.
    func coefficient(at frequency: Double, reference: Double, scale: Double) -> MetricalSpectrum.Complex {
        let omega = 2 * Double.pi * frequency
        var (real, imaginary) = (0.0, 0.0)
        for (time, weight) in zip(times, weights) {
            let angle = omega * (time - reference)
            real += Double(weight) * cos(angle)
            imaginary -= Double(weight) * sin(angle)
        }
        return .init(real: real * scale, imaginary: imaginary * scale)
    }

    /// What stands out of the mean of a third of a second around it.
    private static func peaks(_ values: [Float]) -> [Float] {
        let reach = 15
        func at(_ index: Int) -> Float { values.indices.contains(index) ? values[index] : 0 }
        let smooth = values.indices.map { 0.25 * at($0 - 1) + 0.5 * at($0) + 0.25 * at($0 + 1) }
        var sums: [Float] = [0]
        for value in smooth { sums.append((sums.last ?? 0) + value) }
        return smooth.indices.map { index in
            let (first, last) = (max(index - reach, 0), min(index + reach + 1, smooth.count))
            let mean = (sums[last] - sums[first]) / Float(2 * reach + 1)
            return max(smooth[index] - 1.2 * mean, 0)
        }
    }

    /// The mean rise of some bands, in nats, of those that sound.
    private static func rise(_ logMel: Spectrogram, bands: Range<Int>) -> [Float] {
        let quiet = Self.quantile(logMel.values, 0.3)
        return (0..<logMel.frames).map { frame in
            guard frame > 0 else { return 0 }
            var sum: Float = 0
            for band in bands {
                let now = logMel.values[frame * logMel.bands + band]
                let rise = now - logMel.values[(frame - 1) * logMel.bands + band]
                if rise > 0 { sum += rise * min(max((now - quiet) / 3, 0), 1) }
            }
            return sum / Float(bands.count)
        }
    }

    private static func quantile(_ values: [Float], _ share: Double) -> Float {
        let sorted = stride(from: 0, to: values.count, by: 7).map { values[$0] }.sorted()
        return sorted.isEmpty ? 0 : sorted[min(Int(share * Double(sorted.count)), sorted.count - 1)]
    }

    private static func odds(_ probabilities: [Float]) -> [Float] {
        let odds = probabilities.map(Posteriors.logOdds)
        let mean = odds.reduce(0, +) / Float(max(odds.count, 1))
        return odds.map { $0 - mean }
    }
}
