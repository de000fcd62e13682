import Foundation
import Signal
import Suites
import Testing

struct VoiceMixTests {
    /// Three seconds, 24 kHz mono.
    private func tone(_ hertz: Double, _ level: Double) -> AudioBuffer {
        AudioBuffer(
            sampleRate: 24_000,
            mono: (0..<72_000).map { Float(level * sin(2 * Double.pi * hertz * Double($0) / 24_000)) })
    }

    /// What is left of the mix without the band is the voice as it lies in it.
    @Test(arguments: [0.01, 0.2, 0.9])
    func theVoiceLiesUnderTheBand(level: Double) throws {
        let band = tone(330, 0.3)
        let mix = try VoiceMix.sum(tone(440, level), band)
        #expect(mix.frameCount == band.frameCount && mix.sampleRate == 24_000)
        let voice = AudioBuffer(sampleRate: 24_000, mono: zip(mix.mono(), band.mono()).map { $0 - $1 })
        let difference = try #require(try Loudness(of: voice).integrated) - #require(try Loudness(of: band).integrated)
        #expect(abs(difference - VoiceMix.level) < 0.05)
    }

    @Test func silenceChangesNothing() throws {
        let silence = AudioBuffer(sampleRate: 24_000, mono: [Float](repeating: 0, count: 72_000))
        let sound = tone(330, 0.3)
        #expect(try VoiceMix.sum(silence, sound).mono() == sound.mono())
        #expect(try VoiceMix.sum(sound, silence).mono() == sound.mono())
    }
}
