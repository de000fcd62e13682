import Foundation
import Signal

/// The way from a singer's mouth into a file: room, microphone, noise, level. Drawn anew for every clip.
public struct Microphone: Codable, Hashable, Sendable {
    /// Seconds after the direct sound, and gain of each early reflection.
    public struct Reflection: Codable, Hashable, Sendable {
        public var delay: Double
        public var gain: Double
    }

    public var reflections: [Reflection]
    /// Seconds for 60 dB of decay.
    public var reverberationTime: Double
    /// Decibels: the tail against the direct sound.
    public var reverberationLevel: Double
    /// Decibels between 200 Hz and 8 kHz; positive is brighter.
    public var tilt: Double
    /// Hertz: the low end of what is heard.
    public var lowCut: Double
    /// Hertz: the high end, or nil for all of it.
    public var highCut: Double?
    /// Decibels under full scale.
    public var noiseFloor: Double
    /// How far over full scale the input is driven, as a factor; 1 or less stays clean.
    public var drive: Double
    /// Decibels: the clip's peak.
    public var peak: Double
    /// Decibels: how far the level wanders as the singer moves.
    public var wander: Double
    /// The device and the file format.
    public var colour: Colour

    public init(drawnBy generator: inout SeededGenerator) {
        let isDry = generator.uniform() < 0.35
        let count = isDry ? 2 : generator.uniform(in: 3..<10)
        let size = generator.uniform(in: 0.015..<0.05)
        reflections = (0..<count).map { _ in
            let delay = generator.uniform(in: 0.001..<size)
            let decibels = generator.uniform(in: -26.0 ..< -10.0) - delay * 150
            return Reflection(
                delay: delay, gain: pow(10, decibels / 20) * (generator.uniform() < 0.5 ? -1 : 1))
        }
        reverberationTime = generator.uniform(in: 0.15..<(generator.uniform() < 0.2 ? 1.6 : 0.7))
        reverberationLevel = isDry ? -60 : generator.uniform(in: -36.0 ..< -12.0)
        tilt = min(max(generator.normal(standardDeviation: 3), -7), 7)
        lowCut = generator.uniform(in: 40.0..<130.0)
        highCut = generator.uniform() < 0.2 ? generator.uniform(in: 4500.0..<9500.0) : nil
        noiseFloor = generator.uniform(in: -95.0 ..< -46.0)
        drive = generator.uniform() < 0.1 ? generator.uniform(in: 1.2..<2.2) : 1
        peak = generator.uniform(in: -20.0 ..< -0.5)
        wander = generator.uniform(in: 0..<2.5)
        colour = Colour(drawnBy: &generator)
    }

    /// The clip as the microphone has it, of the same length.
    public func record(_ dry: AudioBuffer, generator: SeededGenerator) -> AudioBuffer {
        var generator = generator
        let rate = dry.sampleRate
        var samples = dry.peakNormalized(to: 0).mono()
        wander(&samples, rate: rate, generator: &generator)
        addRoom(&samples, rate: rate)
        shape(&samples, rate: rate)
        colour.apply(to: &samples, rate: rate)
        if drive > 1 {
            // Soft at the knee: the limit is reached, never passed.
            let gain = Float(drive)
            samples = AudioBuffer(sampleRate: rate, mono: samples).peakNormalized(to: 0).mono()
            for index in samples.indices { samples[index] = tanh(samples[index] * gain) }
        }
        samples = AudioBuffer(sampleRate: rate, mono: samples).peakNormalized(to: peak).mono()
        addNoise(&samples, rate: rate, seed: generator.next())
        if colour.overload > 1 {
            let limit = Float(pow(10, peak / 20))
            let gain = Float(colour.overload)
            for index in samples.indices { samples[index] = min(max(samples[index] * gain, -limit), limit) }
        }
        return AudioBuffer(sampleRate: rate, mono: colour.encode(samples, rate: rate))
    }

    private func wander(_ samples: inout [Float], rate: Double, generator: inout SeededGenerator) {
        // A random point every two seconds, straight lines between them.
        let step = Int(2 * rate)
        var points: [Float] = []
        for _ in 0..<(samples.count / step + 2) {
            let decibels = wander * generator.normal()
            points.append(Float(pow(10, decibels / 20)))
        }
        for index in samples.indices {
            let way = Float(index % step) / Float(step)
            samples[index] *= points[index / step] * (1 - way) + points[index / step + 1] * way
        }
    }

