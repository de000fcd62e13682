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
