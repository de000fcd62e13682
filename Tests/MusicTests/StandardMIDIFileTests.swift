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

    @Test(
        "Time can be counted in frames of film, which have no tempo",
        arguments: [(25, 40, 1000.0), (29, 100, 3000 / 1.001)])
    func film(_ frames: Int, _ parts: Int, _ ticksASecond: Double) throws {
        var track = MIDIBytes.Track(name: "a")
        track.note(64, from: 100, to: 2000)
        track.events.append((0, MIDIBytes.tempo(250_000)))
        let bytes =
            MIDIBytes.header(format: 0, tracks: 1, ticksPerQuarter: (256 - frames) << 8 | parts)
            + MIDIBytes.track(track)
        let file = try StandardMIDIFile(bytes: bytes)
        #expect(abs(file.seconds(atTick: 2000) - 2000 / ticksASecond) < 1e-9)
        func problem(_ division: Int) -> String? {
            let bytes = MIDIBytes.header(format: 0, tracks: 1, ticksPerQuarter: division) + MIDIBytes.track(track)
            do {
                _ = try StandardMIDIFile(bytes: bytes)
                return nil
            } catch { return (error as? MIDIProblem)?.reason }
        }
        #expect(problem((256 - 60) << 8 | 40)?.contains("60 frames a second") == true)
        #expect(problem((256 - frames) << 8)?.contains("no ticks") == true && problem(0)?.contains("no ticks") == true)
    }

    @Test("Controllers are kept in order")
    func controllers() throws {
        var track = MIDIBytes.Track(name: "a")
        track.events = [(480, [0xB2, 64, 0]), (0, [0xB2, 64, 127]), (20, [0xB2, 7, 90])]
        let changes = try StandardMIDIFile(bytes: MIDIBytes.file([track])).controlChanges
        #expect(changes.map(\.tick) == [0, 20, 480] && changes.map(\.controller) == [64, 7, 64])
        #expect(changes.map(\.value) == [127, 90, 0] && changes.allSatisfy { $0.channel == 2 })
    }
}
