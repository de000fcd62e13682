import Corpus
import Evaluation
import Foundation
import Generation
import Listener
import Music
import Recipes
import Signal
import StemGen

/// Players of validation songs made anew by a system that listens to the others, with the song's own lead sheet told.
package struct StemSuite {
    let system: any GenerationSystem
    let hearing: VocalHearing
    let recipe: Recipe

    /// - Parameter recipe: of the system; who plays is set for each take.
    package init(system: any GenerationSystem, hearing: VocalHearing, recipe: Recipe) {
        self.system = system
        self.hearing = hearing
        self.recipe = recipe
    }

    private struct Piece {
        let song: Int
        let real: [Float]
        let made: [Float]
        /// What was listened to.
        let mix: [Float]
    }

    /// - Parameters:
    ///   - families: who is made.
    ///   - vocalOnly: whether the singer is all that is heard, else all others are.
    ///   - hasDistances: whether distances of sets are measured, too: Frechet and kernel distance of the stems, and MIRDD of
    ///     stem and mix together.
    ///   - note: told of each take: its name, seconds of sound and of computing.
    /// - Throws: `SuiteError.noStems`, `SuiteError.fewerThanTwoSongs`, `CorpusError`, `AudioFileError`; what making throws.
    package func run(
        on corpus: URL, count: Int, families: [InstrumentFamily], vocalOnly: Bool, hasDistances: Bool = false,
        note: (_ name: String, _ seconds: Double, _ computing: Double, _ made: AudioBuffer) throws -> Void
    ) throws -> [StemRow] {
        let songs = try ValidationSongs.first(count, of: corpus)
        var sheets: [LeadSheet] = []
        var pieces: [InstrumentFamily: [Piece]] = [:]
        var (sounding, computing) = (0.0, 0.0)
        for (index, song) in songs.enumerated() {
            let rendered = try song.rendered()
            guard !rendered.stems.isEmpty else { throw SuiteError.noStems(song.folder) }
            sheets.append(song.entry.symbols.leadSheet)
            for family in families {
                guard let real = rendered.stems[family], StemLevel.gain(real) > 0 else { continue }
                let others =
                    vocalOnly
                    ? []
                    : rendered.stems.filter { $0.key != family }.sorted { $0.key.rawValue < $1.key.rawValue }.map(
                        \.value)
                let mix = Self.mix(rendered.vocal, others)
                let made = try take(rendered, family: family, mix: mix)
                sounding += made.duration
                computing += made.computing
                try note(
                    "\(song.folder.lastPathComponent)-\(family.rawValue)", made.duration, made.computing, made.audio)
                pieces[family, default: []].append(
                    Piece(
                        song: index, real: StemLevel.levelled(real), made: StemLevel.levelled(made.audio.mono()),
                        mix: mix))
            }
        }
        let factor = sounding > 0 ? computing / sounding : nil
        return families.compactMap { family in
            pieces[family].map { pieces in
                var row = Self.row(family, pieces, sheets: sheets, realTimeFactor: factor)
                if hasDistances { row.distances = Self.distances(pieces) }
                return row
            }
        }
    }

    /// All at one level, as the model is used to it.
    private static func mix(_ vocal: [Float], _ others: [[Float]]) -> [Float] {
        var mix = StemLevel.levelled(vocal)
        for other in others {
            for (index, value) in StemLevel.levelled(other).enumerated() where index < mix.count { mix[index] += value }
        }
        return mix
    }

    /// Between the stems made and the real ones; nil with too few of them.
    private static func distances(_ pieces: [Piece]) -> StemRow.Distances? {
        let embedding = MelStatistic()
        let clips = (pieces.map { embedding.embed($0.made) }, pieces.map { embedding.embed($0.real) })
        func described(_ stem: KeyPath<Piece, [Float]>) -> [MusicDescriptors] {
            pieces.map { piece in MusicDescriptors(mix: zip(piece.mix, piece[keyPath: stem]).map { $0 + $1 }) }
        }
        guard let frechet = FrechetDistance(clips.0, clips.1), let kernel = KernelDistance(clips.0, clips.1),
            let mirdd = DescriptorDivergence(generated: described(\.made), reference: described(\.real))
        else { return nil }
        return StemRow.Distances(frechet: frechet.infinity, kernel: kernel.distance, mirdd: mirdd.mean)
    }

    private func take(
        _ song: RenderedSong, family: InstrumentFamily, mix: [Float]
    ) throws -> (audio: AudioBuffer, duration: Double, computing: Double) {
        var own = recipe
        own.settings[Parameter.stemFamily.id] = .text(family.rawValue)
        own.style = song.entry.style
        own.leadSheet = song.entry.symbols.leadSheet
        func sound(_ samples: [Float]) -> AudioBuffer {
            AudioBuffer(sampleRate: RenderedSong.sampleRate, mono: samples)
        }
        let order = try hearing.order(TakeOrder(vocal: sound(song.vocal), recipe: own, context: sound(mix)))
        var made: MadeTake?
        let elapsed = try ContinuousClock().measure { made = try system.perform(order, into: SilentSink()) }
        let stems = made?.stems.values.map { $0 } ?? []
        let audio = stems.first ?? sound([])
        return (audio, audio.duration, elapsed / .seconds(1))
    }

    private static func row(
        _ family: InstrumentFamily, _ pieces: [Piece], sheets: [LeadSheet], realTimeFactor: Double?
    ) -> StemRow {
        func mean(_ values: [Double?]) -> Double? {
            let known = values.compactMap { $0 }
            return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
        }
        func figure(_ measure: ([Float], LeadSheet) -> Double?) -> StemRow.Figure? {
            // chance: the same takes against the sheet of the song after
            let made = mean(pieces.map { measure($0.made, sheets[$0.song]) })
            let chance = mean(pieces.map { measure($0.made, sheets[($0.song + 1) % sheets.count]) })
            let real = mean(pieces.map { measure($0.real, sheets[$0.song]) })
            guard let made, let chance, let real else { return nil }
            return StemRow.Figure(
                made: made, shuffled: chance, real: real, way: StemFigures.way(from: chance, to: real, at: made))
        }
        let support = StemFigures.Support(of: pieces.map(\.real))
        return StemRow(
            family: family.rawValue, takes: pieces.count,
            chords: family == .drums ? nil : figure(StemFigures.chordF1),
            beats: [.drums, .bass].contains(family) ? figure(StemFigures.beatF) : nil,
            outside: mean(pieces.map { support.outside($0.made) }), realTimeFactor: realTimeFactor)
    }
}

