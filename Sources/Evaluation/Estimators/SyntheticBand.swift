import Foundation
import Music
import Signal

/// Short pieces with known key, chords, beats and melody, played by decaying partials, on which the estimators are checked
/// wherever a report is made. 24 kHz mono.
public enum SyntheticBand {
    private static let rate = 24_000.0

    /// Six pieces of 10 to 17 s in six keys, tempi from 80 to 140, two of them in three.
    public static func songs() -> [EstimatorAccuracy.Song] {
        let tempi = [80.0, 92, 104, 116, 128, 140]
        return tempi.indices.map { index in
            let isMinor = index % 2 == 1
            let key = Key(tonic: PitchClass(5 * index + 2), mode: isMinor ? .minor : .major)
            return song(key: key, tempo: tempi[index], meter: index % 3 == 2 ? 3 : 4, seed: UInt64(index + 1))
        }
    }

    /// I IV I V, or i iv i V, a bar each, whole rounds until 10 s are over: half a round more of IV would be music in IV.
    static func song(key: Key, tempo: Double, meter: Int, seed: UInt64) -> EstimatorAccuracy.Song {
        let beat = 60 / tempo
        let bars = 4 * Int((10 / (4 * beat * Double(meter))).rounded(.up))
        let degrees: [(Int, ChordQuality)] =
            key.mode == .major
            ? [(0, .major), (5, .major), (0, .major), (7, .major)]
            : [(0, .minor), (5, .minor), (0, .minor), (7, .major)]
        let offset = 0.25
        let spans = (0..<bars).map { bar in
            let (degree, quality) = degrees[bar % 4]
            let start = offset + Double(bar * meter) * beat
            return LeadSheet.Span(
                start: start, end: start + Double(meter) * beat,
                chord: Chord(root: key.tonic.transposed(by: degree), quality: quality))
        }
        let beats = (0..<(bars * meter)).map { offset + Double($0) * beat }
        let sheet = LeadSheet(
            beats: beats, downbeats: Array(stride(from: 0, to: beats.count, by: meter)), meter: meter, key: key,
            chords: spans)
        var generator = SeededGenerator(seed: seed)
        let length = Int(((spans.last?.end ?? 0) + 0.3) * rate)
        var band = [Float](repeating: 0, count: length)
        var voice = band
        var melody: [Note] = []
        for (index, time) in beats.enumerated() {
            guard let chord = sheet.chord(at: time + 0.01) else { continue }
            let isFirst = index % meter == 0
            for tone in chord.pitchClasses {
                add(pitch: 60 + tone.value, at: time, seconds: beat, gain: 0.06, decay: 3, into: &band)
            }
            if isFirst {
                add(
                    pitch: 36 + chord.root.value, at: time, seconds: beat * Double(meter), gain: 0.2, decay: 1.5,
                    into: &band)
            }
            stroke(at: time, gain: isFirst ? 0.25 : 0.1, generator: &generator, into: &band)
            stroke(at: time + beat / 2, gain: 0.04, generator: &generator, into: &band)
            let tones = chord.pitchClasses
            let pitch = 60 + tones[generator.uniform(in: 0..<tones.count)].value
            melody.append(Note(start: time, duration: beat * 0.9, pitch: pitch))
            add(pitch: pitch, at: time, seconds: beat * 0.9, gain: 0.15, decay: 0.3, into: &voice)
        }
        return EstimatorAccuracy.Song(accompaniment: band, vocal: voice, truth: sheet, melody: melody)
    }

    private static func add(
        pitch: Int, at seconds: Double, seconds length: Double, gain: Double, decay: Double, into samples: inout [Float]
    ) {
        let hertz = Note.hertz(ofPitch: Double(pitch))
        let first = Int(seconds * rate)
        for index in 0..<Int(length * rate) where first + index < samples.count {
            let time = Double(index) / rate
            let envelope = gain * exp(-decay * time) * min(1, time / 0.005) * min(1, (length - time) / 0.02)
            let phase = 2 * Double.pi * hertz * time
            let wave = (1...6).reduce(0.0) { $0 + sin(Double($1) * phase) / Double($1 * $1) }
            samples[first + index] += Float(envelope * wave)
        }
    }

    private static func stroke(
        at seconds: Double, gain: Double, generator: inout SeededGenerator, into samples: inout [Float]
    ) {
        let first = Int(seconds * rate)
        for index in 0..<1_200 where first + index < samples.count {
            samples[first + index] += Float(gain * generator.normal() * exp(-Double(index) / 250))
        }
    }
}
