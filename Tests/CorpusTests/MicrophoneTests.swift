import Corpus
import Foundation
import Signal
import Testing

@Suite("Microphone")
struct MicrophoneTests {
    private static let rate = 24_000.0

    /// Root mean square in decibels.
    private static func level(_ samples: some Collection<Float>) -> Double {
        let power = samples.reduce(0.0) { $0 + Double($1 * $1) } / Double(max(samples.count, 1))
        return 10 * log10(power + 1e-20)
    }

    /// A microphone that changes nothing but the level.
    private static func plain() -> Microphone {
        var generator = SeededGenerator(seed: 9)
        var microphone = Microphone(drawnBy: &generator)
        microphone.reflections = []
        microphone.reverberationLevel = -60
        microphone.tilt = 0
        microphone.lowCut = 20
        microphone.highCut = nil
        microphone.noiseFloor = -120
        microphone.drive = 1
        microphone.peak = -6
        microphone.wander = 0
        microphone.colour = .none
        return microphone
    }

    /// Half a second a tone of amplitude 0.3.
    private static func tones(_ frequencies: [Double]) -> AudioBuffer {
        let samples = frequencies.flatMap { frequency in
            (0..<12_000).map { Float(0.3 * sin(2 * Double.pi * frequency * Double($0) / rate)) }
        }
        return AudioBuffer(sampleRate: rate, mono: samples)
    }

    /// The level of each half second's middle.
    private static func levels(_ buffer: AudioBuffer) -> [Double] {
        stride(from: 0, to: buffer.frameCount, by: 12_000).map {
            level(buffer.channels[0][($0 + 3_000)..<($0 + 9_000)])
        }
    }

    @Test("Level, noise floor and length are what was drawn")
    func noise() {
        var microphone = Self.plain()
        microphone.noiseFloor = -50
        var tone = Self.tones([440, 440])
        for index in 12_000..<24_000 { tone.channels[0][index] = 0 }
        let recorded = microphone.record(tone, generator: SeededGenerator(seed: 1))
        #expect(recorded.frameCount == tone.frameCount)
        let peak = recorded.channels[0].reduce(Float(0)) { max($0, abs($1)) }
        #expect(abs(20 * log10(peak) + 6) < 0.5)
        let floor = Self.levels(recorded)[1]
        #expect(floor > -58 && floor < -45)
        #expect(recorded == microphone.record(tone, generator: SeededGenerator(seed: 1)))
    }

    @Test("A telephone passes its band only, a lossy format nothing above its limit")
    func bands() {
        var telephone = Self.plain()
        telephone.colour.bandLow = 300
        telephone.colour.bandHigh = 3400
        let heard = Self.levels(telephone.record(Self.tones([100, 1000, 6000]), generator: SeededGenerator(seed: 1)))
        #expect(heard[1] - heard[0] > 30)
        #expect(heard[1] - heard[2] > 30)
        var lossy = Self.plain()
        lossy.colour.codecLimit = 7000
        let kept = Self.levels(lossy.record(Self.tones([1000, 5000, 9000]), generator: SeededGenerator(seed: 1)))
        #expect(abs(kept[0] - kept[1]) < 1.5)
        #expect(kept[0] - kept[2] > 60)
    }

    @Test("At the throat highs are lost, a near microphone has more lows")
    func colours() {
        let tones = Self.tones([100, 1000, 4000])
        func levels(_ change: (inout Microphone.Colour) -> Void) -> [Double] {
            var microphone = Self.plain()
            change(&microphone.colour)
            return Self.levels(microphone.record(tones, generator: SeededGenerator(seed: 1)))
        }
        let plain = levels { _ in }
        let contact = levels { $0.isContact = true }
        #expect((contact[0] - contact[2]) - (plain[0] - plain[2]) > 24)
        let near = levels { $0.proximity = 8 }
        #expect((near[0] - near[1]) - (plain[0] - plain[1]) > 5)
    }

    @Test("A compressor draws levels together, an overload cuts peaks")
    func dynamics() {
        var tone = Self.tones([440, 440])
        for index in 12_000..<24_000 { tone.channels[0][index] *= 0.1 }
        func difference(_ change: (inout Microphone.Colour) -> Void) -> Double {
            var microphone = Self.plain()
            change(&microphone.colour)
            let levels = Self.levels(microphone.record(tone, generator: SeededGenerator(seed: 1)))
            return levels[0] - levels[1]
        }
        #expect(abs(difference { _ in } - 20) < 0.5)
        let compressed = difference {
            $0.compression = 4
            $0.threshold = -40
        }
        #expect(compressed > 4 && compressed < 7)
        var overloaded = Self.plain()
        overloaded.colour.overload = 2
        let recorded = overloaded.record(Self.tones([440]), generator: SeededGenerator(seed: 1))
        let limit = Float(pow(10, -6.0 / 20))
        #expect(recorded.channels[0].filter { abs(abs($0) - limit) < 1e-6 }.count > 3_000)
    }

    @Test("The mains hum at their frequency")
    func hum() {
        var microphone = Self.plain()
        microphone.colour.humLevel = -40
        microphone.colour.mains = 60
        var tone = Self.tones([440, 440])
        for index in 12_000..<24_000 { tone.channels[0][index] = 0 }
        let samples = microphone.record(tone, generator: SeededGenerator(seed: 1)).channels[0]
        let quiet = Array(samples[16_000..<20_000])
        #expect(abs(Self.level(quiet) + 40 + 3 - 1.9) < 1)
        // One period of 60 Hz are 400 samples.
        let repetition = zip(quiet, quiet.dropFirst(400)).map { $1 - $0 }
        #expect(Self.level(repetition) < Self.level(quiet) - 30)
    }

    @Test("Microphones from before there were colours are still read")
    func oldMicrophones() throws {
        let data = try JSONEncoder().encode(Self.plain())
        #expect(try JSONDecoder().decode(Microphone.self, from: data) == Self.plain())
        var fields = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        fields["colour"] = nil
        let old = try JSONDecoder().decode(
            Microphone.self, from: try JSONSerialization.data(withJSONObject: fields))
        #expect(old == Self.plain())
    }
}
