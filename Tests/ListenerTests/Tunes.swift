import Foundation
import Listener

/// Tunes that everybody knows.
enum Tunes {
    /// "Twinkle, twinkle, little star" from C4 on, in quarters.
    private static let twinkle: [(pitch: Int, beats: Int)] = {
        let first = [60, 60, 67, 67, 69, 69, 67], second = [65, 65, 64, 64, 62, 62, 60]
        let middle = [67, 67, 65, 65, 64, 64, 62]
        return [first, second, middle, middle, first, second].flatMap { line in
            line.enumerated().map { ($0.element, $0.offset == 6 ? 2 : 1) }
        }
    }()

    static let beatCount = 48

    static func twinkle(transposedBy semitones: Int = 0, tempo: Double = 100, from start: Double = 0) -> [SungNote] {
        var beat = 0
        return twinkle.map { note in
            defer { beat += note.beats }
            let from = start + Double(beat) * 60 / tempo
            return SungNote(
                start: from, end: from + (Double(note.beats) - 0.1) * 60 / tempo, pitch: Float(note.pitch + semitones),
                energy: -20)
        }
    }

    /// The notes on vowels of a synthetic voice.
    static func sung(_ notes: [SungNote], seconds: Double) -> [Float] {
        var samples = Voices.silence(seconds: seconds)
        for note in notes where note.end < seconds {
            let hertz = 440 * exp2((Double(note.pitch) - 69) / 12)
            let tone = Voices.faded(Voices.tone(seconds: note.duration) { _ in hertz })
            let first = Int(note.start * Voices.rate)
            for (index, value) in tone.enumerated() { samples[first + index] += value }
        }
        return samples
    }
}
