import Foundation
import Playback
import Signal
import Testing

/// Frames of a block and of a crossfade at 48 kHz.
private let blockFrames = 480

@Suite struct PlayerTests {
    /// A player and what it has rendered so far.
    private struct Tape {
        var player = Player()
        var left = [Float]()
        var right = [Float]()

        init(_ plan: MixPlan?) { order { $0.renderer = .some(plan.map { MixRenderer($0) }) } }

        mutating func order(_ change: (inout TransportRequests) -> Void) {
            var orders = TransportRequests()
            change(&orders)
            player.follow(orders)
        }

        mutating func play(countIn: ClickTrack? = nil) { order { $0.motion = .play(countIn: countIn) } }

        mutating func load(_ plan: MixPlan) { order { $0.renderer = .some(MixRenderer(plan)) } }

        mutating func run(_ blocks: Int) {
            for _ in 0..<blocks {
                player.render()
                left += player.block.left
                right += player.block.right
            }
        }
    }

    @Test(arguments: [nil, -6.0])
    func playingIsTheMix(ceiling: Double?) {
        let song = plan(noise(5000, amplitude: 0.4), ceiling: ceiling)
        var tape = Tape(song)
        tape.play()
        tape.run(12)
        let mix = mix(song)
        #expect(Array(tape.left[..<5000]) == mix[0])
        #expect(Array(tape.right[..<5000]) == mix[1])
        #expect(tape.left[5000...].allSatisfy { $0 == 0 })
        #expect(tape.player.isSilent)
        #expect(tape.player.voice.playhead.position == 5000)
    }

    @Test func playingBeginsWithoutAFade() {
        let song = plan(noise(5000))
        var tape = Tape(song)
        tape.order { $0.seek = 1234 }
        tape.play()
        tape.run(2)
        #expect(tape.left == Array(mix(song)[0][1234..<1234 + 960]))
    }

    /// A song that begins before 0 is reached by seeking and loops there; a song without it is silent until 0.
    @Test func aSongMayBeginBeforeZero() {
        var song = plan(noise(5000))
        song.firstFrame = -1000
        song.tracks[0].start = -1000
        var renderer = MixRenderer(song)
        let mix = renderer.render(-1000..<5000).channels[0]
        var tape = Tape(song)
        tape.order { $0.seek = -2000 }
        #expect(tape.player.voice.playhead.position == -1000)
        tape.play()
        tape.run(3)
        #expect(tape.left == Array(mix[..<1440]))
        #expect(tape.player.voice.playhead.position == 440)

        var looping = Tape(song)
        looping.order {
            $0.seek = -800
            $0.loop = .some(-800..<(-320))
        }
        looping.play()
        looping.run(2)
        #expect(looping.left == Array(mix[200..<680]) + Array(mix[200..<680]))

        var other = Tape(song)
        other.order { $0.seek = -960 }
        other.load(plan(noise(5000)))
        other.play()
        other.run(2)
        #expect(other.left.allSatisfy { $0 == 0 } && other.player.voice.playhead.position == 0)
        other.order { $0.renderer = .some(nil) }
        other.run(1)
        #expect(other.player.voice.playhead.position == 480)
    }

    @Test func theEndIsToldOnce() {
        var tape = Tape(plan(noise(480 * 2 + 10)))
        tape.play()
        var ends = [Bool]()
        for _ in 0..<5 {
            tape.run(1)
            ends.append(tape.player.hasEnded)
        }
        #expect(ends == [false, false, true, false, false])
    }

    @Test(arguments: [1000..<1777, 1000..<1010, 0..<5000, 4000..<9999])
    func loopsAreExact(loop: Range<Int>) {
        let samples = noise(5000)
        var tape = Tape(plan(samples))
        tape.order { $0.loop = .some(loop) }
        tape.play()
        tape.run(30)
        let end = min(loop.upperBound, 5000)
        var expected = Array(samples[..<end])
        while expected.count < tape.left.count { expected += samples[loop.lowerBound..<end] }
        #expect(tape.left == Array(expected[..<tape.left.count]))
    }

