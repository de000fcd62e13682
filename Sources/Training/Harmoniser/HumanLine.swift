import Music
import Signal

/// How far a sung line may stray from its notes before the harmoniser hears it: what note tracking leaves of people who
/// sing late, out of tune and with ornaments.
///
/// Each is the largest that a song may have; a song draws its own share of each, so that tidy singers stay among them.
package struct HumanLine: Codable, Sendable, Equatable {
    /// Standard deviation of a song's lag, seconds.
    package var lag: Double
    /// Of a note's timing, seconds.
    package var spread: Double
    /// Of a note's pitch, semitones.
    package var intonation: Double
    /// Of a song's tuning, semitones, that the listener does not find.
    package var tuning: Double
    /// Shares of notes that begin from a neighbour's pitch, that are heard as two, that are not heard.
    package var scoops: Double
    package var splits: Double
    package var lost: Double
    /// Shares of songs whose beats are heard beside their place, and at a wrong tempo.
    package var besideBeats: Double
    package var wrongTempo: Double

    package init(
        lag: Double, spread: Double, intonation: Double, tuning: Double, scoops: Double, splits: Double, lost: Double,
        besideBeats: Double, wrongTempo: Double
    ) {
        self.lag = lag
        self.spread = spread
        self.intonation = intonation
        self.tuning = tuning
        self.scoops = scoops
        self.splits = splits
        self.lost = lost
        self.besideBeats = besideBeats
        self.wrongTempo = wrongTempo
    }

    /// A line as it is sung, pitches in semitones.
    package func sung(_ notes: [SungNoteEvent], _ generator: inout SeededGenerator) -> [SungNoteEvent] {
        let late = generator.normal(standardDeviation: lag)
        let off = generator.normal(standardDeviation: tuning)
        let spread = generator.uniform() * spread, intonation = generator.uniform() * intonation
        let scoops = generator.uniform() * scoops, splits = generator.uniform() * splits
        let lost = generator.uniform() * lost
        var sung: [SungNoteEvent] = []
        for note in notes {
            if generator.uniform() < lost { continue }
            let moved = late + generator.normal(standardDeviation: spread)
            let start = note.start + moved
            let end = max(note.end + late + generator.normal(standardDeviation: spread), start + 0.05)
            let pitch = note.pitch + off + generator.normal(standardDeviation: intonation)
            var first = start
            if generator.uniform() < scoops {
                let part = min(generator.uniform(in: 0.05..<0.16), (end - start) / 2)
                let step = Double([-3, -2, -1, -1, 1, 2][generator.uniform(in: 0..<6)])
                sung.append((first, first + part, pitch + step))
                first += part
            }
            if end - first > 0.3, generator.uniform() < splits {
                let cut = first + (end - first) * generator.uniform(in: 0.3..<0.7)
                sung.append((first, cut, pitch))
                sung.append((cut, end, pitch + generator.normal(standardDeviation: intonation)))
            } else {
                sung.append((first, end, pitch))
            }
        }
        return sung
    }

    /// Beats as a listener may mishear them, and whether they are still the song's.
    package func heard(_ beats: [Double], _ generator: inout SeededGenerator) -> (beats: [Double], areTrue: Bool) {
        let isBeside = generator.uniform() < besideBeats, isWrong = generator.uniform() < wrongTempo
        guard isBeside || isWrong, beats.count > 1 else { return (beats, true) }
        let shift = isBeside ? generator.uniform(in: 0.15..<0.85) : 0
        let step = isWrong ? [0.75, 4.0 / 3, 2.0 / 3, 1.5, 0.9, 1.1][generator.uniform(in: 0..<6)] : 1
        var moved: [Double] = []
        var place = shift
        while place < Double(beats.count - 1) {
            let index = Int(place)
            moved.append(beats[index] + (place - Double(index)) * (beats[index + 1] - beats[index]))
            place += step
        }
        return (moved, false)
    }
}

/// Start and end in seconds, MIDI pitch.
package typealias SungNoteEvent = (start: Double, end: Double, pitch: Double)
