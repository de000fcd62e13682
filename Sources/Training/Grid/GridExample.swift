import AudioFiles
import Corpus
import Foundation
import Listener
import Music

/// A pair as the fit of steady grids sees it: every feature of every period, and every phase at the true period.
struct GridExample {
    let singer: String
    /// Whether it may be fitted to.
    let isSure: Bool
    /// Seconds; the median distance is the truth's period.
    let truth: [Double]
    let evidence: GridEvidence
    /// By the order of the names asked for: (periods, features) and (phases, features).
    let tempo: [[Double]]
    let phase: [[Double]]
    /// Mean squares of the features of a phase over all periods, whatever the truth is.
    let phaseSquares: [Double]
    /// How right each period is, 0...1 and a little more, and each phase's beat F at the true period.
    let periods: [Double]
    let phases: [Double]

    /// - Throws: `AudioFileError`, errors of the listener.
    init?(_ clip: PairClip, _ run: GridRun, _ names: GridNames, listener: VocalListener) throws {
        let audio = try AudioReader.read(clip.vocal)
        guard let evidence = try listener.gridEvidence(of: audio) else { return nil }
        self.evidence = evidence
        singer = clip.singer
        isSure = clip.truth.agreement ?? 1 >= run.agreement
        truth = clip.truth.sheet.beats
        let features = evidence.features(GridDecoder.periods(.init()))
        let period = clip.truth.grid.period
        tempo = features.periods.indices.map { row in names.tempo.map { features.ofPeriod[$0]?[row] ?? 0 } }
        periods = features.periods.map { Self.rightness(of: $0, truth: period, octaves: run.octaves) }
        let row = features.periods.indices.min {
            abs(log(features.periods[$0] / period)) < abs(log(features.periods[$1] / period))
        }
        guard let row else { return nil }
        let beat = features.periods[row], reference = features.reference, truth = truth
        phase = (0..<GridFeatures.phases).map { column in
            names.phase.map { features.ofPhase[$0]?[row * GridFeatures.phases + column] ?? 0 }
        }
        phaseSquares = names.phase.map { name in
            let values = features.ofPhase[name] ?? []
            return values.reduce(0) { $0 + $1 * $1 } / Double(max(values.count, 1))
        }
        phases = (0..<GridFeatures.phases).map { column in
            let origin = reference + Double(column) / Double(GridFeatures.phases) * beat
            return BeatAgreement.fMeasure(
                estimated: SteadyGrid(period: beat, origin: origin).beats(in: 0..<evidence.duration), reference: truth)
        }
    }

    /// Natural logarithm: the deviation of a period that passes for the true one.
    private static let spread = 0.012

    private static func rightness(of period: Double, truth: Double, octaves: Double) -> Double {
        func near(_ ratio: Double) -> Double {
            let off = log(period / (truth * ratio)) / spread
            return exp(-off * off / 2)
        }
        return near(1) + octaves * (near(2) + near(0.5))
    }
}

/// The features that are weighed, in order.
struct GridNames {
    var tempo: [String]
    var phase: [String]

    /// - Parameter features: those of any recording.
    init(_ features: GridFeatures, _ run: GridRun) {
        func source(_ name: String) -> String { String(name.prefix { $0 != "|" }) }
        let heard = features.ofPeriod.keys.filter { name in
            // distances of notes and the prior have no harmonics
            name.contains("|") || name == "tempo" ? run.tempo.contains(source(name)) : true
        }
        tempo = heard.sorted()
        phase = features.ofPhase.keys.filter { name in
            let harmonic = name.drop { $0 != "|" }.dropFirst().prefix { $0 != "." }
            return run.phase.contains(source(name)) && Int(harmonic).map(run.harmonics.contains) ?? false
        }.sorted()
    }
}
