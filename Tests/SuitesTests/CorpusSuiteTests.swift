import Codecs
import Corpus
import Evaluation
import Foundation
import Listener
import Music
import Signal
import Suites
import Tensors
import Testing

/// The suites that measure on validation songs, on two invented ones.
final class CorpusSuiteTests {
    private let corpus: TinyCorpus

    init() throws { corpus = try TinyCorpus() }

    @Test func songsAreComparedWithOneAnother() throws {
        #expect(try ValidationSongs.all(of: corpus.folder).map(\.entry.symbols.identifier) == [900, 901])
        #expect(try ValidationSongs.first(9, of: corpus.folder).count == 2)
        #expect(throws: SuiteError.fewerThanTwoSongs(corpus.folder)) {
            try ValidationSongs.first(1, of: self.corpus.folder)
        }
        try FileManager.default.removeItem(at: corpus.folder.appendingPathComponent("901"))
        #expect(throws: SuiteError.fewerThanTwoSongs(corpus.folder)) { try ValidationSongs.all(of: self.corpus.folder) }
        #expect(try EstimatorSuite.run(on: corpus.folder, count: 9).songs == 1)
        try FileManager.default.removeItem(at: corpus.folder.appendingPathComponent("900"))
        #expect(throws: SuiteError.noSongs(corpus.folder)) { try EstimatorSuite.run(on: self.corpus.folder, count: 9) }
    }

    @Test func anExcerptBeginsWithTheBarOfTheSinging() throws {
        let song = try corpus.songs()[0]
        let sheet = song.entry.symbols.leadSheet
        let whole = try SuiteSong(song, seconds: nil)
        #expect(abs(whole.render.duration - 6) < 0.01 && whole.sheet == sheet && whole.melody == song.entry.sungMelody)
        let part = try SuiteSong(song, seconds: 3)
        #expect(abs(part.vocal.duration - 3) < 0.01 && abs(part.render.duration - 3) < 0.01)
        let first = try #require(song.entry.sungMelody.first).start
        let bar = try #require(sheet.downbeatTimes.last { $0 <= first })
        #expect(abs(try #require(part.sheet.downbeatTimes.first)) < 1e-6)
        #expect(abs(try #require(part.melody.first).start - (first - bar)) < 1e-6)
        #expect(part.melody.count < whole.melody.count && part.melody.allSatisfy { $0.start >= 0 && $0.end <= 3 })
    }

    // MARK: Listening

    /// Hears in turn what it is to hear.
    private final class Scripted: VocalListening {
        private var script: [Heard]

        init(_ script: [Heard]) { self.script = script }

        func listen(to vocal: AudioBuffer, constraints: ListeningConstraints) throws -> Heard {
            guard !script.isEmpty else { throw ListenerError.nothingSung }
            return script.removeFirst()
        }

        func listen(to vocal: AudioBuffer, playing sheet: LeadSheet) throws -> Heard {
            try listen(to: vocal, constraints: .init())
        }
    }

    @Test func aListenerThatHearsTheTruthIsRight() throws {
        let script = try corpus.songs().flatMap { song -> [Heard] in
            let truth = try ListeningSuite.truth(song)
            let hertz = truth.hertz.map { $0 ?? 0 }
            let pitch = PitchTrack(
                hopSeconds: Double(PitchTracker.hop) / PitchTracker.sampleRate, hertz: hertz,
                confidence: hertz.map { $0 > 0 ? 1 : 0 }, energy: hertz.map { _ in -20 })
            return [Heard](
                repeating: Heard(pitch: pitch, notes: [], onsets: [], leadSheet: truth.sheet), count: 2)
        }
        var rows: [ListeningRow] = []
        let summaries = try ListeningSuite(listener: Scripted(script)).run(on: corpus.folder, count: 2) {
            rows.append($0)
        }
        #expect(rows.map(\.song) == [900, 900, 901, 901] && rows.map(\.input) == [.voice, .mix, .voice, .mix])
        #expect(summaries.map(\.input) == [.voice, .mix] && summaries.map(\.songs) == [2, 2])
        for summary in summaries {
            for figure in [summary.figures.key, summary.figures.beatF, summary.figures.rawPitch, summary.figures.tempo]
            {
                #expect(figure == 1)
            }
            #expect(try #require(summary.figures.chords) > 0.999 && summary.failures == 0)
        }
    }

    @Test func aListenerThatGivesUpIsWorthNothing() throws {
        let summaries = try ListeningSuite(listener: Scripted([])).run(on: corpus.folder, count: 2) {
            #expect($0.failure == ListenerError.nothingSung.description && $0.heardKey == "-")
        }
        for summary in summaries {
            #expect(summary.failures == 2 && summary.figures.beatF == 0 && summary.figures.key == 0)
            #expect(summary.table.contains("2 validation songs, ") && summary.table.contains("; 2 not understood"))
        }
        #expect(summaries[1].table.contains("the voice 2 LU under it"))
    }

    // MARK: Splitting

    @Test func theSplitterStandsBetweenTheMixAndTheTruth() throws {
        let splitter = try StemSplitter(Checkpoint(contentsOf: StemSplitter.bundledWeights))
        let rows = try SplittingSuite(splitter: splitter).run(on: corpus.folder, count: 2)
        #expect(rows.map(\.way) == ["the mix itself", "splitter", "true Mel shares"])
        #expect(rows.map(\.songs) == [2, 2, 2] && rows.map { $0.speed == nil } == [true, false, true])
        for group in rows[0].mean.keys {
            let figures = try rows.map { try #require($0.mean[group]) }
            #expect(figures[0] < figures[2] && figures[1] < figures[2], "\(group): \(figures)")
        }
        let song = try corpus.songs()[0]
        try FileManager.default.removeItem(at: song.folder.appendingPathComponent("stems"))
        #expect(throws: SuiteError.noStems(song.folder)) {
            try SplittingSuite(splitter: splitter).run(on: self.corpus.folder, count: 2)
        }
    }
}
