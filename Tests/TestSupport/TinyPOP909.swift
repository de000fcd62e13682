import Foundation

/// A POP909 and a POP909-CL folder of invented songs: C - Am - F - G at 120 beats a minute, 0.2 s before the first
/// beat; CL counts its quarters from three beats earlier, so that its bar lines are nowhere to be read off its ticks.
public struct TinyPOP909: Sendable {
    public let root: URL
    public var original: URL { root.appendingPathComponent("POP909") }
    public var corrected: URL { root.appendingPathComponent("CL") }

    public static let firstBeat = 0.2
    public static let beat = 0.5
    /// Beats before the first chord.
    public static let upbeat = 2
    public static let bars = 16
    public static let chords: [[Int]] = [[48, 52, 55], [45, 48, 52], [41, 45, 48], [43, 47, 50]]

    /// - Parameter offGrid: a melody that misses the 16ths.
    public init(identifiers: [Int] = [1], offGrid: Bool = false) throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("pop909-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: corrected, withIntermediateDirectories: true)
        for identifier in identifiers { try write(identifier, offGrid: offGrid) }
    }

    public func remove() throws { try FileManager.default.removeItem(at: root) }

    private func write(_ identifier: Int, offGrid: Bool) throws {
        let name = String(format: "%03d", identifier)
        let folder = original.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // 120 a minute, 480 ticks a quarter: 960 ticks a second.
        let shift = Int(Self.firstBeat * 960)
        var tempo = MIDIBytes.Track(name: "tempo")
        tempo.events.append((0, MIDIBytes.tempo(500_000)))
        var melody = MIDIBytes.Track(name: "MELODY")
        var bridge = MIDIBytes.Track(name: "BRIDGE")
        var piano = MIDIBytes.Track(name: "PIANO")
        var quantized = MIDIBytes.Track(name: "piano")
        var labels = MIDIBytes.Track(name: "chords")
        for bar in 0..<Self.bars {
            let chord = Self.chords[bar % 4]
            let tick = (Self.upbeat + bar * 4) * 480
            let quantizedTick = tick + 3 * 480
            for pitch in chord {
                piano.note(pitch, from: shift + tick, to: shift + tick + 1900)
                quantized.note(pitch, from: quantizedTick, to: quantizedTick + 1900)
                labels.note(pitch, from: quantizedTick, to: quantizedTick + 1920)
            }
            for beat in 0..<4 {
                let pitch = chord[beat % 3] + 24
                let late = offGrid ? 45 : 0
                melody.note(pitch, from: shift + tick + beat * 480 + late, to: shift + tick + beat * 480 + 400)
                quantized.note(pitch, from: quantizedTick + beat * 480, to: quantizedTick + beat * 480 + 400)
            }
            bridge.note(chord[0] + 36, from: shift + tick + 960, to: shift + tick + 1400)
            quantized.note(chord[0] + 36, from: quantizedTick + 960, to: quantizedTick + 1400)
        }
        var signatures = MIDIBytes.Track(name: "")
        signatures.events.append((0, [0xFF, 0x58, 4, 4, 2, 24, 8]))
        // One sharp: G major, so that it can be told from an estimate.
        signatures.events.append((0, [0xFF, 0x59, 2, 1, 0]))
        try Data(MIDIBytes.file([tempo, melody, bridge, piano]))
            .write(to: folder.appendingPathComponent("\(name).mid"))
        try Data(MIDIBytes.file([signatures, quantized, labels]))
            .write(to: corrected.appendingPathComponent("\(name).mid"))
        let beats = (0..<(Self.upbeat + Self.bars * 4)).map { "\(Self.firstBeat + Double($0) * Self.beat) 0.0 0.0" }
        try Data(beats.joined(separator: "\n").utf8).write(to: folder.appendingPathComponent("beat_midi.txt"))
        let names = ["C:maj", "A:min", "F:maj", "G:maj/3"]
        var lines = ["\(Self.firstBeat)\t\(Self.firstBeat + 1)\tN"]
        for bar in 0..<Self.bars {
            let start = Self.firstBeat + Double(Self.upbeat + bar * 4) * Self.beat
            lines.append("\(start)\t\(start + 4 * Self.beat)\t\(names[bar % 4])")
        }
        try Data(lines.joined(separator: "\n").utf8).write(to: folder.appendingPathComponent("chord_midi.txt"))
        try Data("0.2\t30.0\tC:maj\n".utf8).write(to: folder.appendingPathComponent("key_audio.txt"))
    }
}