    @Test func aLoopIsLeftAndPassedBy() {
        let samples = noise(5000)
        var tape = Tape(plan(samples))
        tape.order { $0.loop = .some(100..<300) }
        tape.order { $0.seek = 400 }
        tape.play()
        tape.run(1)
        #expect(tape.left == Array(samples[400..<880]))
        tape.order { $0.loop = .some(800..<1000) }
        tape.run(1)
        let expected = [400..<880, 880..<1000, 800..<1000, 800..<960].flatMap { samples[$0] }
        #expect(tape.left == expected)
        tape.order { $0.loop = .some(nil) }
        tape.run(2)
        #expect(Array(tape.left[960...]) == Array(samples[960..<1920]))
    }

    @Test func anotherMixFadesInOverOneBlock() {
        let (old, new) = (noise(9600, seed: 1), noise(9600, seed: 2))
        var tape = Tape(plan(old))
        tape.play()
        tape.run(3)
        tape.load(plan(new))
        tape.run(3)
        #expect(Array(tape.left[..<1440]) == Array(old[..<1440]))
        #expect(Array(tape.left[1920...]) == Array(new[1920..<2880]))
        for index in 1440..<1920 {
            let weight = (Float(index - 1440) + 0.5) / Float(blockFrames)
            #expect(abs(tape.left[index] - (old[index] * (1 - weight) + new[index] * weight)) < 1e-6)
        }
    }

    @Test func theSameMixAgainChangesNothing() {
        let song = plan(noise(9600, amplitude: 0.5), ceiling: -3)
        var tape = Tape(song)
        tape.play()
        for _ in 0..<20 {
            tape.run(1)
            tape.load(song)
        }
        #expect(tape.left == mix(song)[0])
    }

    @Test func silenceIsAMixToo() {
        let samples = noise(9600)
        var tape = Tape(plan(samples))
        tape.play()
        tape.run(1)
        tape.order { $0.renderer = .some(nil) }
        tape.run(2)
        #expect(tape.left[960...].allSatisfy { $0 == 0 })
        #expect(tape.left[480..<960].contains { $0 != 0 })
        tape.load(plan(samples))
        tape.run(2)
        #expect(Array(tape.left[1920...]) == Array(samples[1920..<2400]))
    }

    @Test func seekingFadesOverOneBlock() {
        let samples = noise(9600)
        var tape = Tape(plan(samples))
        tape.play()
        tape.run(2)
        tape.order { $0.seek = 5000 }
        tape.run(2)
        #expect(Array(tape.left[..<960]) == Array(samples[..<960]))
        #expect(Array(tape.left[1440...]) == Array(samples[5480..<5960]))
        for index in 0..<blockFrames {
            let weight = (Float(index) + 0.5) / Float(blockFrames)
            let expected = samples[960 + index] * (1 - weight) + samples[5000 + index] * weight
            #expect(abs(tape.left[960 + index] - expected) < 1e-6)
        }
    }

    @Test func seekingStaysInTheSong() {
        var tape = Tape(plan(noise(1000)))
        tape.order { $0.seek = 99_999 }
        #expect(tape.player.voice.playhead.position == 1000)
        tape.order { $0.seek = -5 }
        #expect(tape.player.voice.playhead.position == 0)
    }

    @Test func pausingFadesAndLosesNothing() {
        let samples = noise(9600)
        var tape = Tape(plan(samples))
        tape.play()
        tape.run(2)
        tape.order { $0.motion = .pause }
        tape.run(2)
        #expect(tape.player.isSilent)
        #expect(abs(tape.left[960] - samples[960]) < 0.001)
        #expect(abs(tape.left[1439]) < 0.001)
        #expect(tape.left[1440...].allSatisfy { $0 == 0 })
        tape.play()
        tape.run(1)
        #expect(Array(tape.left[1920...]) == Array(samples[960..<1440]))
    }

