import Foundation
import Signal

/// What becomes of a voice between the singer and the listener beyond one microphone: a studio's doubles, choirs, echoes,
/// rooms, equalisers and compressors; the band that leaks into it, and a gate.
public struct Treatment: Codable, Hashable, Sendable {
    /// The same voice once more, late and never quite in tune with itself: its delay wanders.
    public struct Copy: Codable, Hashable, Sendable {
        /// Seconds.
        public var delay: Double
        /// Seconds: the standard deviation of the delay's wander.
        public var wander: Double
        /// Decibels against the voice.
        public var level: Double
    }

    public struct Echo: Codable, Hashable, Sendable {
        /// Seconds.
        public var delay: Double
        /// Decibels of the first repetition against the voice.
        public var level: Double
        /// 0..<1: what each repetition keeps of the one before.
        public var feedback: Double
    }

    public struct Band: Codable, Hashable, Sendable {
        public var hertz: Double
        public var decibels: Double
        public var quality: Double
    }

    public var copies: [Copy] = []
    /// Singers who sing the same melody beside the voice, and their decibels against it.
    public var choir = 0
    public var choirLevel = 0.0
    public var echoes: [Echo] = []
    public var reverb: Reverb?
    public var equaliser: [Band] = []
    /// Above the threshold, decibels under the loudest, level grows by one part of so many.
    public var compression = 1.0
    public var threshold = -20.0
    /// Decibels of the band against the voice; nil without a leak.
    public var bleed: Double?
    /// Decibels under the voice's mean level below which nothing passes; nil without a gate.
    public var gate: Double?

    /// As it was sung.
    public static let none = Treatment()

    init() {}

    /// - Parameter tempo: beats a minute, for echoes in time.
    public init(tempo: Double, drawnBy generator: inout SeededGenerator) {
        func happens(_ chance: Double) -> Bool { generator.uniform() < chance }
        let layers = generator.uniform()
        if layers < 0.22 {
            copies = (0..<generator.uniform(in: 1..<4)).map { _ in
                Copy(
                    delay: generator.uniform(in: 0.008..<0.045), wander: generator.uniform(in: 0.002..<0.009),
                    level: generator.uniform(in: -10.0..<0))
            }
        } else if layers < 0.3 {
            choir = generator.uniform(in: 1..<4)
            choirLevel = generator.uniform(in: -9.0..<0)
        }
        if happens(0.2) {
            echoes.append(
                Echo(delay: generator.uniform(in: 0.07..<0.15), level: generator.uniform(in: -16.0 ..< -5), feedback: 0)
            )
        }
        if happens(0.25) {
            let beats = [0.5, 0.75, 1, 1.0 / 3][generator.uniform(in: 0..<4)]
            echoes.append(
                Echo(
                    delay: beats * 60 / max(tempo, 30), level: generator.uniform(in: -20.0 ..< -7),
                    feedback: generator.uniform(in: 0.1..<0.5)))
        }
        if happens(0.4) {
            let decibels = generator.uniform(in: -18.0 ..< -4)
            reverb = Reverb(
                roomSize: generator.uniform(in: 0.4..<1), damp: generator.uniform(in: 0.1..<0.7),
                level: pow(10, decibels / 20))
        }
        if happens(0.45) {
            equaliser = (0..<generator.uniform(in: 1..<4)).map { _ in
                Band(
                    hertz: 120 * pow(70, generator.uniform()), decibels: generator.uniform(in: -13.0..<13),
                    quality: generator.uniform(in: 0.4..<2))
            }
        }
        if happens(0.5) {
            compression = generator.uniform(in: 2.5..<12)
            threshold = generator.uniform(in: -36.0 ..< -12)
        }
        if happens(0.3) { bleed = generator.uniform(in: -35.0 ..< -15) }
        if happens(0.12) { gate = generator.uniform(in: 14.0..<26) }
    }

    // MARK: Before the microphone

    /// The voice and its choir, of one length, through the studio.
    /// - Parameters:
    ///   - voice: mono.
    ///   - others: what the choir sings, `choir` of them.
    func produced(_ voice: [Float], others: [[Float]], rate: Double, generator: inout SeededGenerator) -> [Float] {
        var samples = voice
        let gain = Float(pow(10, choirLevel / 20))
        for other in others {
            for index in 0..<min(samples.count, other.count) { samples[index] += gain * other[index] }
        }
        for copy in copies { add(copy, of: voice, to: &samples, rate: rate, generator: &generator) }
        for band in equaliser {
            Biquad.peak(band.hertz, quality: band.quality, decibels: band.decibels, rate: rate).apply(to: &samples)
        }
        if compression > 1 {
            var colour = Microphone.Colour.none
            (colour.compression, colour.threshold) = (compression, threshold)
            colour.apply(to: &samples, rate: rate)
        }
        for echo in echoes { add(echo, to: &samples, rate: rate) }
        if let reverb {
            let wet = reverb.wet(samples)
            for index in samples.indices { samples[index] += wet[index] }
        }
        return samples
    }

