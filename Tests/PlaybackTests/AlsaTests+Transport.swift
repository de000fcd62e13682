import Foundation
import Playback
import Signal
import Testing

extension AlsaTests {
    /// Ends playback and gives what the file plug-in got, de-interleaved.
    private func played(_ transport: Transport, into name: String) throws -> [[Float]] {
        transport.close()
        try wait(for: "the device is closed") { transport.state.output == .closed }
        let samples = scratch.floats(name)
        return (0..<2).map { channel in stride(from: channel, to: samples.count, by: 2).map { samples[$0] } }
    }

    @Test(arguments: [nil, -3.0])
    func whatIsHeardIsTheMix(ceiling: Double?) throws {
        try configure(fileDevice("!default", into: "out.raw"))
        let song = plan(noise(20_000, amplitude: 0.4), rate: 44100, ceiling: ceiling)
        let transport = Transport()
        transport.load(song)
        transport.play()
        #expect(transport.state.isPlaying)
        try wait(for: "the song ends") { !transport.state.isPlaying }
        #expect(transport.state.position == 20_000)
        #expect(transport.state.output == .open("default"))
        let channels = try played(transport, into: "out.raw")
        let mix = mix(song)
        for channel in 0..<2 {
            try #require(channels[channel].count >= 20_000)
            #expect(Array(channels[channel][..<20_000]) == mix[channel])
            #expect(channels[channel][20_000...].allSatisfy { $0 == 0 })
        }
    }

    @Test func loopsAndLoadsWhilePlaying() throws {
        try configure(fileDevice("!default", into: "out.raw"))
        let samples = noise(48_000)
        let song = plan(samples)
        let transport = Transport()
        transport.load(song)
        transport.setLoop(1000..<4567)
        transport.play()
        // The same mix over and over, as a take that grows would be: nothing of it is heard.
        var positions = Set<Int>()
        try wait(for: "the loop is gone round") {
            transport.load(song)
            positions.insert(transport.state.position)
            return positions.count > 60
        }
        #expect(positions.allSatisfy { $0 <= 4567 })
        let left = try played(transport, into: "out.raw")[0]
        var expected = Array(samples[..<4567])
        while expected.count < left.count { expected += samples[1000..<4567] }
        // Closing lets the last block sound whole.
        #expect(left == Array(expected[..<left.count]))
        #expect(left.count > 4567)
    }

    /// The plug-in alone would take it all at once; then half a second would be waiting to be heard.
    @Test(arguments: ["default", "null"])
    func aSecondTakesASecond(device: String) throws {
        try configure(fileDevice("!default", into: "out.raw"))
        let output = try AlsaOutput(device: device, sampleRate: 48000)
        let block = [Float](repeating: 0, count: 2 * 480)
        for _ in 0..<50 { try block.withUnsafeBufferPointer { try output.write($0) } }
        #expect(output.delay <= 4800)
        output.close()
    }

    @Test func alsaPrintsNothing() throws {
        try configure(Self.missing)
        let captured = scratch.url("stderr.txt")
        try Data().write(to: captured)
        let original = dup(2)
        let file = open(captured.path, O_WRONLY | O_APPEND)
        dup2(file, 2)
        let error = #expect(throws: AudioDeviceError.self) { try AlsaOutput(device: "nowhere", sampleRate: 48000) }
        #expect(throws: AudioDeviceError.self) { try AlsaInput(device: "plughw:29", sampleRate: 48000) }
        dup2(original, 2)
        close(file)
        close(original)
        #expect(error != nil)
        #expect(try !String(contentsOf: captured, encoding: .utf8).contains("ALSA"))
    }

    @Test func seekingShowsAtOnce() throws {
        try configure(fileDevice("!default", into: "out.raw"))
        let transport = Transport()
        transport.load(plan(noise(480_000)))
        transport.seek(to: 77)
        #expect(transport.state.position == 77)
        transport.play()
        try wait(for: "it plays") { transport.state.position > 77 }
        transport.seek(to: 300_000)
        #expect(transport.state.position >= 300_000)
        try wait(for: "it goes on from there") { transport.state.position > 300_000 }
        transport.pause()
        #expect(!transport.state.isPlaying)
        let left = try played(transport, into: "out.raw")[0]
        #expect(left.contains { $0 != 0 })
    }

    @Test func aMissingDeviceIsExplainedAndTakenUpWhenItComes() throws {
        try configure(Self.missing)
        let samples = noise(960_000)
        let transport = Transport()
        transport.load(plan(samples))
        transport.play()
        try wait(for: "silence") {
            if case .silent(let reason) = transport.state.output { return reason.contains("sound") }
            return false
        }
        // The playhead moves on all the same.
        try wait(for: "the playhead moves") { transport.state.position > 5000 }
        try configure(fileDevice("!default", into: "out.raw"))
        try wait(for: "the device is taken up") { transport.state.output == .open("default") }
        let position = transport.state.position
        try wait(for: "it plays on") { transport.state.position > position + 2000 }
        let left = try played(transport, into: "out.raw")[0]
        // What was heard is a stretch of the mix, whole.
        let first = try #require(left.first)
        let start = try #require(samples.firstIndex(of: first))
        #expect(start >= 5000)
        #expect(left == Array(samples[start..<start + left.count]))
    }

    @Test func anotherDeviceIsChosen() throws {
        try configure(fileDevice("!default", into: "out.raw") + "\n" + fileDevice("second", into: "second.raw"))
        let transport = Transport()
        transport.load(plan(noise(480_000)))
        transport.play()
        try wait(for: "it plays") { transport.state.position > 1000 }
        transport.choose("second")
        try wait(for: "the other device plays") { transport.state.output == .open("second") }
        let position = transport.state.position
        try wait(for: "it plays on") { transport.state.position > position + 1000 }
        #expect(try played(transport, into: "second.raw")[0].count > 1000)
    }

    @Test func theDeviceIsLeftToOthersAfterAWhile() throws {
        try configure(fileDevice("!default", into: "out.raw"))
        let transport = Transport(idleSeconds: 0.1)
        transport.load(plan(noise(1000)))
        #expect(transport.state.output == .closed)
        transport.play()
        try wait(for: "the device is opened") { transport.state.output == .open("default") }
        try wait(for: "the device is closed") { transport.state.output == .closed }
        transport.seek(to: 0)
        transport.play()
        try wait(for: "the device is opened again") { transport.state.output == .open("default") }
    }

    @Test func devicesAreListed() throws {
        try configure(fileDevice("!default", into: "out.raw") + "\n" + fileDevice("second", into: "second.raw"))
        let devices = Transport().devices()
        #expect(devices.first?.name == "default")
        #expect(devices.contains { $0.name == "second" })
        #expect(!devices.contains { $0.name == "null" })
        #expect(devices.allSatisfy { !$0.summary.isEmpty && !$0.summary.contains("\n") })
    }

    @Test func anUnknownDeviceIsAnError() throws {
        try configure(fileDevice("!default", into: "out.raw"))
        #expect(throws: AudioDeviceError.noSuchDevice("nowhere")) {
            try AlsaOutput(device: "nowhere", sampleRate: 48000)
        }
    }
}
