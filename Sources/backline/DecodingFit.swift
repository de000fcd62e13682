import AudioFiles
import Corpus
import Evaluation
import Foundation
import Listener
import Music
import Signal

/// Finds the decoder's weights: one after the other is moved as long as training songs are understood better.
struct DecodingFit {
    let encoder: Encoder
    let harmoniser: Harmoniser
    /// Training songs to listen to.
    let songs: Int

    /// What the encoder hears of a song; it does not depend on the weights.
    private struct Hearing {
        var posteriors: Posteriors
        var notes: [SungNote]
        var duration: Double
        var truth: LeadSheet
    }

    /// The weights that are moved, and by which factor at first.
    private static let moved: [WritableKeyPath<DecodingWeights, Double> & Sendable] = [
        \.beatPhase, \.barPhase, \.beats, \.downbeats, \.tempo, \.notes, \.tempoDeviation, \.tempoStiffness,
        \.beatJitter, \.harmoniserPosition, \.threes, \.encoderAlone, \.harmoniserAlone, \.encoderWithBand,
        \.harmoniserWithBand, \.degrees, \.keyEvidence, \.notesInKey, \.chordsInKey, \.changeOnDownbeat,
        \.changeInMiddle, \.changeElsewhere,
    ]
    private static let factors = [1.6, 1 / 1.6]
    /// A smaller gain is chance.
    private static let least = 0.0005

    func run(on corpus: URL, writing file: URL) throws {
        let chosen = Array(try CorpusIndex.songs(in: corpus, split: .training).prefix(songs))
        let hearings = try chosen.flatMap { song -> [Hearing] in
            let voice = try AudioReader.read(song.vocal, resampledTo: RenderedSong.sampleRate, mono: true)
            let band = try AudioReader.read(song.accompaniment, resampledTo: RenderedSong.sampleRate, mono: true)
            return try [voice, ListeningSuite.mix(voice, band)].map { sound in
                let samples = sound.mono()
                return Hearing(
                    posteriors: try encoder.posteriors(of: samples),
                    notes: NoteSegmenter().segment(PitchTracker().track(samples)), duration: sound.duration,
                    truth: song.entry.symbols.leadSheet)
            }
        }
        var weights = DecodingWeights()
        var best = try score(hearings, weights)
        print(String(format: "%d hearings; at first %.4f", hearings.count, best))
        for name in Self.moved {
            for factor in Self.factors {
                var gained = false
                while true {
                    var next = weights
                    next[keyPath: name] *= factor
                    let score = try score(hearings, next)
                    guard score > best + Self.least else { break }
                    (weights, best, gained) = (next, score, true)
                    print(String(format: "%.4f with %@ at %.3f", best, "\(name)", next[keyPath: name]))
                }
                if gained { break }
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
            try encoder.encode(weights).write(to: file, options: .atomic)
        }
    }

    /// The mean of beat F, downbeat F, chords and key over the hearings.
    private func score(_ hearings: [Hearing], _ weights: DecodingWeights) throws -> Double {
        let decoder = LeadSheetDecoder(harmoniser: harmoniser, weights: weights)
        var sum = 0.0
        for hearing in hearings {
            let found = try decoder.decode(
                hearing.posteriors, notes: hearing.notes, duration: hearing.duration, constraints: .init())
            let figures = [
                RhythmJudge.beatF(estimated: found.leadSheet.beats, reference: hearing.truth.beats),
                RhythmJudge.beatF(
                    estimated: found.leadSheet.downbeatTimes, reference: hearing.truth.downbeatTimes),
                ChordOverlap.majorMinor(estimated: found.leadSheet.chords, reference: hearing.truth.chords) ?? 0,
                found.leadSheet.key == hearing.truth.key ? 1 : 0,
            ]
            sum += figures.reduce(0, +) / Double(figures.count)
        }
        return sum / Double(hearings.count)
    }
}
