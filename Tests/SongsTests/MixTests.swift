import Foundation
import Signal
import Songs
import Testing

@Suite struct MixTests {
    private func loudness(_ buffer: AudioBuffer) throws -> Double { try #require(try Loudness(of: buffer).integrated) }

    private func peak(_ buffer: AudioBuffer) throws -> Double {
        try #require(try Loudness(of: buffer).truePeakDecibels)
    }

    private let band = Sounds.mono(300, level: 0.5, rate: 24_000)

    @Test(arguments: [-12.0, -2, 0, 5])
    func theBalanceIsMet(balance: Double) throws {
        let vocal = Sounds.mono(440, level: 0.1)
        let mix = try Mix(vocal: vocal, accompaniment: band, balance: balance)
        #expect(abs(try loudness(mix.accompaniment) - loudness(vocal) - balance) < 0.1)
        #expect(mix.reduction == 0)
    }

    @Test func theVocalIsUntouchedWhenNothingClips() throws {
        let vocal = Sounds.mono(440, level: 0.2)
        let mix = try Mix(vocal: vocal, accompaniment: band, balance: -3)
        #expect(mix.audio.sampleRate == 44_100 && mix.audio.frameCount == vocal.frameCount)
        for index in vocal.channels[0].indices {
            #expect(mix.audio.channels[0][index] == vocal.channels[0][index] + mix.accompaniment.channels[0][index])
        }
    }

    @Test func theCeilingIsKept() throws {
        let vocal = Sounds.mono(440, level: 0.9)
        let mix = try Mix(vocal: vocal, accompaniment: band, balance: 0)
        #expect(mix.reduction > 0)
        #expect(try peak(mix.audio) <= Mix.ceiling + 0.02)
        #expect(try peak(mix.audio) >= Mix.ceiling - 0.1)
        // both are turned down alike: what is left of the mix without the accompaniment is the vocal
        let gain = Float(pow(10, -mix.reduction / 20))
        for index in stride(from: 0, to: vocal.frameCount, by: 7) {
            let voice = mix.audio.channels[0][index] - mix.accompaniment.channels[0][index]
            #expect(abs(voice - gain * vocal.channels[0][index]) < 1e-5)
        }
        #expect(abs(try loudness(mix.accompaniment) - loudness(vocal) + mix.reduction) < 0.1)
    }

    /// A whisper's mix is brought up, both parts alike; one with a click in it as far as the ceiling lets it.
    @Test func aQuietMixIsTurnedUp() throws {
        let vocal = Sounds.mono(440, level: 0.004)
        let mix = try Mix(vocal: vocal, accompaniment: band, balance: -2)
        #expect(mix.lift > 10 && mix.reduction == 0)
        #expect(abs(try loudness(mix.audio) - Mix.quietest) < 0.1)
        let gain = Float(pow(10, mix.lift / 20))
        for index in stride(from: 0, to: vocal.frameCount, by: 7) {
            let voice = mix.audio.channels[0][index] - mix.accompaniment.channels[0][index]
            #expect(abs(voice - gain * vocal.channels[0][index]) < 1e-5)
        }
        #expect(abs(try loudness(mix.accompaniment) - loudness(vocal) + 2 - mix.lift) < 0.1)

        var clicking = vocal
        clicking.channels[0][5000] = 0.5
        let held = try Mix(vocal: clicking, accompaniment: band, balance: -2)
        #expect(held.lift > 0 && held.lift < 7)
        #expect(try peak(held.audio) <= Mix.ceiling + 0.02)
    }

    /// Beats of two near tones: the accompaniment alone would clip, the sum does not.
    @Test func theAccompanimentAloneDoesNotClip() throws {
        let vocal = Sounds.mono(440, level: 0.8)
        let opposite = AudioBuffer(sampleRate: 44_100, mono: vocal.channels[0].map { -$0 })
        let mix = try Mix(vocal: vocal, accompaniment: opposite, balance: 6)
        #expect(try peak(mix.accompaniment) <= Mix.ceiling + 0.02)
    }

    @Test func stereoVocalsGetAStereoMix() throws {
        let left = Sounds.sine(440, level: 0.2), right = Sounds.sine(550, level: 0.05)
        let vocal = AudioBuffer(sampleRate: 44_100, channels: [left, right])
        let mix = try Mix(vocal: vocal, accompaniment: band, balance: -6)
        #expect(mix.audio.channelCount == 2 && mix.accompaniment.channelCount == 2)
        #expect(mix.accompaniment.channels[0] == mix.accompaniment.channels[1])
        #expect(abs(try loudness(mix.accompaniment) - loudness(vocal) + 6) < 0.1)
        #expect(mix.audio.channels[1][1000] == right[1000] + mix.accompaniment.channels[1][1000])
    }

    @Test func manyChannelsBecomeOne() throws {
        let channels = (0..<6).map { Sounds.sine(200 + 50 * Double($0), level: 0.3) }
        let vocal = AudioBuffer(sampleRate: 44_100, channels: channels)
        let mix = try Mix(vocal: vocal, accompaniment: band, balance: -60)
        #expect(mix.audio.channelCount == 1)
        #expect(zip(mix.audio.channels[0], vocal.mono()).allSatisfy { abs($0 - $1) < 1e-3 })
    }

    /// Left and right of a stereo accompaniment are both heard under a mono vocal.
    @Test func aStereoAccompanimentIsMixedDownForAMonoVocal() throws {
        let left = Sounds.sine(300, level: 0.3), right = Sounds.sine(500, level: 0.3)
        let stereo = AudioBuffer(sampleRate: 44_100, channels: [left, right])
        let mix = try Mix(vocal: Sounds.mono(440, level: 0.1), accompaniment: stereo, balance: 0)
        let made = mix.accompaniment.channels[0]
        func share(_ tone: [Float]) -> Float { zip(made, tone).reduce(0) { $0 + $1.0 * $1.1 } }
        #expect(abs(share(left) / share(right) - 1) < 0.01)
        let wide = try Mix(
            vocal: AudioBuffer(sampleRate: 44_100, channels: [left, left]), accompaniment: stereo, balance: 0)
        #expect(wide.accompaniment.channels[0] != wide.accompaniment.channels[1])
    }

    @Test func aSilentAccompanimentLeavesTheVocal() throws {
        let vocal = Sounds.mono(440, level: 0.2)
        let silence = AudioBuffer(sampleRate: 24_000, mono: [Float](repeating: 0, count: 72_000))
        let mix = try Mix(vocal: vocal, accompaniment: silence, balance: 0)
        #expect(mix.audio == vocal)
        #expect(mix.accompaniment.channels[0].allSatisfy { $0 == 0 })
    }

    /// Nothing to measure against: the accompaniment stands where it would under a usual vocal.
    @Test func aSilentVocalCountsAsAUsualOne() throws {
        let vocal = AudioBuffer(sampleRate: 44_100, mono: [Float](repeating: 0, count: 132_300))
        let mix = try Mix(vocal: vocal, accompaniment: band, balance: -2)
        #expect(abs(try loudness(mix.accompaniment) + 25) < 0.1)
        #expect(mix.audio == mix.accompaniment)
    }

    @Test func theMixIsAsLongAsTheVocal() throws {
        let vocal = Sounds.mono(440, level: 0.1, seconds: 2)
        for seconds in [1.0, 2.5] {
            let mix = try Mix(
                vocal: vocal, accompaniment: Sounds.mono(300, level: 0.5, seconds: seconds, rate: 24_000), balance: 0)
            #expect(mix.audio.frameCount == vocal.frameCount && mix.accompaniment.frameCount == vocal.frameCount)
        }
        let short = try Mix(vocal: vocal, accompaniment: Sounds.mono(300, level: 0.5, seconds: 1), balance: 0)
        #expect(short.audio.channels[0].suffix(40_000) == vocal.channels[0].suffix(40_000))
    }
}
