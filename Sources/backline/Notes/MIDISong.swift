import Foundation
import Music
import SING

/// What a Standard MIDI File asks instruments to play.
struct MIDISong {
    /// Notes of one General MIDI program.
    private(set) var programs: [(program: Int, notes: [Note])] = []
    /// What could not be played as it stands, in sentences.
    private(set) var remarks: [String] = []

    /// General MIDI's channel of drums.
    private static let drums = 9
    /// Seconds of the longest song.
    static let longest = 3600.0

    /// - Throws: `MIDIFileError`, `MIDISongError`.
    init(_ path: String) throws {
        let file = try StandardMIDIFile(reading: URL(fileURLWithPath: path))
        var found: [Int: [Note]] = [:]
        var (drumNotes, silentNotes) = (0, 0)
        let played = file.tracks.flatMap(\.notes)
        let lastTick = played.map(\.end).max() ?? 0
        let controls = (0..<16).map { ChannelControls(file, channel: $0) }
        for note in played {
            guard note.channel != Self.drums else {
                drumNotes += 1
                continue
            }
            let velocity = controls[note.channel].velocity(of: note)
            // a channel that is turned down is not heard
            guard velocity > 0 else {
                silentNotes += 1
                continue
            }
            let end = file.seconds(atTick: controls[note.channel].end(of: note, lastTick: lastTick))
            let start = file.seconds(atTick: note.start)
            let program = file.program(ofChannel: note.channel, atTick: note.start)
            found[program, default: []].append(
                Note(start: start, duration: end - start, pitch: note.pitch, velocity: velocity))
        }
        programs = found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        func count(_ number: Int, _ what: String) -> String { "\(number) \(what)\(number == 1 ? "" : "s")" }
        if drumNotes > 0 {
            remarks.append("\(count(drumNotes, "note")) of the drum channel left out: the instruments play melody")
        }
        if silentNotes > 0 { remarks.append("\(count(silentNotes, "note")) with the volume at 0 left out") }
        if file.hangingNotes > 0 {
            remarks.append("\(count(file.hangingNotes, "note")) never let go: held until the track's end")
        }
        let all = programs.flatMap(\.notes)
        guard !all.isEmpty else {
            throw silentNotes > 0
                ? MIDISongError.silent(path)
                : drumNotes > 0 ? MIDISongError.onlyDrums(path) : MIDISongError.noNotes(path)
        }
        let end = all.map(\.end).max() ?? 0
        guard end <= Self.longest else { throw MIDISongError.tooLong(path, seconds: end) }
    }

    /// The parts for a player, and what it can't play as it stands.
    func parts(for player: SINGInstrument, instrument: Int?) -> (parts: [SINGInstrument.Part], remarks: [String]) {
        let parts = programs.map {
            SINGInstrument.Part(instrument: instrument ?? player.number(ofProgram: $0.program), notes: $0.notes)
        }
        let all = programs.flatMap(\.notes)
        var remarks = remarks
        let moved = all.count { !player.pitches.contains($0.pitch) }
        if moved > 0 {
            let range = player.pitches
            remarks.append(
                "\(moved) of \(all.count) notes out of reach moved by octaves to \(PitchName.text(range.lowerBound)) to "
                    + PitchName.text(range.upperBound))
        }
        let long = all.count { $0.duration > SINGInstrument.longest }
        if long > 0 { remarks.append("\(long) of \(all.count) notes cut to \(Int(SINGInstrument.longest)) s") }
        return (parts, remarks)
    }
}

/// Why a MIDI file can't be played.
enum MIDISongError: Error, CustomStringConvertible {
    case noNotes(String)
    case onlyDrums(String)
    /// All channels with notes are turned down.
    case silent(String)
    case tooLong(String, seconds: Double)

    var description: String {
        switch self {
        case .noNotes(let path): "\(path) has no notes"
        case .onlyDrums(let path): "\(path) has notes of the drum channel only"
        case .silent(let path): "\(path) has the volume at 0 wherever it has notes"
        case .tooLong(let path, let seconds):
            String(format: "%@ lasts %.0f s; the longest song is %.0f s", path, seconds, MIDISong.longest)
        }
    }
}