/// One player over all songs.
package struct StemRow: Codable {
    package struct Figure: Codable {
        package var made: Double
        /// Against another song.
        package var shuffled: Double
        /// Of the real stems.
        package var real: Double
        /// From shuffled, 0, to real, 1.
        package var way: Double?
    }

    package struct Distances: Codable {
        /// `FrechetDistance.infinity` and `KernelDistance` of the stems, in `MelStatistic`.
        package var frechet: Double
        package var kernel: Double
        /// `DescriptorDivergence` of stem and mix together, nats.
        package var mirdd: Double
    }

    package var family: String
    package var takes: Int
    /// `StemFigures.chordF1`
    package var chords: Figure?
    /// `StemFigures.beatF`
    package var beats: Figure?
    /// Share of the energy outside the bands of real stems.
    package var outside: Double?
    /// Of all takes.
    package var realTimeFactor: Double?
    /// nil where they were not asked for, or songs are too few.
    package var distances: Distances?

    package var line: String {
        func cells(_ figure: Figure?) -> String {
            guard let figure else { return String(repeating: " ", count: 26) + "-  " }
            let way = figure.way.map { String(format: "%5.0f %%", 100 * $0) } ?? "      -"
            return String(format: "  %.2f  %.2f  %.2f ", figure.made, figure.shuffled, figure.real) + way
        }
        return family.padding(toLength: 8, withPad: " ", startingAt: 0) + String(format: "%4d", takes) + cells(chords)
            + cells(beats) + (outside.map { String(format: "  %5.1f %%", 100 * $0) } ?? "")
            + (realTimeFactor.map { String(format: "  %.2f", $0) } ?? "")
            + (distances.map { String(format: "  %.1f  %.0f  %.2f", $0.frechet, $0.kernel, $0.mirdd) } ?? "")
    }

    package static let headings =
        "player  takes  chord F1: made, shuffled, real, way; beat F: the same; energy outside; real-time factor; "
        + "Frechet, kernel, MIRDD"
}
