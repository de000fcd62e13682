import Foundation
import Signal

/// What the encoder sees of samples: for each token the power in bins of log frequency, from long windows, and in Mel
/// bands, from short ones. Token n is centred on sample 512 n + 256 at 24 kHz.
///
/// Powers of two sounds that are heard at once nearly add, so that a mix at any balance costs no transform.
///
/// Threads: may be shared; see `FourierTransform`.
public struct EncoderFrontEnd: Sendable {
    /// MIDI pitch of the lowest bin of log frequency, bins a semitone, bins: 39 Hz to 6.9 kHz.
    public static let lowestPitch = 27.0
    public static let binsPerSemitone = 2
    public static let pitchBins = 180
    /// Mel bands of a frame and frames a token.
    public static let melBands = 48
    public static let melFrames = 2
    /// Values a token: bins of log frequency, then the bands of the first and of the second frame.
    public static let count = pitchBins + melFrames * melBands

    /// The power that digital silence reads as.
    public static let floor: Float = 1e-11
    /// Bins under this pitch, 220 Hz, are seen through a window twice as long.
    private static let crossing = 57.0
    private static let decimation = 8
    private static let sampleRate = 24_000.0
    private static let hop = Posteriors.hop
    /// Tokens computed at a time, so that memory is bounded.
    private static let block = 256

    private let short: ShortTimeFourier
    private let long: ShortTimeFourier
    private let low: ShortTimeFourier
    private let mel: MelFilterbank
    private let lowpass: [Float]
    /// Where the bins of log frequency take their power from; those below `lowBins` from the decimated transform.
    private let filters: [Filter]
    private let lowBins: Int

    private struct Filter {
        var first: Int
        var weights: [Float]
    }

    /// - Parameter tuning: cents over A = 440 Hz of what is heard: bins of log frequency lie that much higher.
    public init(tuning: Double = 0) {
        short = ShortTimeFourier(windowLength: 1024, hop: Self.hop / Self.melFrames)
        long = ShortTimeFourier(windowLength: 4096, hop: Self.hop)
        low = ShortTimeFourier(windowLength: 1024, hop: Self.hop / Self.decimation)
        mel = MelFilterbank(
            sampleRate: Self.sampleRate, fftLength: 1024, bands: Self.melBands, lowest: 0, highest: 12_000)
        // A Hann-windowed sinc that ends at half the decimated rate.
        let reach = 6 * Self.decimation
        let taps = (-reach...reach).map { place -> Double in
            let x = Double(place) / Double(Self.decimation) * 0.9
            let sinc = place == 0 ? 1 : sin(.pi * x) / (.pi * x)
            return sinc * (0.5 + 0.5 * cos(.pi * Double(place) / Double(reach + 1)))
        }
        let sum = taps.reduce(0, +)
        lowpass = taps.map { Float($0 / sum) }
        let lowBins = Int((Self.crossing - Self.lowestPitch) * Double(Self.binsPerSemitone))
        let (low, long) = (low, long)
        filters = (0..<Self.pitchBins).map { bin in
            let isLow = bin < lowBins
            let rate = isLow ? Self.sampleRate / Double(Self.decimation) : Self.sampleRate
            let transform = isLow ? low : long
            return Self.filter(
                bin: bin, tuning: tuning, spacing: rate / Double(transform.fftLength), bins: transform.bins)
        }
        self.lowBins = lowBins
    }

    /// A triangle around a bin's frequency, as wide as the distance to its neighbours but at least one bin of the
    /// transform.
    /// - Parameter spacing: hertz between the transform's bins.
    private static func filter(bin: Int, tuning: Double, spacing: Double, bins: Int) -> Filter {
        let pitch = lowestPitch + Double(bin) / Double(binsPerSemitone) + tuning / 100
        let hertz = 440 * exp2((pitch - 69) / 12)
        let centre = hertz / spacing
        let half = max(centre * (exp2(1 / Double(12 * binsPerSemitone)) - 1), 1)
        let first = max(Int((centre - half).rounded(.up)), 0)
        let last = min(Int((centre + half).rounded(.down)), bins - 1)
        let weights = (first...last).map { 1 - abs(Double($0) - centre) / half }
        let sum = weights.reduce(0, +)
        return Filter(first: first, weights: weights.map { Float($0 / sum) })
    }

    /// (samples at 24 kHz) -> powers, (tokens, count), tokens = samples / 512 rounded down.
    public func powers(of samples: [Float]) -> [Float] {
        let tokens = samples.count / Self.hop
        var powers = [Float](repeating: 0, count: tokens * Self.count)
        for first in stride(from: 0, to: tokens, by: Self.block) {
            self.powers(of: samples, first..<min(first + Self.block, tokens), into: &powers)
        }
        return powers
    }

