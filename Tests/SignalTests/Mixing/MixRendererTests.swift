import Foundation
import Signal
import Testing

@Suite struct MixRendererTests {
    /// Four tracks, mono and stereo, that begin before, in and at the end of the song.
    private func plan(limiter ceiling: Double? = nil) -> MixPlan {
        func buffer(_ count: Int, channels: Int, seed: UInt64) -> AudioBuffer {
            AudioBuffer(sampleRate: 48000, channels: (0..<channels).map { noise(count, seed: seed + UInt64($0)) })
        }
        return MixPlan(
            sampleRate: 48000, frameCount: 9000,
            tracks: [
                .init(StripID(lane: 0), name: "vocal", audio: buffer(9000, channels: 1, seed: 1), trim: 8),
                .init(
                    StripID(lane: 1), name: "drums", audio: buffer(5000, channels: 2, seed: 2), start: -700,
                    strip: .init(gain: 6)),
                .init(
                    StripID(lane: 2), name: "bass", audio: buffer(3000, channels: 1, seed: 5), start: 2222,
                    strip: .init(pan: -0.4)),
                .init(
                    StripID(lane: 3), name: "keys", audio: buffer(9000, channels: 2, seed: 7), start: 6001,
                    strip: .init(gain: -3)),
            ],
            master: .init(gain: 9, limiterCeiling: ceiling))
    }

    @Test(arguments: [nil, -3.0])
    func blocksDoNotMatter(ceiling: Double?) {
        let plan = plan(limiter: ceiling)
        var whole = MixRenderer(plan)
        let expected = whole.render(0..<9000).channels
        for size in [1, 64, 441, 1024, 2049] {
            var renderer = MixRenderer(plan)
            var left = [Float]()
            var right = [Float]()
            for start in stride(from: 0, to: 9000, by: size) {
                let block = renderer.render(start..<min(start + size, 9000))
                left += block.channels[0]
                right += block.channels[1]
            }
            #expect(left == expected[0] && right == expected[1], "blocks of \(size)")
        }
        // Backwards, from anywhere.
        var jumping = MixRenderer(plan)
        for start in [8000, 2047, 5, 4096, 1999] {
            let block = jumping.render(start..<start + 1000)
            #expect(block.channels[0] == Array(expected[0][start..<start + 1000]))
            #expect(block.channels[1] == Array(expected[1][start..<start + 1000]))
        }
    }

    @Test(arguments: [nil, -3.0])
    func silenceOutsideTheSong(ceiling: Double?) {
        var renderer = MixRenderer(plan(limiter: ceiling))
        #expect(renderer.render(-3000..<0).channels.allSatisfy { $0.allSatisfy { $0 == 0 } })
        #expect(renderer.render(9000..<12000).channels.allSatisfy { $0.allSatisfy { $0 == 0 } })
        #expect(renderer.render(0..<9000).channels[0].contains { $0 != 0 })
    }

    @Test func aTrackAtUnityPassesThrough() {
        let audio = AudioBuffer(sampleRate: 44100, channels: [noise(500, seed: 1), noise(500, seed: 2)])
        for ceiling in [nil, 0] as [Double?] {
            let plan = MixPlan(
                sampleRate: 44100, frameCount: 500, tracks: [.init(StripID(lane: 1), name: "drums", audio: audio)],
                master: .init(limiterCeiling: ceiling))
            var renderer = MixRenderer(plan)
            #expect(renderer.render(0..<500) == audio)
        }
    }

    /// One sample of 0.5 on the left and 0.25 on the right.
    private func sample(_ strip: StripSettings, trim: Double = 0, stereo: Bool = true, master: Double = 0) -> [Float] {
        let audio = AudioBuffer(sampleRate: 48000, channels: stereo ? [[0.5], [0.25]] : [[0.5]])
        let plan = MixPlan(
            sampleRate: 48000, frameCount: 1,
            tracks: [.init(StripID(lane: 1), name: "drums", audio: audio, trim: trim, strip: strip)],
            master: .init(gain: master))
        var renderer = MixRenderer(plan)
        return renderer.render(0..<1).channels.map { $0[0] }
    }

