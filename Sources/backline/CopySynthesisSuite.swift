import AudioFiles
import Codecs
import Corpus
import Evaluation
import Foundation
import Music
import Recipes
import Signal

/// Sound taken to Mels and back by each way that there is: what the vocoder costs. Validation songs of a corpus (band,
/// voice, both), and any files.
struct CopySynthesisSuite {
    let vocoder: Vocos
    let json: Bool

    /// One way on one kind of sound.
    struct Row: Codable {
        var input: String
        var way: String
        var figures: VocodingFigures?
        /// Of what plays a known lead sheet.
        var coherence: CoherenceFigures?
        /// Times faster than it sounds.
        var speed: Double?
    }

    private struct Sound {
        var samples: [Float]
        var sheet: LeadSheet?
    }

    private typealias Way = (name: String, make: (Spectrogram) throws -> [Float])

    private var ways: [Way] {
        var ways: [Way] = [("Griffin-Lim, 60 iterations", { GriffinLim(iterations: 60).samples(fromLogMel: $0) })]
        for phases in Vocos.Phases.allCases where phases == .head || vocoder.defaultPhases == phases {
            ways.append(
                ("phases \(phases)", { try vocoder.samples($0.values, frames: $0.frames, phases: phases) }))
        }
        ways.append(
            (
                "phases \(vocoder.defaultPhases), refined \(vocoder.refinements)",
                { try VocosStream.samples(of: $0, vocoder: vocoder) }
            ))
        return ways
    }

    /// - Parameters:
    ///   - corpus: whose validation songs to take; nil for none.
    ///   - count: of songs.
    /// - Throws: `RecipeError` for a corpus of fewer than two finished validation songs.
    func run(on corpus: URL?, count: Int, files: [URL]) throws {
        if let corpus {
            let songs = Array(try CorpusIndex.songs(in: corpus, split: .validation).prefix(count))
            guard songs.count > 1 else {
                throw RecipeError("\(corpus.path) holds fewer than two finished validation songs")
            }
            let bands = try songs.map { Sound(samples: try read($0.accompaniment), sheet: $0.entry.symbols.leadSheet) }
            let voices = try songs.map { Sound(samples: try read($0.vocal)) }
            let mixes = try zip(bands, voices).map { band, voice in
                let mix = try ListeningSuite.mix(
                    AudioBuffer(sampleRate: RenderedSong.sampleRate, mono: voice.samples),
                    AudioBuffer(sampleRate: RenderedSong.sampleRate, mono: band.samples))
                return Sound(samples: mix.mono(), sheet: band.sheet)
            }
            try measure("accompaniments", bands)
            try measure("vocals", voices)
            try measure("mixes", mixes)
        }
        if !files.isEmpty { try measure("files", files.map { Sound(samples: try read($0)) }) }
    }

    /// Whole frames of a file.
    private func read(_ url: URL) throws -> [Float] {
        let frontEnd = MelFrontEnd()
        let samples = try AudioReader.read(url, resampledTo: frontEnd.sampleRate, mono: true).mono()
        return Array(samples.prefix(samples.count / frontEnd.hop * frontEnd.hop))
    }

    private func measure(_ input: String, _ sounds: [Sound]) throws {
        if !json {
            print(
                input.padding(toLength: Self.nameWidth, withPad: " ", startingAt: 0)
                    + Self.headings.joined(separator: "  "))
        }
        func coherence(_ samples: (Int) -> [Float]) -> CoherenceFigures? {
            let figures = sounds.indices.compactMap { index in
                sounds[index].sheet.map { CoherenceFigures(samples(index), $0) }
            }
            return figures.isEmpty ? nil : .mean(figures)
        }
        if let figures = coherence({ sounds[$0].samples }) {
            try show(Row(input: input, way: "as it is", coherence: figures))
            try show(
                Row(
                    input: input, way: "another song's",
                    coherence: coherence { sounds[($0 + 1) % sounds.count].samples }))
        }
        for way in ways {
            var made: [[Float]] = []
            var elapsed = 0.0
            for sound in sounds {
                let mel = MelFrontEnd().logMel(sound.samples)
                elapsed += try ContinuousClock().measure { made.append(try way.make(mel)) } / .seconds(1)
            }
            let seconds = Double(sounds.reduce(0) { $0 + $1.samples.count }) / MelFrontEnd().sampleRate
            try show(
                Row(
                    input: input, way: way.name,
                    figures: .mean(zip(made, sounds).map { try VocodingFigures(made: $0, real: $1.samples) }),
                    coherence: coherence { made[$0] }, speed: seconds / elapsed))
        }
        if !json { print() }
    }

    private func show(_ row: Row) throws {
        guard !json else { return print(try jsonLine(row)) }
        func cell(_ value: Double?, _ heading: String) -> String {
            let text = value.map { String(format: heading == Self.headings.last ? "%.0f" : "%.3f", $0) } ?? "-"
            return String(repeating: " ", count: max(heading.count - text.count, 0)) + text
        }
        let values =
            VocodingFigures.columns.map { row.figures?[keyPath: $0.figure] } + [
                row.coherence?.chordTones, row.coherence?.chordTonesCompressed, row.coherence?.roots,
                row.coherence?.beatRatio, row.speed,
            ]
        print(
            row.way.padding(toLength: Self.nameWidth, withPad: " ", startingAt: 0)
                + zip(values, Self.headings).map(cell).joined(separator: "  "))
    }

    private static let nameWidth = 30
    private static let headings =
        VocodingFigures.columns.map(\.heading) + [
            "chord tones", "compressed", "roots", "at beats", "x real time",
        ]
}
