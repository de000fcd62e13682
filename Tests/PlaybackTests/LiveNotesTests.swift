import Foundation
import Playback
import Signal
import Synchronization
import Testing

@Suite struct LiveNotesTests {
    private func block(_ notes: inout LiveNotes, frames: Int = 480, rate: Double = 48000) -> (
        left: [Float], right: [Float]
    ) {
        var left = [Float](repeating: 0, count: frames)
        var right = left
        left.withUnsafeMutableBufferPointer { left in
            right.withUnsafeMutableBufferPointer { right in notes.add(left: left, right: right, sampleRate: rate) }
        }
        return (left, right)
    }

    private func note(_ key: Int, _ samples: [Float], rate: Double = 48000, gain: Float = 1) -> LiveNote {
        LiveNote(key: key, audio: AudioBuffer(sampleRate: rate, mono: samples), gain: gain)
    }

    @Test func aNoteIsItsSoundFromTheNextBlockOn() {
        let sound = noise(700)
        var notes = LiveNotes()
        notes.strike(note(60, sound, gain: 0.5))
        let first = block(&notes)
        let second = block(&notes)
        #expect(first.left + second.left[..<220] == sound.map { $0 * 0.5 })
        #expect(first.right == first.left && second.left[220...].allSatisfy { $0 == 0 })
        #expect(notes.isSilent)
    }

    @Test func notesSoundTogether() {
        let (low, high) = (noise(480, seed: 1), noise(480, seed: 2))
        var notes = LiveNotes()
        notes.strike(note(60, low))
        notes.strike(note(64, high))
        #expect(block(&notes).left == zip(low, high).map { $0 + $1 })
    }

    @Test func theSameKeyEndsItsSoundBefore() {
        let ones = [Float](repeating: 1, count: 48000)
        var notes = LiveNotes()
        notes.strike(note(60, ones))
        _ = block(&notes)
        notes.strike(note(60, ones))
        let again = block(&notes).left
        #expect(again[0] > 1.9 && again[479] < 1.01)
        #expect(block(&notes).left == [Float](repeating: 1, count: 480))
    }

    @Test func anotherRateKeepsThePitch() {
        var notes = LiveNotes()
        notes.strike(note(60, sine(hertz: 300, count: 4800, rate: 24000), rate: 24000))
        let heard = block(&notes, frames: 4800).left
        let expected = sine(hertz: 300, count: 4800)
        #expect(zip(heard, expected).allSatisfy { abs($0 - $1) < 0.002 })
    }

    @Test func tooManyEndTheOldest() {
        let ones = [Float](repeating: 1, count: 48000)
        var notes = LiveNotes()
        for key in 0..<LiveNotes.limit + 3 { notes.strike(note(key, ones)) }
        _ = block(&notes)
        #expect(block(&notes).left[0] == Float(LiveNotes.limit))
    }

    /// What was written, and when it was silent.
    private final class Tape: AudioOutput, Sendable {
        let name = "tape"
        let sampleRate: Double
        let xruns = 0
        let delay = 0
        let written: Written

        final class Written: Sendable {
            let frames = Mutex([Float]())
            let openings = Mutex(0)
        }

        init(_ written: Written, sampleRate: Double) {
            self.written = written
            self.sampleRate = sampleRate
            written.openings.withLock { $0 += 1 }
        }

        func write(_ frames: UnsafeBufferPointer<Float>) {
            written.frames.withLock { $0 += frames }
            Thread.sleep(forTimeInterval: Double(frames.count / 2) / sampleRate)
        }

        func close() {}
    }

    private func wait(until happened: () -> Bool) throws {
        let limit = Date().addingTimeInterval(60)
        while !happened() {
            try #require(Date() < limit)
            Thread.sleep(forTimeInterval: 0.002)
        }
    }

    @Test func aStandingTransportSoundsThem() throws {
        let written = Tape.Written()
        let transport = Transport(idleSeconds: 0.02) { Tape(written, sampleRate: $1) }
        defer { transport.close() }
        let sound = noise(1000)
        transport.strike(note(60, sound))
        try wait { written.frames.withLock { $0.count } >= 2000 && transport.state.strikeDelay != nil }
        let left = written.frames.withLock { frames in (0..<1000).map { frames[2 * $0] } }
        #expect(left == sound)
        #expect(!transport.state.isPlaying && transport.state.position == 0)
        try wait { transport.state.output == .closed }
    }

    @Test func anOpenDeviceStaysOpenUntilItIsLetGo() throws {
        let written = Tape.Written()
        let transport = Transport(idleSeconds: 0.02) { Tape(written, sampleRate: $1) }
        defer { transport.close() }
        transport.stayOpen(true)
        // more silence than an idle device is kept for
        try wait { written.frames.withLock { $0.count } >= 20 * 960 }
        #expect(transport.state.output == .open("tape") && written.openings.withLock { $0 } == 1)
        transport.stayOpen(false)
        try wait { transport.state.output == .closed }
    }

    @Test func playingGoesOnUnderneath() throws {
        let song = plan(noise(4800))
        var player = Player()
        var orders = TransportRequests()
        orders.renderer = .some(MixRenderer(song))
        orders.motion = .play(countIn: nil)
        player.follow(orders)
        player.render()
        var strike = TransportRequests()
        let sound = noise(480, seed: 3)
        strike.notes = [note(60, sound)]
        player.follow(strike)
        player.render()
        let expected = zip(mix(song)[0][480..<960], sound).map { $0 + $1 }
        #expect(Array(player.block.left) == expected)
        player.render()
        #expect(Array(player.block.left) == Array(mix(song)[0][960..<1440]))
    }
}
