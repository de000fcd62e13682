import AudioFiles
import Codecs
import Corpus
import Evaluation
import Foundation
import Recipes
import Signal
import Tensors

/// Renders of validation songs, taken to Mels and back by each way that there is: what the vocoder costs.
struct CopySynthesisSuite {
    let vocoder: Vocos
    let json: Bool

    struct Row: Codable {
        var way: String
        var coherence: CoherenceFigures
        /// Mean distance of natural-log Mels, as the front end reads them.
        var melL1: Double?
        /// Spectral convergence plus log-magnitude L1 at windows of 256 to 2048 samples.
        var distance: Double?
        /// The same at 4096 and 8192: where held tones that lose their phases show.
        var longDistance: Double?
        /// Times faster than it sounds.
        var speed: Double?
    }

    private typealias Way = (name: String, make: (Spectrogram) throws -> [Float])

    /// Griffin-Lim iterations after the vocoder: none, a few, and as many as `PhaseRefiner` takes by itself.
    private static let refinements = [0, 4, 32]

    private var ways: [Way] {
        var ways: [Way] = [("Griffin-Lim, 60 iterations", { GriffinLim(iterations: 60).samples(fromLogMel: $0) })]
        for phases in Vocos.Phases.allCases where phases == .head || vocoder.defaultPhases == phases {
            for iterations in Self.refinements {
                let refiner = iterations > 0 ? PhaseRefiner(iterations: iterations) : nil
                ways.append(
                    (
                        "phases \(phases)" + (iterations > 0 ? ", refined \(iterations)" : ""),
                        { mel in
                            let made = try vocoder.samples(mel.values, frames: mel.frames, phases: phases)
                            return try refiner?.refine(made, logMel: mel) ?? made
                        }
                    ))
            }
        }
        return ways
    }

    /// - Throws: `RecipeError` for a corpus of fewer than two finished validation songs.
    func run(on corpus: URL, count: Int) throws {
        let songs = Array(try CorpusIndex.songs(in: corpus, split: .validation).prefix(count))
        guard songs.count > 1 else {
            throw RecipeError("\(corpus.path) holds fewer than two finished validation songs")
        }
        let sheets = songs.map(\.entry.symbols.leadSheet)
        let frontEnd = MelFrontEnd()
        let renders = try songs.map { song in
            let samples = try AudioReader.read(song.accompaniment, resampledTo: frontEnd.sampleRate, mono: true).mono()
            return Array(samples.prefix(samples.count / frontEnd.hop * frontEnd.hop))
        }
        func mean(_ figures: (Int) -> CoherenceFigures) -> CoherenceFigures { .mean(songs.indices.map(figures)) }
        if !json {
            print(String(repeating: " ", count: Self.nameWidth) + Self.headings.joined(separator: "  "))
        }
        let real = mean { CoherenceFigures(renders[$0], sheets[$0]) }
        let other = mean { CoherenceFigures(renders[($0 + 1) % songs.count], sheets[$0]) }
        try show(Row(way: "real render", coherence: real))
        try show(Row(way: "another song's render", coherence: other))
        for way in ways {
            var figures: [CoherenceFigures] = []
            var distances = [0.0, 0.0, 0.0]
            var elapsed = 0.0
            for (render, sheet) in zip(renders, sheets) {
                let mel = frontEnd.logMel(render)
                var made: [Float] = []
                elapsed += try ContinuousClock().measure { made = try way.make(mel) } / .seconds(1)
                figures.append(CoherenceFigures(made, sheet))
                for (index, value) in try self.distances(made, render).enumerated() {
                    distances[index] += value / Double(songs.count)
                }
            }
            let seconds = Double(renders.reduce(0) { $0 + $1.count }) / frontEnd.sampleRate
            try show(
                Row(
                    way: way.name, coherence: .mean(figures), melL1: distances[0], distance: distances[1],
                    longDistance: distances[2], speed: seconds / elapsed))
        }
    }

    /// Mel L1, distance and long distance of samples from a render.
    private func distances(_ made: [Float], _ render: [Float]) throws -> [Double] {
        try Engine.withGradients(false) {
            let made = Tensor(made, shape: [1, made.count]), render = Tensor(render, shape: [1, render.count])
            let short = SpectralLoss()(made, render)
            let long = SpectralLoss(windows: [4096, 8192])(made, render)
            return try [short.mel, short.convergence + short.magnitude, long.convergence + long.magnitude]
                .map { Double(try $0.item()) }
        }
    }

    private func show(_ row: Row) throws {
        guard !json else { return print(try jsonLine(row)) }
        func cell(_ value: Double?, _ heading: String) -> String {
            let text = value.map { String(format: heading == "x real time" ? "%.0f" : "%.3f", $0) } ?? "-"
            return String(repeating: " ", count: max(heading.count - text.count, 0)) + text
        }
        let values = [
            row.coherence.chordTones, row.coherence.chordTonesCompressed, row.coherence.roots, row.coherence.beatRatio,
            row.melL1, row.distance, row.longDistance, row.speed,
        ]
        print(
            row.way.padding(toLength: Self.nameWidth, withPad: " ", startingAt: 0)
                + zip(values, Self.headings).map(cell).joined(separator: "  "))
    }

    private static let nameWidth = 30
    private static let headings = [
        "chord tones", "compressed", "roots", "onsets at beats", "Mel L1", "distance", "long distance", "x real time",
    ]
}