    @Test func gainsAreInDecibelsAndAdd() {
        let half = Float(pow(10, -6.0 / 20))
        #expect(abs(sample(.init(gain: -6))[0] - 0.5 * half) < 1e-6)
        #expect(abs(sample(.init(gain: -6), trim: -6)[0] - 0.5 * half * half) < 1e-6)
        #expect(abs(sample(.init(gain: -6), trim: 12, master: -6)[1] - 0.25) < 1e-6)
    }

    @Test func panKeepsThePowerAndUnityAtTheCentre() {
        #expect(sample(.init(pan: 0), stereo: false) == [0.5, 0.5])
        for pan in [-1, -0.7, -0.2, 0.1, 0.5, 1] {
            let mono = sample(.init(pan: pan), stereo: false)
            #expect(abs(mono[0] * mono[0] + mono[1] * mono[1] - 0.5) < 1e-6)
            #expect(pan < 0 ? mono[0] > mono[1] : mono[1] > mono[0])
        }
        // A balance: the left channel never comes out on the right.
        #expect(sample(.init(pan: 1))[0] == 0)
        #expect(abs(sample(.init(pan: 1))[1] - 0.25 * Float(2).squareRoot()) < 1e-6)
        #expect(sample(.init(pan: -1))[1] == 0)
    }

    @Test func muteAndSolo() {
        func mix(_ first: StripSettings, _ second: StripSettings) -> [Float] {
            let tracks = [first, second].enumerated().map { index, strip in
                let value: Float = index == 0 ? 0.5 : 0.125
                return MixPlan.Track(
                    StripID(lane: index), name: "\(index)", audio: AudioBuffer(sampleRate: 48000, mono: [value]),
                    strip: strip)
            }
            var renderer = MixRenderer(MixPlan(sampleRate: 48000, frameCount: 1, tracks: tracks))
            return renderer.render(0..<1).channels[0]
        }
        #expect(mix(.init(), .init()) == [0.625])
        #expect(mix(.init(isMuted: true), .init()) == [0.125])
        #expect(mix(.init(isSoloed: true), .init()) == [0.5])
        #expect(mix(.init(isSoloed: true), .init(isSoloed: true)) == [0.625])
        // Mute goes before solo, and a muted solo still silences the others.
        #expect(mix(.init(isMuted: true, isSoloed: true), .init()) == [0])
    }

    @Test func peaksOfTheTracks() {
        let audio = AudioBuffer(
            sampleRate: 48000,
            channels: [
                [0, 0.1, -0.5, 0] + [Float](repeating: 0, count: 20), [0.2, 0, 0] + [Float](repeating: 0, count: 21),
            ]
        )
        let plan = MixPlan(
            sampleRate: 48000, frameCount: 40,
            tracks: [
                .init(StripID(lane: 1), name: "drums", audio: audio, start: 10),
                .init(StripID(lane: 2), name: "bass", audio: audio, strip: .init(isMuted: true)),
                .init(
                    StripID(lane: 0), name: "vocal", audio: AudioBuffer(sampleRate: 48000, mono: [0.5]), start: 39,
                    trim: 6),
            ], master: .init(gain: -20))
        let renderer = MixRenderer(plan)
        #expect(renderer.peak(ofTrack: 0, in: 0..<40) == StereoPeak(left: 0.5, right: 0.2))
        #expect(renderer.peak(ofTrack: 0, in: 11..<12) == StereoPeak(left: 0.1, right: 0))
        #expect(renderer.peak(ofTrack: 0, in: 13..<60) == StereoPeak())
        #expect(renderer.peak(ofTrack: 1, in: 0..<40) == StereoPeak())
        let doubled = renderer.peak(ofTrack: 2, in: 0..<40)
        #expect(abs(doubled.left - 0.9976) < 1e-3 && doubled.left == doubled.right)
    }
}
