import Foundation
import Signal
import Testing

@Suite struct TruePeakLimiterTests {
    private static let rate = 48000

    private func limited(_ channels: [[Float]], ceiling: Double, gain: Double = 0, rate: Double = 48000) -> AudioBuffer
    {
        let plan = MixPlan(
            sampleRate: rate, frameCount: channels[0].count,
            tracks: [.init(StripID(lane: 0), name: "mix", audio: AudioBuffer(sampleRate: rate, channels: channels))],
            master: .init(gain: gain, limiterCeiling: ceiling))
        var renderer = MixRenderer(plan)
        return renderer.render(0..<channels[0].count)
    }

    /// What is hard for a limiter, full scale or above.
    private static func signal(_ name: String, seed: UInt64) -> [Float] {
        var generator = SeededGenerator(seed: seed)
        return (0..<rate).map { n in
            switch name {
            case "quarter of the rate": [1, 1, -1, -1][n % 4]
            case "clicks": n % 4801 == 0 ? 4 : 0
            case "noise": Float(generator.normal())
            case "square noise": generator.next() & 1 == 0 ? 1 : -1
            case "bursts": n / 3000 % 2 == 0 ? 0.02 : 3 * Float(sin(Double(n) * 0.7))
            case "sweep": 2 * Float(sin(Double(n) * Double(n) * 3.0 / Double(2 * rate)))
            case "low tone": 1.5 * Float(sin(Double(n) * 2 * .pi * 41 / Double(rate)))
            default: preconditionFailure(name)
            }
        }
    }

    @Test(arguments: ["quarter of the rate", "clicks", "noise", "square noise", "bursts", "sweep", "low tone"])
    func holdsTheCeiling(name: String) throws {
        let channels = [Self.signal(name, seed: 1), Self.signal(name, seed: 2)]
        for (ceiling, gain) in [(-1.0, 0.0), (-1, 12), (-6, 0), (-0.1, 6)] {
            let peak = try #require(
                try Loudness(of: limited(channels, ceiling: ceiling, gain: gain)).truePeakDecibels)
            #expect(peak <= ceiling + 0.1, "\(name) at \(gain) dB under \(ceiling) dBTP")
            #expect(peak > ceiling - 1.5, "\(name) at \(gain) dB under \(ceiling) dBTP is turned down too far")
        }
    }

    @Test(arguments: [44100.0, 96000, 192_000])
    func otherRates(rate: Double) throws {
        let channels = [Self.signal("noise", seed: 3), Self.signal("bursts", seed: 4)]
        let peak = try #require(try Loudness(of: limited(channels, ceiling: -1, rate: rate)).truePeakDecibels)
        #expect(peak <= -0.9)
    }

    @Test func whatIsFarFromAPeakIsUntouched() {
        var samples = noise(Self.rate)
        samples[24000] = 3
        let output = limited([samples], ceiling: -1).channels[0]
        let far = 480 + 20
        #expect(output[..<(24000 - far)] == samples[..<(24000 - far)])
        #expect(output[(24000 + far)...] == samples[(24000 + far)...])
        #expect(abs(output[24000] - 0.886) < 0.005)
        // The gain comes and goes smoothly: nothing jumps by more than the kernel's slope allows.
        let gains = (24001...24480).filter { abs(samples[$0]) > 0.01 }.map { output[$0] / samples[$0] }
        #expect(zip(gains, gains.dropFirst()).allSatisfy { $1 >= $0 - 1e-4 })
        #expect(gains[0] < 0.3)
    }

    @Test func bothChannelsGetTheSameGain() {
        let loud = Self.signal("bursts", seed: 1)
        let quiet = loud.map { $0 * 0.25 }
        let output = limited([loud, quiet], ceiling: -1)
        #expect(zip(output.channels[0], output.channels[1]).allSatisfy { abs($0 * 0.25 - $1) < 1e-6 })
    }
}
