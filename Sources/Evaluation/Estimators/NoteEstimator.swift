import Foundation
import Music
import Signal

/// The notes that sound together, frame by frame: the strongest sum of partials, taken away, again and again.
///
/// A. Klapuri, "Multiple fundamental frequency estimation by summing harmonic amplitudes", ISMIR 2006, with weights that
/// fall by 0.8 a partial.
public struct NoteEstimator: Sendable {
    /// MIDI pitches that are looked for.
    public static let range = 33...93
    /// Seconds from frame to frame.
    public static let step = 4_096 / 24_000.0
    /// Partials of a note.
    private static let partials = 8
    private static let decay: Float = 0.8
    /// A frame's most notes.
    public var most = 6
    /// What the next note must reach of the first one's strength.
    public var smallest: Float = 0.4
    /// dB under the loudest frame where nothing is looked for.
    public var silence: Float = -40

    private static let windowLength = 8_192
    private static let hop = 4_096

    public init() {}

    /// - Parameter samples: 24 kHz mono.
    /// - Returns: the MIDI pitches of each frame, rising.
    public func notes(in samples: [Float]) -> [[Int]] {
        let transform = ShortTimeFourier(windowLength: Self.windowLength, hop: Self.hop)
        let spectrum = transform.spectrum(of: samples, padding: transform.centred)
        let magnitudes = spectrum.magnitude()
        let bins = spectrum.bins
        let powers = (0..<spectrum.frames).map { frame in
            magnitudes[(frame * bins)..<((frame + 1) * bins)].reduce(Float(0)) { $0 + $1 * $1 }
        }
        guard let loudest = powers.max(), loudest > 0 else { return powers.map { _ in [] } }
        let floor = loudest * powf(10, silence / 10)
        return (0..<spectrum.frames).map { frame in
            powers[frame] > floor
                ? found(in: Self.peaks(of: Array(magnitudes[(frame * bins)..<((frame + 1) * bins)]))) : []
        }
    }

    /// The spectrum's square root where it peaks, 0 elsewhere: skirts of loud partials carry
    /// no notes, and loud partials count less.
    private static func peaks(of magnitudes: [Float]) -> [Float] {
        var result = [Float](repeating: 0, count: magnitudes.count)
        for bin in 1..<(magnitudes.count - 1)
        where magnitudes[bin] > magnitudes[bin - 1] && magnitudes[bin] >= magnitudes[bin + 1] {
            result[bin] = magnitudes[bin].squareRoot()
        }
        return result
    }

    /// The bins within a third of a semitone of each partial, for each pitch.
    private static let places: [[Range<Int>]] = range.map { pitch in
        let hertz = Note.hertz(ofPitch: Double(pitch))
        return (1...partials).compactMap { partial in
            let bin = hertz * Double(partial) * Double(windowLength) / 24_000
            let width = max(bin * (exp2(0.33 / 12) - 1), 1)
            guard bin + width < Double(windowLength / 2 - 1) else { return nil }
            return Int((bin - width).rounded())..<(Int((bin + width).rounded()) + 1)
        }
    }

    private func found(in spectrum: [Float]) -> [Int] {
        var spectrum = spectrum
        var pitches: [Int] = []
        var first: Float = 0
        while pitches.count < most {
            var best: (index: Int, strength: Float)?
            for (index, places) in Self.places.enumerated() where !pitches.contains(Self.range.lowerBound + index) {
                var weight: Float = 1
                var strength: Float = 0
                for place in places {
                    strength += weight * (spectrum[place].max() ?? 0)
                    weight *= Self.decay
                }
                // Without its own fundamental a sum is the octave below of something else.
                if let fundamental = places.first, spectrum[fundamental].max() == 0 { strength *= 0.5 }
                if strength > best?.strength ?? 0 { best = (index, strength) }
            }
            guard let best, best.strength > first * smallest else { break }
            if pitches.isEmpty { first = best.strength }
            pitches.append(Self.range.lowerBound + best.index)
            for place in Self.places[best.index] {
                for bin in place { spectrum[bin] *= 0.1 }
            }
        }
        return pitches.sorted()
    }
}
