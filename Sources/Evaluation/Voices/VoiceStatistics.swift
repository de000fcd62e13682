import Foundation
import Listener
import Signal

/// How a singing voice sounds, in numbers: for every statistic the values of all frames or notes of a clip, or one for
/// the whole clip.
public struct VoiceStatistics: Sendable, Codable {
    public let values: [VoiceStatistic: [Double]]

    private static let rate = PitchTracker.sampleRate
    private static let hop = PitchTracker.hop
    private static let windowLength = 1_024

    /// - Parameter audio: any sample rate; the mean of the channels is measured.
    /// - Throws: where the sample rate cannot be converted to 24 kHz.
    public init(_ audio: AudioBuffer) throws {
        var samples = try Resampler(from: audio.sampleRate, to: Self.rate).resample(audio.mono())
        let peak = samples.reduce(Float(0)) { max($0, abs($1)) }
        if peak > 0 { for index in samples.indices { samples[index] /= peak } }
        self.init(samples: samples, pitch: PitchTracker().track(samples))
    }

    private init(samples: [Float], pitch: PitchTrack) {
        var values: [VoiceStatistic: [Double]] = [:]
        let midi = (0..<pitch.frameCount).map { pitch.midi(atFrame: $0).map(Double.init) }
        let voiced = midi.compactMap { $0 }
        let framesPerSecond = 1 / pitch.hopSeconds
        values[.voicedShare] = [Double(voiced.count) / Double(max(midi.count, 1))]
        values[.pitch] = voiced
        if !voiced.isEmpty { values[.pitchRange] = [voiced.quantile(0.95) - voiced.quantile(0.05)] }
        values[.pitchMotion] = zip(midi, midi.dropFirst()).compactMap { before, after in
            guard let before, let after else { return nil }
            return abs(after - before) * framesPerSecond
        }
        let notes = SteadyNote.find(in: midi, framesPerSecond: framesPerSecond)
        values[.noteScatter] = notes.map(\.scatter)
        let waves = notes.compactMap(\.vibrato)
        values[.vibratoExtent] = waves.map(\.extent)
        values[.vibratoRate] = waves.filter { $0.explained > 0.4 && $0.extent > 8 }.map(\.rate)
        Self.measureSpectra(samples, pitch: pitch, into: &values)
        Self.measureEnvelope(samples, framesPerSecond: framesPerSecond, into: &values)
        values[.harmonicsToNoise] = (0..<pitch.frameCount).compactMap { frame in
            pitch.hertz[frame] > 0
                ? Self.harmonicsToNoise(samples, at: frame * Self.hop + Self.hop / 2, hertz: Double(pitch.hertz[frame]))
                : nil
        }
        self.values = values.filter { !$0.value.isEmpty }
    }

    /// The clip's mean of a statistic; nil where nothing could be measured.
    public func mean(_ statistic: VoiceStatistic) -> Double? { values[statistic]?.mean }

    // MARK: Spectra

    private static func measureSpectra(
        _ samples: [Float], pitch: PitchTrack, into values: inout [VoiceStatistic: [Double]]
    ) {
        let transform = ShortTimeFourier(windowLength: windowLength, hop: hop)
        // Frame n is centred on sample 256 n + 128, as the pitch is.
        let lead = [Float](repeating: 0, count: (windowLength - hop) / 2)
        let spectrum = transform.spectrum(of: lead + samples + lead)
        let bins = spectrum.bins
        let width = rate / Double(windowLength)
        let frames = min(spectrum.frames, pitch.frameCount)
        var longTerm = [Double](repeating: 0, count: bins)
        var tilts: [Double] = []
        var centroids: [Double] = []
        var bandwidths: [Double] = []
        for frame in 0..<frames {
            let power = (0..<bins).map { bin in
                let real = Double(spectrum.real[frame * bins + bin])
                let imaginary = Double(spectrum.imaginary[frame * bins + bin])
                return real * real + imaginary * imaginary
            }
            for bin in 0..<bins { longTerm[bin] += power[bin] }
            guard pitch.hertz[frame] > 0 else { continue }
            if let tilt = harmonicTilt(power, hertz: Double(pitch.hertz[frame]), width: width) { tilts.append(tilt) }
            let magnitudes = power.map { $0.squareRoot() }
            let total = max(magnitudes.reduce(0, +), 1e-12)
            let center = magnitudes.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / total
            let square = magnitudes.enumerated().reduce(0.0) { sum, item in
                sum + (Double(item.offset) - center) * (Double(item.offset) - center) * item.element
            }
            centroids.append(center * width)
            bandwidths.append((square / total).squareRoot() * width)
        }
        values[.frameTilt] = tilts
        values[.centroid] = centroids
        values[.bandwidth] = bandwidths
        guard longTerm.contains(where: { $0 > 0 }) else { return }
        let bands = (0...15).map { step -> (x: Double, y: Double, weight: Double) in
            // Thirds of an octave.
            let center = 250 * pow(2, Double(step) / 3)
            let first = Int(center * pow(2, -1.0 / 6) / width)
            let last = max(Int(center * pow(2, 1.0 / 6) / width), first)
            return (Double(step) / 3, 10 * log10(Array(longTerm[first...last]).mean + 1e-12), 1)
        }
        values[.longTermTilt] = [LineFit(bands).slope]
        let smooth = longTerm.indices.map { bin in
            Array(longTerm[max(bin - 4, 0)...min(bin + 4, bins - 1)]).mean
        }
        let least = (smooth.max() ?? 0) * 1e-6
        values[.highLimit] = [Double(smooth.lastIndex { $0 > least } ?? 0) * width]
    }

