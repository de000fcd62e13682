import Foundation
import Music
import Signal

/// How fast a song is taken.
enum TempoChoice {
    /// Beats a minute.
    static let range = 50.0...180.0
    /// Octaves: nineteen songs in twenty lie within 0.8 to 1.25 times the original.
    private static let deviation = 0.16
    /// The share of songs with any tempo at all.
    private static let farShare = 0.15

    /// Times the original's tempo; 1 without two beats.
    static func factor(for beats: [Double], generator: inout SeededGenerator) -> Double {
        let isFar = generator.uniform() < farShare
        let near = exp2(min(max(generator.normal(standardDeviation: deviation), -1), 1))
        let place = generator.uniform()
        guard let first = beats.first, let last = beats.last, last > first else { return 1 }
        let original = 60 * Double(beats.count - 1) / (last - first)
        // Even on the scale of ratios, but never beyond half and double: syllables have to be sung.
        let far = range.lowerBound * pow(range.upperBound / range.lowerBound, place) / original
        let tempo = original * (isFar ? min(max(far, 0.5), 2) : near)
        return min(max(tempo, range.lowerBound), range.upperBound) / original
    }
}

extension SongSymbols {
    /// Everything slower by a factor.
    func stretched(by factor: Double) -> SongSymbols {
        func moved(_ notes: [Note]) -> [Note] {
            notes.map {
                Note(
                    start: $0.start * factor, duration: $0.duration * factor, pitch: $0.pitch, velocity: $0.velocity)
            }
        }
        var song = self
        song.melody = moved(melody)
        song.piano = moved(piano)
        song.bridge = moved(bridge)
        song.keys = keys.map { KeyChange(start: $0.start * factor, key: $0.key) }
        song.leadSheet.beats = leadSheet.beats.map { $0 * factor }
        song.leadSheet.chords = leadSheet.chords.map { span in
            var span = span
            span.start *= factor
            span.end *= factor
            return span
        }
        return song
    }
}
