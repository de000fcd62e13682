import Foundation

/// A note library of two made-up instruments, as `backline corpus notes` lays it out: pitches 60 to 71, velocities 60 and
/// 120, notes of a quarter of a second.
public enum TinyNotes {
    public static let instruments = ["Sine", "Octaves"]
    public static let pitches = Array(60...71)
    public static let velocities = [60, 120]
    public static let samples = 6000

    /// Writes the library into a folder that exists.
    public static func write(to folder: URL) throws {
        let entries = instruments.enumerated().map {
            "{\"name\": \"\($1)\", \"font\": \"Tiny\", \"program\": \($0)}"
        }
        let index = """
            {"grid": {"pitches": \(pitches), "velocities": \(velocities), "held": 0.2, "seconds": 0.25},
             "instruments": [\(entries.joined(separator: ", "))]}
            """
        try Data(index.utf8).write(to: folder.appendingPathComponent("notes.json"))
        for instrument in instruments.indices {
            var data = Data()
            for pitch in pitches {
                for velocity in velocities {
                    let steps = note(instrument: instrument, pitch: pitch, velocity: velocity).map {
                        Int16($0 * 32_768).littleEndian
                    }
                    steps.withUnsafeBytes { data.append(contentsOf: $0) }
                }
            }
            try data.write(to: folder.appendingPathComponent(String(format: "%03d.pcm", instrument)))
        }
    }

    /// Samples of a note as they stand in the file, but for rounding.
    public static func note(instrument: Int, pitch: Int, velocity: Int) -> [Double] {
        let frequency = 440 * exp2(Double(pitch - 69) / 12) * (instrument == 0 ? 1 : 2)
        let level = 0.2 * pow(Double(velocity) / 127, 2)
        return (0..<samples).map {
            let time = Double($0) / 24_000
            return level * exp(-4 * time) * sin(2 * .pi * frequency * time)
        }
    }
}
