import Foundation
import Signal

extension Microphone {
    /// What devices and file formats do to a voice.
    public struct Colour: Codable, Hashable, Sendable {
        /// Decibels under 200 Hz: a microphone near the mouth has more.
        public var proximity: Double
        /// Decibels and hertz of the microphone's own peak.
        public var presence: Double
        public var presenceFrequency: Double
        /// Hertz: a telephone's or a small loudspeaker's band, steep at both ends.
        public var bandLow: Double?
        public var bandHigh: Double?
        /// Worn at the throat: the mouth is hardly heard, hisses not at all.
        public var isContact: Bool
        /// Above the threshold in decibels under the loudest, level grows by one part of so many.
        public var compression: Double
        public var threshold: Double
        /// How far over full scale a converter is driven, as a factor; 1 or less stays clean.
        public var overload: Double
        /// Hertz above which a lossy format keeps nothing, and decibels under a moment's loudest band from which it keeps
        /// nothing either.
        public var codecLimit: Double?
        public var codecDepth: Double
        /// Hertz of the mains, and decibels of their hum under full scale.
        public var mains: Double
        public var humLevel: Double
        /// 0...1: from all rumble to all hiss.
        public var hiss: Double

        /// As recorded by a studio microphone in the middle of a quiet room.
        public static let none = Colour(
            proximity: 0, presence: 0, presenceFrequency: 4000, isContact: false, compression: 1, threshold: -20,
            overload: 1, codecDepth: 60, mains: 50, humLevel: -120, hiss: 0.5)
    }
}

extension Microphone.Colour {
    init(drawnBy generator: inout SeededGenerator) {
        func happens(_ chance: Double) -> Bool { generator.uniform() < chance }
        proximity = happens(0.5) ? generator.uniform(in: -3..<9) : 0
        presence = happens(0.6) ? generator.uniform(in: -5..<9) : 0
        presenceFrequency = generator.uniform(in: 2500..<8500)
        let band = generator.uniform()
        let low = generator.uniform(in: 200.0..<400)
        let high = generator.uniform(in: 3200.0..<5000)
        bandLow = band < 0.05 ? low : nil
        bandHigh = band < 0.05 ? high : nil
        isContact = band > 0.92
        compression = happens(0.4) ? generator.uniform(in: 1.5..<5) : 1
        threshold = generator.uniform(in: -30.0 ..< -10.0)
        overload = happens(0.06) ? generator.uniform(in: 1.2..<2.5) : 1
        codecLimit = happens(0.25) ? generator.uniform(in: 7000..<11_000) : nil
        codecDepth = generator.uniform(in: 45..<75)
        mains = happens(0.6) ? 50 : 60
        humLevel = happens(0.2) ? generator.uniform(in: -75.0 ..< -45.0) : -120
        hiss = generator.uniform()
    }

    /// What the microphone and what follows it do before the level is set.
    func apply(to samples: inout [Float], rate: Double) {
        if isContact {
            // Skin and cartilage: the throat's sound loses 12 dB an octave from 600 Hz on.
            Biquad.lowPass(600, quality: 0.6, rate: rate).apply(to: &samples)
            Biquad.lowPass(5000, quality: 0.7, rate: rate).apply(to: &samples)
        }
        if proximity != 0 { Biquad.lowShelf(200, decibels: proximity, rate: rate).apply(to: &samples) }
        if presence != 0 {
            Biquad.peak(presenceFrequency, quality: 0.9, decibels: presence, rate: rate).apply(to: &samples)
        }
        if let bandLow {
            for quality in [0.54, 1.31] { Biquad.highPass(bandLow, quality: quality, rate: rate).apply(to: &samples) }
        }
        if let bandHigh {
            for quality in Biquad.steep { Biquad.lowPass(bandHigh, quality: quality, rate: rate).apply(to: &samples) }
        }
        if compression > 1 { compress(&samples, rate: rate) }
    }

    /// Up at once, down within a tenth of a second; a gain for every 32 samples, straight lines between them.
    private func compress(_ samples: inout [Float], rate: Double) {
        let step = 32
        let peak = samples.reduce(Float(1e-6)) { max($0, abs($1)) }
        let release = Float(exp(-Double(step) / (0.1 * rate)))
        let slope = Float(1 / compression - 1)
        let limit = Float(threshold) + 20 * log10(peak)
        var level: Float = 1e-6
        var gain: Float = 1
        for start in stride(from: 0, to: samples.count, by: step) {
            let end = min(start + step, samples.count)
            let loudest = samples[start..<end].reduce(Float(1e-6)) { max($0, abs($1)) }
            level = max(loudest, level * release)
            let over = max(20 * log10(level) - limit, 0)
            let next = pow(10, over * slope / 20)
            for index in start..<end {
                samples[index] *= gain + (next - gain) * Float(index - start) / Float(step)
            }
            gain = next
        }
    }

    /// A lossy format: nothing above its limit, holes where a band is far weaker than the loudest.
    func encode(_ samples: [Float], rate: Double) -> [Float] {
        guard let codecLimit else { return samples }
        let transform = ShortTimeFourier(windowLength: 1024, hop: 512)
        guard samples.count > 1024 else { return samples }
        var spectrum = transform.spectrum(of: samples, padding: transform.centred)
        let bins = spectrum.bins
        let width = 16
        let first = Int(2500 / rate * 1024) / width
        let limit = Int(codecLimit / rate * 1024)
        let depth = Float(pow(10, -codecDepth / 10))
        for frame in 0..<spectrum.frames {
            let row = frame * bins
            var powers = [Float](repeating: 0, count: bins / width + 1)
            for bin in 0..<bins {
                let real = spectrum.real[row + bin]
                let imaginary = spectrum.imaginary[row + bin]
                powers[bin / width] += real * real + imaginary * imaginary
            }
            let least = (powers.max() ?? 0) * depth
            for bin in 0..<bins where bin >= limit || (bin / width >= first && powers[bin / width] < least) {
                spectrum.real[row + bin] = 0
                spectrum.imaginary[row + bin] = 0
            }
        }
        return transform.samples(from: spectrum, padding: transform.centred, length: samples.count)
    }
}
