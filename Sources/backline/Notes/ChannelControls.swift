import Music

/// What the controllers of a General MIDI channel do to its notes: sustain pedal, volume and expression.
struct ChannelControls {
    private var pedal: [StandardMIDIFile.ControlChange] = []
    private var levels: [StandardMIDIFile.ControlChange] = []

    private enum Controller {
        static let volume = 7
        static let expression = 11
        static let pedal = 64
    }

    /// What General MIDI level 1 has channels begin with.
    private static let usualVolume = 100

    init(_ file: StandardMIDIFile, channel: Int) {
        for change in file.controlChanges where change.channel == channel {
            switch change.controller {
            case Controller.pedal: pedal.append(change)
            case Controller.volume, Controller.expression: levels.append(change)
            default: break
            }
        }
    }

    /// When a key that is let go falls silent: with the pedal down, as soon as it is up.
    func end(of note: StandardMIDIFile.TickNote, lastTick: Int) -> Int {
        let isDown = (pedal.last { $0.tick <= note.end }?.value ?? 0) >= 64
        guard isDown else { return note.end }
        return pedal.first { $0.tick > note.end && $0.value < 64 }?.tick ?? max(lastTick, note.end)
    }

    /// The velocity that is as loud as the note is with its channel's volume and expression. Loudness goes with the
    /// square of all three (General MIDI level 1, developer guidelines); notes are as they are struck.
    func velocity(of note: StandardMIDIFile.TickNote) -> Int {
        func value(_ controller: Int) -> Int? {
            levels.last { $0.controller == controller && $0.tick <= note.start }?.value
        }
        let volume = Double(value(Controller.volume) ?? Self.usualVolume) / Double(Self.usualVolume)
        let expression = Double(value(Controller.expression) ?? 127) / 127
        return min(Int((Double(note.velocity) * volume * expression).rounded()), 127)
    }
}
