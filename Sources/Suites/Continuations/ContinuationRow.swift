import Corpus
import Evaluation
import Foundation
import Generation
import Listener
import Music
import Recipes
import Signal

/// All songs together.
package struct ContinuationRow: Codable {
    /// What came of one song.
    struct Piece {
        /// Without the opening.
        let after: [Float]
        let whole: [Float]
        /// The song's own band.
        let real: [Float]
        /// Second at which the opening ends.
        let joint: Double
        let truth: LeadSheet
        /// Seconds of the whole where sections meet.
        let joins: [Double]
        /// Seconds.
        let computing: Double
    }

    package private(set) var songs = 0
    /// Tempo within 2 %, an octave allowed or not, of the song's, by a beat tracker; and the key, by Krumhansl's judge.
    package private(set) var tempo = 0
    package private(set) var tempoAnyOctave = 0
    package private(set) var key = 0
    /// The key of the songs' own bands after the opening, by the same judge.
    package private(set) var realKey = 0
    /// The key of what follows that is also the beginning's, by that judge.
    package private(set) var keyOfBeginning = 0
    /// The same of the songs' own bands: what the judge finds where the band did go on in its key.
    package private(set) var realKeyOfBeginning = 0
    /// The last thirty seconds alone.
    package private(set) var lateTempo = 0
    package private(set) var lateKey = 0
    /// Sum of the real-time factors.
    private var factors = 0.0
    /// At joins, and everywhere in the songs' own bands.
    private var joined = SoundChanges()
    private var real = SoundChanges()
    package internal(set) var frechet: Double?
    package internal(set) var kernel: Double?
    /// Songs whose opening nobody could hear.
    package internal(set) var unheard: [String] = []

    private static let late = 30.0

    mutating func add(_ piece: Piece) {
        songs += 1
        let last = Array(piece.after.suffix(Int(Self.late * RenderedSong.sampleRate)))
        /// Beats a minute; nil of less than three beats.
        func tempo(_ beats: [Double]) -> Double? {
            guard beats.count > 2 else { return nil }
            return 60 * Double(beats.count - 1) / (beats[beats.count - 1] - beats[0])
        }
        func relation(_ samples: [Float]) -> Double? {
            guard let made = tempo(AccompanimentBeatTracker().track(samples).beats),
                let wanted = tempo(piece.truth.beats)
            else { return nil }
            return made / wanted
        }
        func isClose(_ ratio: Double?, _ factors: [Double]) -> Int {
            guard let ratio else { return 0 }
            return factors.contains { abs(ratio / $0 - 1) < 0.02 } ? 1 : 0
        }
        let octaves = [1, 2, 0.5, 3, 1.0 / 3, 1.5, 2.0 / 3]
        self.tempo += isClose(relation(piece.after), [1])
        tempoAnyOctave += isClose(relation(piece.after), octaves)
        lateTempo += isClose(relation(last), octaves)
        key += AccompanimentAnalysis(piece.after).key == piece.truth.key ? 1 : 0
        lateKey += AccompanimentAnalysis(last).key == piece.truth.key ? 1 : 0
        let joint = Int(piece.joint * RenderedSong.sampleRate)
        let beginning = AccompanimentAnalysis(Array(piece.whole.prefix(joint))).key
        keyOfBeginning += AccompanimentAnalysis(piece.after).key == beginning ? 1 : 0
        let own = Array(piece.real.dropFirst(joint))
        realKey += AccompanimentAnalysis(own).key == piece.truth.key ? 1 : 0
        realKeyOfBeginning += AccompanimentAnalysis(Array(own.prefix(piece.after.count))).key == beginning ? 1 : 0
        factors += piece.computing / max(Double(piece.after.count) / RenderedSong.sampleRate, 1)
        joined.add(SoundChanges(of: piece.whole, at: [piece.joint] + piece.joins))
        real.add(SoundChanges(of: piece.real))
    }

    package var lines: [String] {
        func share(_ count: Int) -> String { String(format: "%.0f %%", 100 * Double(count) / Double(max(songs, 1))) }
        return [
            "songs: \(songs)",
            "tempo within 2 %: \(share(tempo)), at any level \(share(tempoAnyOctave)); last 30 s \(share(lateTempo))",
            "key: \(share(key)); last 30 s \(share(lateKey)); of the songs' own bands \(share(realKey))",
            "key of the beginning: \(share(keyOfBeginning)), of the songs' own bands \(share(realKeyOfBeginning))",
            "Frechet at 1/N = 0 and kernel distance, Mel: " + (frechet.map { String(format: "%.1f", $0) } ?? "-")
                + ", " + (kernel.map { String(format: "%.0f", $0) } ?? "-"),
            String(format: "real-time factor: %.2f", factors / Double(max(songs, 1))),
            joined.standing(among: real).map {
                String(
                    format:
                        "joins: %d; real places that change less (.5 is a place like any other): level %.2f, flux %.2f; "
                        + "joins beyond 95 %% of them: %.0f and %.0f %%",
                    $0.joins, $0.level, $0.flux, 100 * $0.levelOutside, 100 * $0.fluxOutside)
            } ?? "joins: none",
        ] + unheard
    }
}
