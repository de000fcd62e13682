import Corpus
import Music
import TestSupport
import Testing

@Suite("Standard MIDI File")
struct StandardMIDIFileTests {
    @Test("Running status, note-on with velocity 0 and two-byte lengths")
    func runningStatus() throws {
        // 96 ticks: C4 on; 200 ticks later off by velocity 0, without its status byte.
        let content: [UInt8] = [
            0x60, 0x90, 60, 100, 0x81, 0x48, 60, 0, 0, 62, 90, 0x60, 62, 0, 0, 0xFF, 0x2F, 0,
        ]
        let file = try StandardMIDIFile(
            bytes: MIDIBytes.header(format: 0, tracks: 1, ticksPerQuarter: 96) + MIDIBytes.chunk("MTrk", content))
        #expect(file.format == 0)
        #expect(file.ticksPerQuarter == 96)
        #expect(
            file.tracks[0].notes == [
                StandardMIDIFile.TickNote(start: 96, end: 296, pitch: 60, velocity: 100, channel: 0),
                StandardMIDIFile.TickNote(start: 296, end: 392, pitch: 62, velocity: 90, channel: 0),
            ])
        // No tempo event: 120 quarters a minute.
        #expect(file.seconds(atTick: 96) == 0.5)
    }

    @Test("Seconds follow the tempo map")
    func tempoMap() throws {
        var first = MIDIBytes.Track(name: "conductor")
        first.events = [(0, MIDIBytes.tempo(500_000)), (960, MIDIBytes.tempo(1_000_000))]
        var second = MIDIBytes.Track(name: "MELODY")
        second.note(69, from: 480, to: 1440)
        let file = try StandardMIDIFile(bytes: MIDIBytes.file([first, second]))
        // Two quarters at half a second, then one at a whole one.
        #expect(file.seconds(atTick: 1440) == 2)
        #expect(file.notes(ofTrack: "melody") == [Note(start: 0.5, duration: 1.5, pitch: 69, velocity: 80)])
        #expect(file.notes(ofTrack: "nothing") == [])
    }

    @Test(
        "Key signatures count fifths",
        arguments: [(0, 0, "C"), (1, 0, "G"), (-6, 0, "F#"), (0, 1, "Am"), (-3, 1, "Cm"), (4, 1, "C#m")])
    func keys(sharps: Int, minor: UInt8, name: String) throws {
        var track = MIDIBytes.Track(name: "")
        track.events = [(0, [0xFF, 0x59, 2, UInt8(bitPattern: Int8(sharps)), minor])]
        let file = try StandardMIDIFile(bytes: MIDIBytes.file([track]))
        #expect(file.keySignatures.map(\.key) == [Key(parsing: name)])
    }

    @Test("System exclusive and pressure events are passed over, open notes end with the track")
    func otherEvents() throws {
        let content: [UInt8] = [
            0, 0xF0, 3, 1, 2, 0xF7, 0, 0xD0, 5, 0, 0xC0, 7, 0, 0xE0, 0, 64, 0, 0x91, 50, 70, 0x30, 0xB1, 64, 127,
            0, 0xFF, 0x2F, 0,
        ]
        let file = try StandardMIDIFile(
            bytes: MIDIBytes.header(format: 1, tracks: 1) + MIDIBytes.chunk("XXXX", [1, 2])
                + MIDIBytes.chunk("MTrk", content))
        #expect(
            file.tracks[0].notes == [
                StandardMIDIFile.TickNote(start: 0, end: 48, pitch: 50, velocity: 70, channel: 1)
            ])
    }

    @Test("Broken files are refused with a reason")
    func broken() {
        let header = MIDIBytes.header(format: 1, tracks: 1)
        func problem(_ bytes: [UInt8]) -> String? {
            do {
                _ = try StandardMIDIFile(bytes: bytes)
                return nil
            } catch { return "\(error)" }
        }
        #expect(problem(Array("RIFFxxxxxxxx".utf8))?.contains("MThd") == true)
        #expect(problem([])?.contains("cut off") == true)
        #expect(problem(header)?.contains("announces 1 tracks") == true)
        #expect(problem(MIDIBytes.header(format: 2, tracks: 0))?.contains("format 2") == true)
        #expect(problem(MIDIBytes.header(format: 1, tracks: 0))?.contains("no tracks") == true)
        #expect(problem(header + MIDIBytes.chunk("MTrk", [0, 0xC0, 0x90]))?.contains("over 127") == true)
        #expect(problem(header + MIDIBytes.chunk("MTrk", [0, 0x90, 60]))?.contains("ends in the middle") == true)
        #expect(problem(header + MIDIBytes.chunk("MTrk", [0, 60, 60]))?.contains("data stands") == true)
        #expect(problem(header + Array("MTrk".utf8) + [0, 0, 0, 9, 1])?.contains("cut off") == true)
        #expect(
            problem(header + MIDIBytes.chunk("MTrk", [0xFF, 0xFF, 0xFF, 0xFF, 0xFF]))?.contains("four bytes") == true)
    }

    @Test("Programs change by channel and time, and notes that are never released are counted")
    func programs() throws {
        var track = MIDIBytes.Track(name: "a")
        track.events = [(0, [0xC1, 40]), (480, [0xC1, 56]), (0, [0x91, 60, 80]), (100, [0x91, 62, 80])]
        track.note(64, from: 0, to: 10)
        let file = try StandardMIDIFile(bytes: MIDIBytes.file([track]))
        #expect(file.program(ofChannel: 1, atTick: 0) == 40 && file.program(ofChannel: 1, atTick: 479) == 40)
        #expect(file.program(ofChannel: 1, atTick: 480) == 56 && file.program(ofChannel: 0, atTick: 480) == 0)
        #expect(file.hangingNotes == 2 && file.tracks[0].notes.count == 3)
    }
}
