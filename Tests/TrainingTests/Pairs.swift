import AudioFiles
import Foundation
import Signal

/// Four clips of three singers: a scale of eight notes each, over eight beats of half a second. The last one's truth is doubtful.
func withPairs(cents: Double = 0, _ body: (URL) throws -> Void) throws {
    try withFolder { folder in
        let truth = folder.appendingPathComponent("truth")
        try FileManager.default.createDirectory(at: truth, withIntermediateDirectories: true)
        let hertz = 220 * exp2(cents / 1200)
        var manifest = "id\tsinger\n"
        for (number, singer) in ["a", "a", "b", "c"].enumerated() {
            let name = "clip_\(number)"
            manifest += "\(name)\t\(singer)\n"
            let steps = [0.0, 2, 4, 5, 7, 5, 4, 2]
            let tone = (0..<4 * 22_050).map { index -> Float in
                let time = Double(index) / 22_050
                let place = min(Int(time * 2), 7)
                let pitch = hertz * exp2(steps[place] / 12)
                return time * 2 - Double(place) < 0.9 ? Float(sin(time * 2 * .pi * pitch)) * 0.1 : 0
            }
            for part in ["vocal", "backing"] {
                try AudioWriter.write(
                    AudioBuffer(sampleRate: 22_050, mono: tone),
                    to: folder.appendingPathComponent("\(name).\(part).flac"), format: .flac16)
            }
            let beats = (0..<8).map { Double($0) * 0.5 }
            let json = """
                {"beats": \(beats), "downbeats": [0.0, 2.0], "meter": 4, "tempo": 120, "key": "C major",
                 "chords": [[0, 4, "C:maj"]], "agreement": \(number == 3 ? 0.3 : 0.9)}
                """
            try json.write(to: truth.appendingPathComponent("\(name).json"), atomically: true, encoding: .utf8)
        }
        try manifest.write(
            to: folder.appendingPathComponent("manifest.tsv"), atomically: true, encoding: .utf8)
        try body(folder)
    }
}
