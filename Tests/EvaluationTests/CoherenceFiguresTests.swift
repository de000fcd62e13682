import Evaluation
import Foundation
import Music
import Signal
import Testing

@Suite struct CoherenceFiguresTests {
    private let sheet = LeadSheet(
        beats: (0..<8).map { Double($0) * 0.5 }, downbeats: [0, 4], meter: 4,
        key: Key(tonic: PitchClass(0), mode: .major),
        chords: [.init(start: 0, end: 4, chord: Chord(root: PitchClass(0), quality: .major))])

    /// A C major triad with a quiet F sharp.
    private var triad: [Float] {
        (0..<96_000).map { sample in
            let time = Double(sample) / 24_000
            let loud = [261.63, 329.63, 392.0].reduce(0) { $0 + 0.2 * sin(2 * .pi * $1 * time) }
            return Float(loud + 0.01 * sin(2 * .pi * 369.99 * time))
        }
    }

    @Test func energyWeighsQuietTonesLess() throws {
        let figures = CoherenceFigures(triad, sheet)
        let energy = try #require(figures.chordTones), compressed = try #require(figures.chordTonesCompressed)
        // the wrong tone has 1 / 400 of a right one's energy, three of which sound
        #expect(energy > 0.99)
        #expect(compressed < energy)
    }

    @Test func theMeanLiesInTheMiddle() throws {
        let real = CoherenceFigures(triad, sheet), control = CoherenceFigures(triad, sheet.transposed(by: 6))
        let high = try #require(real.chordTones), low = try #require(control.chordTones)
        #expect(high > low)
        #expect(abs(try #require(CoherenceFigures.mean([real, control]).chordTones) - (high + low) / 2) < 1e-9)
    }
}

extension LeadSheet {
    fileprivate func transposed(by semitones: Int) -> LeadSheet {
        var sheet = self
        sheet.chords = chords.map {
            Span(start: $0.start, end: $0.end, chord: $0.chord?.transposed(by: semitones), confidence: $0.confidence)
        }
        return sheet
    }
}
