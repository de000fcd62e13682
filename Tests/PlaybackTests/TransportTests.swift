import Foundation
import Playback
import Signal
import Synchronization
import Testing

/// The transport with a device that fails when a test wants it to.
@Suite struct TransportTests {
    /// Takes everything, as fast as a device would, until it is broken.
    private final class Device: AudioOutput, Sendable {
        struct Fate: Sendable {
            var isBroken = false
            var openings = 0
            var closings = 0
            var xruns = 0
        }

        let name = "fake"
        let sampleRate: Double
        let fate: Fates
        var delay: Int { 0 }
        var xruns: Int { fate.value.withLock { $0.xruns } }

        init(sampleRate: Double, fate: Fates) {
            self.sampleRate = sampleRate
            self.fate = fate
        }

        func write(_ frames: UnsafeBufferPointer<Float>) throws {
            try fate.check()
            Thread.sleep(forTimeInterval: Double(frames.count / 2) / sampleRate)
        }

        func close() { fate.value.withLock { $0.closings += 1 } }
    }

    private final class Fates: Sendable {
        let value = Mutex(Device.Fate())

        func check() throws {
            if value.withLock({ $0.isBroken }) { throw AudioDeviceError.lost("fake", reason: "No such device") }
        }

        func open(sampleRate: Double) throws -> any AudioOutput {
            value.withLock { $0.openings += 1 }
            try check()
            return Device(sampleRate: sampleRate, fate: self)
        }
    }

    private func wait(until happened: () -> Bool) throws {
        let limit = Date().addingTimeInterval(60)
        while !happened() {
            try #require(Date() < limit)
            Thread.sleep(forTimeInterval: 0.005)
        }
    }

    @Test func aLostDeviceIsTakenUpAgain() throws {
        let fate = Fates()
        let transport = Transport { try fate.open(sampleRate: $1) }
        transport.load(plan(noise(4_800_000)))
        #expect(fate.value.withLock { $0.openings } == 0)
        transport.play()
        try wait { transport.state.output == .open("fake") }
        fate.value.withLock { $0.isBroken = true }
        try wait { if case .silent = transport.state.output { true } else { false } }
        let position = transport.state.position
        try wait { transport.state.position > position + 2000 }
        #expect(transport.state.isPlaying)
        fate.value.withLock { $0.isBroken = false }
        try wait { transport.state.output == .open("fake") }
        transport.close()
    }

    @Test func othersCanHaveTheDeviceMeanwhile() throws {
        let fate = Fates()
        let transport = Transport { try fate.open(sampleRate: $1) }
        transport.load(plan(noise(4_800_000)))
        transport.stayOpen(true)
        transport.play()
        try wait { transport.state.position > 2000 }
        transport.leave()
        let away = fate.value.withLock { $0 }
        #expect(away.openings == 1 && away.closings == 1 && transport.state.output == .closed)
        let position = transport.state.position
        Thread.sleep(forTimeInterval: 0.05)
        #expect(transport.state.position == position && transport.state.isPlaying)
        transport.comeBack()
        try wait { transport.state.position > position + 2000 }
        #expect(fate.value.withLock { $0.openings } == 2 && transport.state.output == .open("fake"))
        transport.close()
    }

    @Test func xrunsAreCountedAndReset() throws {
        let fate = Fates()
        let transport = Transport { try fate.open(sampleRate: $1) }
        transport.load(plan(noise(4_800_000)))
        transport.play()
        try wait { transport.state.position > 0 }
        fate.value.withLock { $0.xruns = 3 }
        try wait { transport.state.xruns == 3 }
        transport.resetMeters()
        #expect(transport.state.xruns == 0)
        fate.value.withLock { $0.xruns = 4 }
        try wait { transport.state.xruns == 1 }
        transport.close()
    }

    @Test func levelsFollowTheMix() throws {
        let fate = Fates()
        let transport = Transport { try fate.open(sampleRate: $1) }
        let loud = [Float](repeating: 1.5, count: 4_800_000)
        transport.load(plan(loud, name: "vocal"))
        transport.play()
        try wait { transport.state.levels[StripID(lane: 0)]?.hasClipped ?? false }
        #expect(transport.state.master.hasClipped)
        #expect(transport.state.master.held == 1.5)
        transport.load(plan(loud.map { $0 / 10 }, name: "drums", lane: 1))
        try wait { transport.state.levels.keys.map(\.lane) == [1] }
        #expect(transport.state.levels[StripID(lane: 1)]?.hasClipped == false)
        transport.resetMeters()
        #expect(!transport.state.master.hasClipped)
        transport.close()
    }

    @Test func countingInIsSaid() throws {
        let fate = Fates()
        let transport = Transport { try fate.open(sampleRate: $1) }
        transport.load(plan(noise(4_800_000)))
        transport.seek(to: 9000)
        transport.play(countIn: ClickTrack(beats: [.init(frame: -9600, isDownbeat: true)]))
        #expect(transport.state.isCountingIn)
        try wait { if case .open = transport.state.output { true } else { false } }
        let state = transport.state
        #expect(!state.isCountingIn || state.position == 9000)
        try wait { !transport.state.isCountingIn }
        try wait { transport.state.position > 9000 }
        transport.close()
    }

    /// A take that is generated while it plays replaces the mix every few moments, and what was asked for in between
    /// holds.
    @Test func manyMixesFromManyThreads() async throws {
        let fate = Fates()
        let transport = Transport { try fate.open(sampleRate: $1) }
        let songs = (0..<4).map { plan(noise(48_000 * ($0 + 1), seed: UInt64($0)), ceiling: $0 % 2 == 0 ? -1 : nil) }
        transport.load(songs[3])
        transport.play()
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<4 {
                group.addTask {
                    for round in 0..<300 {
                        transport.load(songs[(worker + round) % 4])
                        if round % 7 == worker { transport.seek(to: round * 10) }
                        _ = transport.state
                    }
                }
            }
        }
        transport.load(songs[0])
        transport.setLoop(0..<4800)
        transport.seek(to: 100)
        transport.play()
        try wait { transport.state.isPlaying && transport.state.position > 0 && transport.state.position <= 4800 }
        transport.close()
        try wait { transport.state.output == .closed }
    }
}
