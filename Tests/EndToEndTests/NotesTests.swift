import AudioFiles
import Foundation
import Signal
import TestSupport
import Testing

/// `note`, `notes` and `instruments`: neural instruments from the command line.
struct NotesTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func refuse(
        _ arguments: [String], saying parts: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let outcome = try Program.run(arguments + ["--out", scratch.path("out.wav")], scratch: scratch)
        #expect(outcome.status == 2 && !outcome.crashed, "\(outcome.errors)", sourceLocation: sourceLocation)
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.first?.hasPrefix("backline: ") == true, "\(outcome.errors)", sourceLocation: sourceLocation)
        for part in parts {
            #expect(outcome.errors.contains(part), "\(outcome.errors)", sourceLocation: sourceLocation)
        }
        #expect(!scratch.exists("out.wav"), sourceLocation: sourceLocation)
    }

    private func midi(_ name: String, _ bytes: [UInt8]) throws -> String { try scratch.file(name, Data(bytes)) }

    private static func song(_ change: (inout MIDIBytes.Track) -> Void = { _ in }) -> [UInt8] {
        var track = MIDIBytes.Track(name: "song")
        track.note(60, from: 0, to: 240)
        track.note(64, from: 0, to: 480)
        track.note(20, from: 240, to: 480)
        change(&track)
        return MIDIBytes.file([track])
    }

    @Test func aNoteIsPlayed() throws {
        let names = try Program.run(["instruments"], scratch: scratch)
        #expect(names.status == 0 && names.lines.count >= 250)
        let outcome = try Program.run(
            [
                "note", "--instrument", "yamaha grand piano", "--pitch", "C4", "--velocity", "100", "--seconds", "0.5",
                "--out", scratch.path("note.wav"),
            ], scratch: scratch)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let audio = try AudioReader.read(scratch.url("note.wav"))
        #expect(audio.sampleRate == 24_000 && abs(audio.duration - 0.65) < 0.01)
        #expect(audio.mono().contains { abs($0) > 0.02 })
    }

    @Test func aSongIsPlayed() throws {
        let song = try midi("song.mid", Self.song { $0.events.append((0, [0x90, 67, 90])) })
        let outcome = try Program.run(["notes", song, "--out", scratch.path("song.flac")], scratch: scratch)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("1 note never let go") && outcome.errors.contains("1 of 4 notes out of reach"))
        let audio = try AudioReader.read(scratch.url("song.flac"))
        #expect(audio.mono().contains { abs($0) > 0.02 })
    }

    /// The sustain pedal holds notes that were let go, and volume and expression make a channel softer.
    @Test func controllersAreHeard() throws {
        func played(_ name: String, _ controllers: [[UInt8]]) throws -> AudioBuffer {
            var track = MIDIBytes.Track(name: "song")
            track.note(60, from: 0, to: 240)
            for controller in controllers { track.events.insert((0, controller), at: 0) }
            track.events.append((1920, [0xB0, 64, 0]))
            let song = try midi("\(name).mid", MIDIBytes.file([track]))
            let outcome = try Program.run(["notes", song, "--out", scratch.path("\(name).wav")], scratch: scratch)
            #expect(outcome.status == 0, "\(outcome.errors)")
            return try AudioReader.read(scratch.url("\(name).wav"))
        }
        func loudest(_ audio: AudioBuffer) -> Float { audio.mono().reduce(0) { max($0, abs($1)) } }
        let plain = try played("plain", [])
        let held = try played("held", [[0xB0, 64, 127]])
        #expect(abs(plain.duration - 0.4) < 0.02 && abs(held.duration - 2.15) < 0.02)
        let soft = try played("soft", [[0xB0, 7, 70], [0xB0, 11, 90]])
        #expect(loudest(soft) < 0.5 * loudest(plain) && loudest(soft) > 0.1 * loudest(plain))
        var silent = MIDIBytes.Track(name: "silent")
        silent.events = [(0, [0xB0, 7, 0])]
        silent.note(60, from: 0, to: 240)
        try refuse(["notes", midi("silent.mid", MIDIBytes.file([silent]))], saying: "volume at 0")
    }

    @Test func whatCannotBePlayedIsRefused() throws {
        func note(_ instrument: String, _ pitch: String, _ velocity: String, _ seconds: String) -> [String] {
            ["note", "--instrument", instrument, "--pitch", pitch, "--velocity", velocity, "--seconds", seconds]
        }
        try refuse(note("Grand Pino", "C4", "100", "1"), saying: "no instrument \"Grand Pino\"", "\"Grand Piano\"")
        try refuse(note("Grand Piano", "J4", "100", "1"), saying: "--pitch", "J4")
        try refuse(note("Grand Piano", "C9", "100", "1"), saying: "the pitch must be G1 to B6")
        try refuse(note("Grand Piano", "C4", "128", "1"), saying: "velocity must be 1 to 127, not 128")
        try refuse(note("Grand Piano", "C4", "100", "0"), saying: "more than 0")
    }

    @Test func brokenSongsAreRefused() throws {
        let whole = Self.song()
        try refuse(["notes", scratch.path("none.mid")], saying: "cannot read", "none.mid")
        try refuse(["notes", midi("cut.mid", Array(whole.dropLast(9)))], saying: "cut.mid", "cut off")
        try refuse(["notes", midi("empty.mid", MIDIBytes.header(format: 1, tracks: 0))], saying: "no tracks")
        try refuse(["notes", midi("two.mid", MIDIBytes.header(format: 2, tracks: 1))], saying: "format 2")
        try refuse(["notes", midi("silent.mid", MIDIBytes.file([.init(name: "x")]))], saying: "has no notes")
        var drums = MIDIBytes.Track(name: "drums")
        drums.note(36, from: 0, to: 10, channel: 9)
        try refuse(["notes", midi("drums.mid", MIDIBytes.file([drums]))], saying: "drum channel only")
    }
}