    private func powers(of samples: [Float], _ tokens: Range<Int>, into powers: inout [Float]) {
        let centre = tokens.lowerBound * Self.hop + Self.hop / 2
        let span = (tokens.count - 1) * Self.hop
        // the lowest: decimated first
        let reach = lowpass.count / 2
        let lowSpan = (span / Self.decimation) + low.fftLength
        let lowStart = centre - low.fftLength / 2 * Self.decimation
        let wide = stretch(of: samples, from: lowStart - reach, count: lowSpan * Self.decimation + 2 * reach)
        var decimated = [Float](repeating: 0, count: lowSpan)
        wide.withUnsafeBufferPointer { wide in
            lowpass.withUnsafeBufferPointer { taps in
                for place in 0..<lowSpan {
                    var sum: Float = 0
                    let from = place * Self.decimation
                    for tap in 0..<taps.count { sum += taps[tap] * wide[from + tap] }
                    decimated[place] = sum
                }
            }
        }
        let lowest = low.spectrum(of: decimated)
        let upper = long.spectrum(of: stretch(of: samples, from: centre - 2048, count: span + 4096))
        for (row, token) in tokens.enumerated() {
            for (bin, filter) in filters.enumerated() {
                let power =
                    bin < lowBins
                    ? Self.power(lowest, row, filter) * Self.scale(low)
                    : Self.power(upper, row, filter) * Self.scale(long)
                powers[token * Self.count + bin] = max(power, Self.floor)
            }
        }
        // two frames a token, centred a quarter and three quarters into it
        let hop = short.hop
        let frames = stretch(
            of: samples, from: centre - hop / 2 - 512, count: (tokens.count * Self.melFrames - 1) * hop + 1024)
        let spectrum = short.spectrum(of: frames)
        let magnitudes = mel.apply(to: spectrum.magnitude(), frames: spectrum.frames)
        for (row, token) in tokens.enumerated() {
            let place = token * Self.count + Self.pitchBins
            for value in 0..<Self.melFrames * Self.melBands {
                let magnitude = magnitudes[row * Self.melFrames * Self.melBands + value]
                powers[place + value] = max(magnitude * magnitude * Self.scale(short) * 1e4, Self.floor)
            }
        }
    }

    /// So that a sine reads alike through every window: the square of 2 / the window's sum.
    private static func scale(_ transform: ShortTimeFourier) -> Float {
        let sum = Float(transform.windowLength) / 2
        return 4 / (sum * sum)
    }

    private static func power(_ spectrum: Spectrum, _ row: Int, _ filter: Filter) -> Float {
        let start = row * spectrum.bins + filter.first
        return spectrum.real.withUnsafeBufferPointer { real in
            spectrum.imaginary.withUnsafeBufferPointer { imaginary in
                var sum: Float = 0
                for (index, weight) in filter.weights.enumerated() {
                    let (a, b) = (real[start + index], imaginary[start + index])
                    sum += weight * (a * a + b * b)
                }
                return sum
            }
        }
    }

    /// Samples with zeros where there are none.
    private func stretch(of samples: [Float], from start: Int, count: Int) -> [Float] {
        var values = [Float](repeating: 0, count: count)
        for index in max(start, 0)..<max(min(start + count, samples.count), max(start, 0)) {
            values[index - start] = samples[index]
        }
        return values
    }

    /// Hertz in the middle of a value of a token.
    public static func hertz(of value: Int) -> Double {
        guard value >= pitchBins else {
            return 440 * exp2((lowestPitch + Double(value) / Double(binsPerSemitone) - 69) / 12)
        }
        return bandCentres[(value - pitchBins) % melBands]
    }

    /// Hertz in the middle of the Mel bands.
    private static let bandCentres: [Double] = {
        let top = MelFilterbank.mel(hertz: 12_000)
        return (1...melBands).map { MelFilterbank.hertz(mel: top * Double($0) / Double(melBands + 1)) }
    }()

    /// Where the Mel bands' frequencies lie, lowered by semitones: a band and the share of the next one; nil beyond them.
    public static func bandPositions(loweredBy semitones: Int) -> [(band: Int, share: Float)?] {
        bandCentres.map { centre in
            let hertz = centre * exp2(-Double(semitones) / 12)
            guard let next = bandCentres.firstIndex(where: { $0 > hertz }), next > 0 else {
                // the lowest band's own frequency or under it
                return hertz < bandCentres[1] ? (0, 0) : nil
            }
            let (low, high) = (bandCentres[next - 1], bandCentres[next])
            return (next - 1, Float((hertz - low) / (high - low)))
        }
    }

    /// What the network reads: decibels over the mean level, at least `range` under it, in units of 20 dB.
    public static func features(_ powers: [Float]) -> [Float] { features(powers[...], level: level(powers)) }

    /// The mean power in decibels.
    package static func level(_ powers: some Collection<Float>) -> Float {
        let sum = powers.reduce(0.0) { $0 + Double($1) }
        return Float(10 * log10(max(sum / Double(max(powers.count, 1)), Double(floor))))
    }

    /// Decibels under the mean level that are still seen.
    public static let range: Float = 60

    static func features(_ powers: ArraySlice<Float>, level: Float) -> [Float] {
        powers.map { (max(10 * log10f(max($0, floor)) - level, -range) + 20) / 20 }
    }
}