    /// A line through the levels of the harmonics up to 6 kHz over octaves, each weighing its share of an octave.
    private static func harmonicTilt(_ power: [Double], hertz: Double, width: Double) -> Double? {
        let count = Int(6_000 / hertz)
        guard count >= 4 else { return nil }
        return LineFit(
            (1...count).map { harmonic in
                let bin = Int((Double(harmonic) * hertz / width).rounded())
                let peak = power[max(bin - 1, 0)...min(bin + 1, power.count - 1)].max() ?? 0
                return (log2(Double(harmonic)), 10 * log10(peak + 1e-12), 1 / Double(harmonic))
            }
        ).slope
    }

    // MARK: Noise

    /// Decibels, from the correlation r of 40 ms with what comes one period later: r / (1 - r) (Boersma 1993), at most 40.
    static func harmonicsToNoise(_ samples: [Float], at centre: Int, hertz: Double) -> Double? {
        let length = 960
        let period = rate / hertz
        let longest = Int(period.rounded(.up)) + 2
        let start = centre - (length + longest) / 2
        guard start >= 0, start + length + longest < samples.count else { return nil }
        func correlation(_ lag: Int) -> Double {
            var product: Float = 0
            var early: Float = 0
            var late: Float = 0
            for index in start..<start + length {
                product += samples[index] * samples[index + lag]
                early += samples[index] * samples[index]
                late += samples[index + lag] * samples[index + lag]
            }
            return Double(product) / max(Double(early * late).squareRoot(), 1e-12)
        }
        let nearest = Int(period.rounded())
        let near = (max(nearest - 2, 1)...nearest + 2).map(correlation)
        guard let best = near.indices.max(by: { near[$0] < near[$1] }) else { return nil }
        var peak = near[best]
        if best > 0, best < near.count - 1 {
            let curve = near[best - 1] - 2 * near[best] + near[best + 1]
            let slope = near[best + 1] - near[best - 1]
            if curve < 0 { peak -= slope * slope / (8 * curve) }
        }
        let bounded = min(max(peak, 0.01), 0.9999)
        return 10 * log10(bounded / (1 - bounded))
    }

    // MARK: Envelope

    private static func measureEnvelope(
        _ samples: [Float], framesPerSecond: Double, into values: inout [VoiceStatistic: [Double]]
    ) {
        let levels = stride(from: 0, to: samples.count - hop + 1, by: hop).map { start -> Double in
            let power = samples[start..<start + hop].reduce(0.0) { $0 + Double($1 * $1) } / Double(hop)
            return max(10 * log10(power + 1e-12), -90)
        }
        guard levels.count > 8 else { return }
        values[.levelRange] = [levels.quantile(0.95) - levels.quantile(0.05)]
        let rise = 3
        let rises = (rise..<levels.count).map { levels[$0] - levels[$0 - rise] }
        values[.onsetSharpness] = rises.indices.compactMap { index in
            let near = rises[max(index - 5, 0)...min(index + 5, rises.count - 1)]
            return rises[index] > 9 && rises[index] == near.max() ? rises[index] : nil
        }
        values[.syllableModulation] = [
            modulation(levels.map { pow(10, $0 / 20) }, framesPerSecond: framesPerSecond)
        ]
    }

    private static func modulation(_ envelope: [Double], framesPerSecond: Double) -> Double {
        let mean = envelope.mean
        var syllables = 0.0
        var all = 0.0
        // A tenth of a hertz is finer than clips of ten seconds resolve.
        for step in 5...200 {
            let rate = Double(step) / 10
            let angle = 2 * Double.pi * rate / framesPerSecond
            var real = 0.0
            var imaginary = 0.0
            for (index, value) in envelope.enumerated() {
                real += (value - mean) * cos(angle * Double(index))
                imaginary += (value - mean) * sin(angle * Double(index))
            }
            let power = real * real + imaginary * imaginary
            all += power
            if (2...8).contains(rate) { syllables += power }
        }
        return all > 0 ? syllables / all : 0
    }
}
