import Corpus
import Evaluation
import Foundation
import Generation
import Listener
import Music
import Recipes
import Signal

/// Bands of validation songs that go on from their beginning: whether tempo, key and sound stay.
package struct ContinuationSuite {
    let system: any GenerationSystem
    let hearing: VocalHearing
    let recipe: Recipe

    /// - Parameter recipe: of the system.
    package init(system: any GenerationSystem, hearing: VocalHearing, recipe: Recipe) {
        self.system = system
        self.hearing = hearing
        self.recipe = recipe
    }

    /// A band whose beginning is given.
    package struct Song {
        let name: String
        /// 24 kHz mono.
        let band: [Float]
        let truth: LeadSheet

        /// A validation song of a corpus.
        package init(_ song: CorpusSong) throws {
            name = song.folder.lastPathComponent
            band = try song.rendered().accompaniment
            truth = song.entry.symbols.leadSheet
        }

        /// The backing that belongs to a real vocal.
        package init(_ clip: PairClip) throws {
            name = clip.name
            band = try PairSound(file: clip.backing).samples
            truth = clip.truth.sheet
        }
    }

    /// - Parameters:
    ///   - songs: read one after another; what they begin with is used and let go.
    ///   - opening: seconds of each band that are given.
    ///   - seconds: that are added.
    ///   - tellsSheet: whether the song's own lead sheet is told for the opening, else it is heard.
    ///   - note: told of each song: its name, seconds of computing and the whole.
    /// - Throws: `SuiteError`, `CorpusError`, `AudioFileError`; what making throws.
    package func run(
        on songs: some Sequence<() throws -> Song>, opening: Double, seconds: Double, tellsSheet: Bool,
        note: (_ name: String, _ computing: Double, _ whole: AudioBuffer) throws -> Void
    ) throws -> ContinuationRow {
        var row = ContinuationRow()
        var clips: (made: [EmbeddedClip], real: [EmbeddedClip]) = ([], [])
        let embedding = MelStatistic()
        for read in songs {
            let song = try read()
            let rate = RenderedSong.sampleRate
            let audio = AudioBuffer(
                sampleRate: rate, mono: Array(song.band.prefix(Int(opening * rate))))
            guard StemLevel.gain(audio.mono()) > 0 else { continue }
            let truth = song.truth
            let sheet: LeadSheet
            do {
                sheet =
                    try tellsSheet
                    ? truth.slice(from: 0, to: opening)
                    : hearing.order(TakeOrder(vocal: audio, recipe: recipe)).heard.leadSheet
            } catch let error as ListenerError {
                row.unheard.append("\(song.name): \(error)")
                continue
            }
            let continuation = Continuation(of: audio, sheet, seconds: seconds, recipe: recipe)
            var made: MadeTake?
            let elapsed = try ContinuousClock().measure {
                made = try system.take(continuation.order, hearing: hearing, into: SilentSink()).take
            }
            guard let made else { continue }
            let whole = try continuation.joined(audio, made)
            try note(song.name, elapsed / .seconds(1), whole)
            let after = Array(whole.mono().dropFirst(audio.frameCount))
            row.add(
                .init(
                    after: after, whole: whole.mono(), real: song.band, joint: opening, truth: truth,
                    joins: made.joins.map { $0 + continuation.offset }.filter { $0 > opening },
                    computing: elapsed / .seconds(1)))
            clips.made.append(embedding.embed(StemLevel.levelled(after)))
            clips.real.append(embedding.embed(StemLevel.levelled(song.band)))
        }
        row.frechet = FrechetDistance(clips.made, clips.real)?.infinity
        row.kernel = KernelDistance(clips.made, clips.real)?.distance
        return row
    }
}

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
    /// The last thirty seconds alone.
    package private(set) var lateTempo = 0
    package private(set) var lateKey = 0
    /// Sum of the real-time factors.
    private var factors = 0.0
    /// At joins, and everywhere in the songs' own bands.
    private var joined = SoundChanges()
    private var real = SoundChanges()
    package fileprivate(set) var frechet: Double?
    package fileprivate(set) var kernel: Double?
    /// Songs whose opening nobody could hear.
    package fileprivate(set) var unheard: [String] = []

    private static let late = 30.0

    fileprivate mutating func add(_ piece: Piece) {
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
        let beginning = Array(piece.whole.prefix(Int(piece.joint * RenderedSong.sampleRate)))
        keyOfBeginning += AccompanimentAnalysis(beginning).key == AccompanimentAnalysis(piece.after).key ? 1 : 0
        let own = Array(piece.real.dropFirst(Int(piece.joint * RenderedSong.sampleRate)))
        realKey += AccompanimentAnalysis(own).key == piece.truth.key ? 1 : 0
        factors += piece.computing / max(Double(piece.after.count) / RenderedSong.sampleRate, 1)
        joined.add(SoundChanges(of: piece.whole, at: [piece.joint] + piece.joins))
        real.add(SoundChanges(of: piece.real))
    }

    package var lines: [String] {
        func share(_ count: Int) -> String { String(format: "%.0f %%", 100 * Double(count) / Double(max(songs, 1))) }
        return [
            "songs: \(songs)",
            "tempo within 2 %: \(share(tempo)), at any level \(share(tempoAnyOctave)); last 30 s \(share(lateTempo))",
            "key: \(share(key)); last 30 s \(share(lateKey)); of the songs' own bands \(share(realKey)); "
                + "that of the beginning \(share(keyOfBeginning))",
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