    /// Early reflections, then a tail of four combs and two all-passes (Schroeder 1962).
    private func addRoom(_ samples: inout [Float], rate: Double) {
        let dry = samples
        for reflection in reflections {
            let delay = max(Int(reflection.delay * rate), 1)
            let gain = Float(reflection.gain)
            for index in stride(from: delay, to: samples.count, by: 1) { samples[index] += dry[index - delay] * gain }
        }
        guard reverberationLevel > -50 else { return }
        var tail = [Float](repeating: 0, count: samples.count)
        for seconds in [0.0297, 0.0371, 0.0411, 0.0437] {
            let delay = Int(seconds * rate)
            let feedback = Float(pow(10, -3 * seconds / reverberationTime))
            var line = [Float](repeating: 0, count: delay)
            var damped: Float = 0
            var place = 0
            for index in tail.indices {
                let output = line[place]
                // High frequencies die first.
                damped += 0.6 * (output - damped)
                line[place] = dry[index] + damped * feedback
                tail[index] += output * 0.25
                place += 1
                if place == delay { place = 0 }
            }
        }
        for seconds in [0.005, 0.0017] {
            let delay = Int(seconds * rate)
            var line = [Float](repeating: 0, count: delay)
            var place = 0
            for index in tail.indices {
                let delayed = line[place]
                let input = tail[index] + 0.7 * delayed
                line[place] = input
                tail[index] = delayed - 0.7 * input
                place += 1
                if place == delay { place = 0 }
            }
        }
        let level = Float(pow(10, reverberationLevel / 20)) * 2
        for index in samples.indices { samples[index] += tail[index] * level }
    }

    /// One-pole filters: a shelf around 1 kHz, the low cut, the high cut twice.
    private func shape(_ samples: inout [Float], rate: Double) {
        func pole(_ frequency: Double) -> Float { Float(exp(-2 * Double.pi * frequency / rate)) }
        let shelf = pole(1000)
        let high = Float(pow(10, tilt / 40))
        let low = 1 / high
        let cut = pole(lowCut)
        let top = highCut.map { pole($0) } ?? 0
        var smooth: Float = 0
        var bottom: Float = 0
        var first: Float = 0
        var second: Float = 0
        for index in samples.indices {
            smooth += (1 - shelf) * (samples[index] - smooth)
            let value = smooth * low + (samples[index] - smooth) * high
            bottom += (1 - cut) * (value - bottom)
            first += (1 - top) * (value - bottom - first)
            second += (1 - top) * (first - second)
            samples[index] = second
        }
    }

    private func addNoise(_ samples: inout [Float], rate: Double, seed: UInt64) {
        var noise = FastNoise(seed: seed)
        var brown: Float = 0
        let level = Float(pow(10, noiseFloor / 20))
        // Rooms are louder below, amplifiers hiss.
        let white = level * 1.6 * Float(colour.hiss)
        let rumble = level * 8 * Float(1 - colour.hiss)
        for index in samples.indices {
            let value = noise.next()
            brown += 0.05 * (value - brown)
            samples[index] += white * value + rumble * brown
        }
        guard colour.humLevel > -100 else { return }
        let hum = pow(10, colour.humLevel / 20)
        // Odd and even harmonics of the mains, weaker as they climb; a table of one period, as 50 and 60 Hz divide most
        // sample rates.
        let period = Int((rate / colour.mains).rounded())
        let table = (0..<period).map { index in
            let angle = 2 * Double.pi * Double(index) / Double(period)
            let overtones = 0.6 * sin(2 * angle + 1) + 0.4 * sin(3 * angle + 2) + 0.2 * sin(5 * angle)
            return Float(hum * (sin(angle) + overtones))
        }
        for index in samples.indices { samples[index] += table[index % period] }
    }
}

extension Microphone {
    /// Corpora from before know nothing of colours.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        reflections = try values.decode([Reflection].self, forKey: .reflections)
        reverberationTime = try values.decode(Double.self, forKey: .reverberationTime)
        reverberationLevel = try values.decode(Double.self, forKey: .reverberationLevel)
        tilt = try values.decode(Double.self, forKey: .tilt)
        lowCut = try values.decode(Double.self, forKey: .lowCut)
        highCut = try values.decodeIfPresent(Double.self, forKey: .highCut)
        noiseFloor = try values.decode(Double.self, forKey: .noiseFloor)
        drive = try values.decode(Double.self, forKey: .drive)
        peak = try values.decode(Double.self, forKey: .peak)
        wander = try values.decode(Double.self, forKey: .wander)
        colour = try values.decodeIfPresent(Colour.self, forKey: .colour) ?? .none
    }
}