    private func add(
        _ copy: Copy, of voice: [Float], to samples: inout [Float], rate: Double, generator: inout SeededGenerator
    ) {
        // A random delay every second and a half, half cosines between them.
        let step = Int(1.5 * rate)
        let delays = (0..<(voice.count / step + 2)).map { _ in
            max(copy.delay + generator.normal(standardDeviation: copy.wander), 0.001) * rate
        }
        let gain = Float(pow(10, copy.level / 20))
        for index in samples.indices {
            let way = (1 - cos(.pi * Double(index % step) / Double(step))) / 2
            let delay = delays[index / step] * (1 - way) + delays[index / step + 1] * way
            let place = Double(index) - delay
            guard place >= 0 else { continue }
            let before = Int(place)
            let share = Float(place - Double(before))
            let next = min(before + 1, voice.count - 1)
            samples[index] += gain * (voice[before] * (1 - share) + voice[next] * share)
        }
    }

    private func add(_ echo: Echo, to samples: inout [Float], rate: Double) {
        let delay = max(Int(echo.delay * rate), 1)
        guard delay < samples.count else { return }
        let dry = samples
        let gain = Float(pow(10, echo.level / 20))
        let kept = Float(echo.feedback)
        var repeated = [Float](repeating: 0, count: samples.count)
        var damped: Float = 0
        for index in delay..<samples.count {
            // Each repetition is duller than the one before.
            damped += 0.5 * (dry[index - delay] + kept * repeated[index - delay] - damped)
            repeated[index] = damped
            samples[index] += gain * damped
        }
    }

    // MARK: After it

    /// The recording with the band's leak, through the gate.
    func leaked(_ recorded: [Float], band: [Float], rate: Double) -> [Float] {
        var samples = recorded
        if let bleed {
            let (voice, other) = (Self.level(recorded), Self.level(band))
            if voice > 0, other > 0 {
                let gain = voice / other * Float(pow(10, bleed / 20))
                for index in 0..<min(samples.count, band.count) { samples[index] += gain * band[index] }
            }
        }
        if let gate { close(&samples, under: Self.level(recorded) * Float(pow(10, -gate / 20)), rate: rate) }
        return samples
    }

    /// Root of the mean power.
    private static func level(_ samples: [Float]) -> Float {
        Float((samples.reduce(0.0) { $0 + Double($1 * $1) } / Double(max(samples.count, 1))).squareRoot())
    }

    /// Opens within 3 ms, closes within a twentieth of a second.
    private func close(_ samples: inout [Float], under threshold: Float, rate: Double) {
        let fall = Float(exp(-1 / (0.03 * rate)))
        let opening = Float(1 - exp(-1 / (0.003 * rate)))
        let closing = Float(1 - exp(-1 / (0.05 * rate)))
        var level: Float = 0
        var gain: Float = 0
        for index in samples.indices {
            level = max(abs(samples[index]), level * fall)
            let target: Float = level > threshold ? 1 : 0
            gain += (target > gain ? opening : closing) * (target - gain)
            samples[index] *= gain
        }
    }
}

extension Microphone {
    /// The same way into a file with worse devices on it: a telephone, a lossy format at few bits, noise, a recorder that
    /// levels everything.
    func worn(by generator: inout SeededGenerator) -> Microphone {
        func happens(_ chance: Double) -> Bool { generator.uniform() < chance }
        var microphone = self
        if happens(0.16) {
            microphone.colour.bandLow = generator.uniform(in: 180.0..<380)
            microphone.colour.bandHigh = generator.uniform(in: 3000.0..<3900)
        }
        if happens(0.22) {
            microphone.colour.codecLimit = generator.uniform(in: 3400.0..<9000)
            microphone.colour.codecDepth = generator.uniform(in: 22.0..<45)
        }
        if happens(0.3) { microphone.noiseFloor = generator.uniform(in: -54.0 ..< -32) }
        if happens(0.2) {
            microphone.colour.compression = generator.uniform(in: 4.0..<10)
            microphone.colour.threshold = generator.uniform(in: -38.0 ..< -15)
        }
        return microphone
    }
}
