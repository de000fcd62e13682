import AudioFiles
import Corpus
import Evaluation
import Foundation
import Listener
import Music
import Signal

/// Finds the decoder's weights of harmony: one after the other is moved as long as training songs are understood better.
package struct DecodingFit {
    let encoder: Encoder
    let harmoniser: Harmoniser
    /// Training songs to listen to.
    let songs: Int

    /// - Parameter songs: of training, to listen to.
    package init(encoder: Encoder, harmoniser: Harmoniser, songs: Int) {
        self.encoder = encoder
        self.harmoniser = harmoniser
        self.songs = songs
    }

    /// What is heard of a song before harmony is decoded; it does not depend on the weights that are moved.
    private struct Hearing {
        var posteriors: Posteriors
        var opinion: HarmonyPosterior
        var cells: HarmonyCells
        var notes: [SungNote]
        /// Of the recording, seconds.
        var duration: Double
        var band: Double
        var meter: Int
        var firstDownbeat: Int
        var truth: LeadSheet
    }

    private static let moved: [WritableKeyPath<DecodingWeights, Double> & Sendable] = [
        \.encoderInKey, \.harmoniserInKey, \.notesInKey, \.chordsInKey, \.harmoniserAlone, \.encoderAlone, \.degrees,
        \.changeOnDownbeat,
        \.changeInMiddle, \.changeElsewhere, \.encoderWithBand, \.harmoniserWithBand, \.silence,
    ]
    private static let factors = [1.5, 1 / 1.5]
    /// A smaller gain is chance.
    private static let least = 0.0005
    private static let rounds = 2

    /// - Parameter progress: a line for every gain.
    /// - Throws: `CorpusError`, `AudioFileError`, what listening throws.
    package func run(on corpus: URL, progress: (String) throws -> Void) throws -> DecodingWeights {
        let chosen = try CorpusIndex.songs(in: corpus, split: .training).prefix(songs)
        let hearings = try chosen.flatMap { song -> [Hearing] in
            let voice = try AudioReader.read(song.vocal, resampledTo: RenderedSong.sampleRate, mono: true)
            let band = try AudioReader.read(song.accompaniment, resampledTo: RenderedSong.sampleRate, mono: true)
            let truth = song.entry.symbols.leadSheet
            return try [voice, VoiceMix.sum(voice, band)].compactMap { try hear($0, truth: truth) }
        }
        var weights = DecodingWeights()
        var best = score(hearings, weights)
        try progress(String(format: "%d hearings; at first %.4f", hearings.count, best))
        for name in (0..<Self.rounds).flatMap({ _ in Self.moved }) {
            for factor in Self.factors {
                var gained = false
                while true {
                    var next = weights
                    next[keyPath: name] *= factor
                    let score = score(hearings, next)
                    guard score > best + Self.least else { break }
                    (weights, best, gained) = (next, score, true)
                    try progress(String(format: "%.4f with %@ at %.3f", best, "\(name)", next[keyPath: name]))
                }
                if gained { break }
            }
        }
        return weights
    }

    /// nil where the listener understands nothing.
    private func hear(_ sound: AudioBuffer, truth: LeadSheet) throws -> Hearing? {
        let samples = sound.mono()
        let posteriors = try encoder.posteriors(of: samples)
        let notes = NoteSegmenter().segment(PitchTracker().track(samples))
        let found: LeadSheetDecoder.Result
        do {
            found = try LeadSheetDecoder(harmoniser: harmoniser, grids: .bundled()).decode(
                GridEvidence(posteriors: posteriors, notes: notes, duration: sound.duration), constraints: .init())
        } catch is ListenerError { return nil }
        let sheet = found.leadSheet
        let first = sheet.downbeats.first ?? 0
        var cells = HarmonyCells(
            notes: notes.map { (start: $0.start, end: $0.end, pitch: Double($0.pitch)) }, beats: sheet.beats)
        cells.setPosition(half: (2 * sheet.meter - 2 * first) % (2 * sheet.meter), meter: sheet.meter)
        return Hearing(
            posteriors: posteriors, opinion: try harmoniser.listen(cells), cells: cells, notes: notes,
            duration: sound.duration, band: found.band, meter: sheet.meter, firstDownbeat: first, truth: truth)
    }

    /// The mean over the hearings of the chords' overlap and the key's MIREX score.
    private func score(_ hearings: [Hearing], _ weights: DecodingWeights) -> Double {
        hearings.reduce(0.0) { sum, hearing in
            let evidence = HarmonyEvidence(
                hearing.posteriors, harmoniser: hearing.opinion, bounds: hearing.cells.bounds, notes: hearing.notes,
                duration: hearing.duration, band: hearing.band, weights: weights)
            let found = HarmonyDecoder(
                weights: weights, meter: hearing.meter, firstDownbeat: hearing.firstDownbeat
            ).decode(evidence, key: nil, fixed: [])
            let chords = ChordOverlap.majorMinor(estimated: found.chords, reference: hearing.truth.chords) ?? 0
            let key = KeyRelation(estimated: found.key, reference: hearing.truth.key).score
            return sum + (chords + key) / 2 / Double(hearings.count)
        }
    }
}
