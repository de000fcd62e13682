import Playback
import Signal
import Testing

@Suite struct LiveLimiterTests {
    private func limited(_ samples: [Float], ceiling: Float = 0.5, block: Int = 480) -> [Float] {
        var limiter = LiveLimiter()
        var out: [Float] = []
        for first in stride(from: 0, to: samples.count, by: block) {
            var left = Array(samples[first..<min(first + block, samples.count)])
            var right = left.map { -$0 }
            left.withUnsafeMutableBufferPointer { left in
                right.withUnsafeMutableBufferPointer { right in
                    limiter.limit(left: left, right: right, ceiling: ceiling, sampleRate: 48000)
                }
            }
            #expect(right == left.map { -$0 })
            out += left
        }
        return out
    }

    @Test func whatIsUnderTheCeilingIsUntouched() {
        let quiet = sine(hertz: 300, count: 4800, amplitude: 0.49)
        #expect(limited(quiet) == quiet)
    }

    @Test func nothingExceedsTheCeiling() {
        let loud = noise(48000, amplitude: 1)
        #expect(limited(loud).allSatisfy { abs($0) <= 0.5001 })
    }

    /// A long tone is turned down evenly, not cut off at its tops.
    @Test func aToneStaysATone() {
        let tone = sine(hertz: 440, count: 48000, amplitude: 2)
        let out = limited(tone)[24000...]
        let scale = out.map { abs($0) }.max() ?? 0
        #expect(scale > 0.49)
        let error = zip(out, tone[24000...]).map { abs($0 - $1 * scale / 2) }.max() ?? 1
        #expect(error < 0.02)
    }

    @Test func itLetsGoAfterwards() {
        let tone = sine(hertz: 440, count: 4800, amplitude: 2) + sine(hertz: 440, count: 96000, amplitude: 0.3)
        let out = limited(tone)
        // turned down still just after, and to the bit itself in the end
        #expect(abs(out[4800..<5300].map { abs($0) }.max() ?? 1) < 0.2)
        #expect(Array(out[90000...]) == Array(tone[90000...]))
    }

    /// Twenty keys at full scale onto a mix that is loud itself.
    @Test func chordsOnALoudMixDoNotClip() {
        let song = plan(sine(hertz: 200, count: 144_000, amplitude: 0.95))
        var player = Player()
        var orders = TransportRequests()
        orders.renderer = .some(MixRenderer(song))
        orders.motion = .play(countIn: nil)
        orders.notes = (0..<20).map { key in
            let sound = sine(hertz: 220 + 30 * Double(key), count: 9600, amplitude: 1)
            return LiveNote(key: key, audio: AudioBuffer(sampleRate: 48000, mono: sound))
        }
        player.follow(orders)
        var highest: Float = 0
        for _ in 0..<30 {
            player.render()
            highest = max(highest, player.masterPeak.left, player.masterPeak.right)
        }
        #expect(highest <= 0.8914 && highest > 0.85)
        // the notes are over and the limiter has let go: the mix to the bit
        for _ in 30..<300 { player.render() }
        #expect(Array(player.block.left) == Array(mix(song)[0][143_520...]))
    }
}