    @Test func clicksStandBesideTheMix() {
        let metronome = Metronome(sampleRate: 48000)
        let track = ClickTrack(beats: (0..<6).map { .init(frame: 100 + $0 * 2000, isDownbeat: $0 % 4 == 0) })
        var tape = Tape(plan([Float](repeating: 0, count: 9600)))
        tape.order { $0.click = .some(track) }
        tape.play()
        tape.run(20)
        for frame in tape.left.indices {
            let isInside = track.beats.contains { ($0.frame..<$0.frame + metronome.clickFrames).contains(frame) }
            if !isInside { #expect(tape.left[frame] == 0) }
        }
        for beat in track.beats where beat.frame + metronome.clickFrames <= 9600 {
            let click = tape.left[beat.frame..<beat.frame + metronome.clickFrames]
            #expect((0.2...0.4).contains(click.map { abs($0) }.max() ?? 0))
        }
        #expect(Array(tape.left[2100..<3500]) == Array(tape.left[4100..<5500]))
        #expect(Array(tape.left[100..<1500]) != Array(tape.left[2100..<3500]))
        #expect(tape.left == tape.right)
        // They are no part of the mix's level.
        #expect(tape.player.masterPeak == StereoPeak())
    }

    @Test func aCountInComesFirst() {
        let samples = noise(9600)
        let countIn = ClickTrack(beats: (0..<4).map { .init(frame: -2000 + $0 * 500, isDownbeat: $0 == 0) })
        var tape = Tape(plan(samples))
        tape.order { $0.seek = 3000 }
        tape.play(countIn: countIn)
        tape.run(1)
        #expect(tape.player.spans == [.init(first: -2000, count: 480, motion: .countingIn(2000))])
        #expect(tape.player.voice.playhead.position == 3000)
        tape.run(9)
        #expect(Array(tape.left[2000...]) == Array(samples[3000..<5800]))
        for beat in [0, 500, 1000, 1500] {
            #expect(tape.left[beat..<beat + 100].contains { abs($0) > 0.1 })
        }
    }

    @Test func levelsOfTheStrips() {
        let quiet = AudioBuffer(sampleRate: 48000, mono: [Float](repeating: 0.25, count: 4800))
        let song = MixPlan(
            sampleRate: 48000, frameCount: 4800,
            tracks: [
                .init(StripID(lane: 0), name: "vocal", audio: quiet),
                .init(StripID(lane: 1), name: "drums", audio: quiet, strip: .init(isMuted: true)),
                .init(StripID(lane: 2), name: "bass", audio: quiet, strip: .init(pan: -1)),
            ])
        var tape = Tape(song)
        tape.play()
        tape.run(1)
        let side = 0.25 * Float(2).squareRoot()
        #expect(tape.player.trackPeaks[0] == StereoPeak(left: 0.25, right: 0.25))
        #expect(tape.player.trackPeaks[1] == StereoPeak())
        #expect(tape.player.trackPeaks[2] == StereoPeak(left: side, right: 0))
        #expect(tape.player.masterPeak == StereoPeak(left: 0.25 + side, right: 0.25))
    }

    @Test func anotherRateKeepsTheTime() {
        var tape = Tape(plan(noise(9600)))
        tape.order { $0.seek = 4800 }
        let slow = noise(9600, seed: 2)
        tape.load(plan(slow, rate: 44100))
        #expect(tape.player.voice.playhead.position == 4410)
        tape.play()
        tape.player.render()
        #expect(Array(tape.player.block.left) == Array(slow[4410..<4851]))
    }

    /// Whatever is done while it plays, a smooth sound stays smooth: no two neighbours differ by more than the slopes of
    /// the tones and of the fade.
    @Test func nothingClicks() {
        let songs = [220.0, 311, 90].map { plan(sine(hertz: $0, count: 48000)) }
        let slope = Float(0.5 * 2 * Double.pi * 311 / 48000) + 1 / Float(blockFrames)
        var generator = SeededGenerator(seed: 7)
        var tape = Tape(songs[0])
        tape.play()
        for _ in 0..<2000 {
            tape.order { orders in
                switch generator.uniform(in: 0..<5) {
                case 0: orders.renderer = .some(MixRenderer(songs[generator.uniform(in: 0..<3)]))
                case 1: orders.seek = generator.uniform(in: 0..<40000)
                case 2:
                    orders.renderer = .some(nil)
                    orders.seek = 5
                default: break
                }
            }
            tape.run(1)
        }
        let largest = zip(tape.left, tape.left.dropFirst()).map { abs($1 - $0) }.max() ?? 1
        #expect(largest <= slope)
        #expect(tape.left.contains { abs($0) > 0.4 })
    }
}
