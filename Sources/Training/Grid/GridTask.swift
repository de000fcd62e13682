import AudioFiles
import Corpus
import Foundation
import Listener
import Music
import Tensors

/// Fits how much each feature of a steady grid counts, on pairs: conditional likelihoods of the true period among all
/// periods and of a good phase at the true period (log-linear models; J. Lafferty et al., 2001).
///
/// All folds over singers and the fit to all of them are one run: their weights do not touch.
public final class GridTask: TrainingTask {
    public let parameters: ParameterStore
    public let metadata: [String: String]
    /// By singer: the fold that does not fit them.
    public let folds: [String: Int]
    private let run: GridRun
    private let names: GridNames
    private let examples: [GridExample]
    /// One a fold and one for all.
    private let fits: [Fit]
    /// (examples, periods, features) and (examples, phases, features), each feature with deviation 1; what is right.
    private let tempo: Tensor
    private let phase: Tensor
    private let periods: Tensor
    private let phases: Tensor
    private let tempoScales: [Double]
    private let phaseScales: [Double]

    private struct Fit {
        /// nil for the fit to all singers.
        let fold: Int?
        let tempo: Tensor
        let phase: Tensor
        /// (examples): 1 for those that are fitted to.
        let fitted: Tensor
        let heldOut: Tensor
    }

    /// - Parameter data: where a relative folder of pairs is.
    /// - Throws: `PairSetError`, `TrainingError.noPairs`, `AudioFileError`.
    public init(_ run: GridRun, data: URL, listener: VocalListener, report: (String) -> Void) throws {
        let folder = EncoderPairs.folder(run.folder, in: data)
        let clips = try PairSet(folder).clips
        folds = EncoderPairs.folds(of: clips.map(\.singer), count: run.folds)
        var names: GridNames?
        var examples: [GridExample] = []
        for clip in clips {
            if names == nil {
                guard let first = try listener.gridEvidence(of: AudioReader.read(clip.vocal)) else { break }
                names = GridNames(first.features([0.5]), run)
            }
            guard let names, let example = try GridExample(clip, run, names, listener: listener) else { continue }
            examples.append(example)
        }
        guard let names, examples.contains(where: \.isSure) else { throw TrainingError.noPairs(path: folder.path) }
        report("\(examples.count) pairs, \(names.tempo.count) features of a period, \(names.phase.count) of a phase")
        self.run = run
        self.names = names
        self.examples = examples
        tempoScales = Self.deviations(examples.flatMap(\.tempo))
        tempo = Self.scaled(examples.map(\.tempo), tempoScales)
        phaseScales = names.phase.indices.map { column in
            let square = examples.reduce(0) { $0 + $1.phaseSquares[column] } / Double(examples.count)
            return max(square.squareRoot(), 1e-6)
        }
        phase = Self.scaled(examples.map(\.phase), phaseScales)
        periods = Tensor(
            examples.flatMap { $0.periods.map(Float.init) }, shape: [examples.count, examples[0].periods.count])
        phases = Tensor(
            examples.flatMap { $0.phases.map { Float($0 * $0) } }, shape: [examples.count, GridFeatures.phases])
        parameters = try ParameterStore(seed: run.training.seed)
        let root = parameters.root, divided = folds
        fits = ((0..<run.folds).map { $0 } + [nil]).map { fold in
            let scope = root[fold.map { "fold\($0)" } ?? "all"]
            func mask(_ chosen: (GridExample) -> Bool) -> Tensor {
                Tensor(examples.map { chosen($0) ? Float(1) : 0 }, shape: [examples.count])
            }
            return Fit(
                fold: fold, tempo: scope.parameter("tempo", [names.tempo.count], .zeros),
                phase: scope.parameter("phase", [names.phase.count], .zeros),
                fitted: mask { $0.isSure && (fold == nil || divided[$0.singer] != fold) },
                heldOut: mask { fold == nil || divided[$0.singer] == fold })
        }
        metadata = [:]
    }

    /// Of each column.
    private static func deviations(_ rows: [[Double]]) -> [Double] {
        (rows.first ?? []).indices.map { column in
            let mean = rows.reduce(0) { $0 + $1[column] } / Double(rows.count)
            let square = rows.reduce(0) { $0 + ($1[column] - mean) * ($1[column] - mean) } / Double(rows.count)
            return max(square.squareRoot(), 1e-6)
        }
    }

    private static func scaled(_ values: [[[Double]]], _ scales: [Double]) -> Tensor {
        let scaled = values.flatMap { $0 }.flatMap { row in zip(row, scales).map { Float($0 / $1) } }
        return Tensor(scaled, shape: [values.count, values.first?.count ?? 0, scales.count])
    }

    /// (examples, choices, features), (features) -> (examples, choices)
    private static func weighed(_ features: Tensor, _ weights: Tensor) -> Tensor {
        features.linear(weights.unsqueezed(0)).squeezed(2)
    }

    /// -log of the probability of what is right, by example: (examples).
    private func costs(_ features: Tensor, _ weights: Tensor, _ right: Tensor) -> Tensor {
        let odds = Self.weighed(features, weights).logSoftmax()
        return -((odds.exp() * right).sum([1]) + 1e-9).log()
    }

    private func mean(_ costs: Tensor, _ chosen: Tensor) -> Tensor {
        (costs * chosen).sum() / chosen.sum().clamped(min: 1)
    }

    public func loss(step: Int) throws -> BatchLoss {
        var (periodic, phasic) = (Tensor.zeros([]), Tensor.zeros([]))
        for fit in fits {
            periodic =
                periodic + mean(costs(tempo, fit.tempo, periods), fit.fitted)
                + fit.tempo.squared().sum() * run.tempoPenalty
            phasic =
                phasic + mean(costs(phase, fit.phase, phases), fit.fitted)
                + fit.phase.squared().sum() * run.phasePenalty
        }
        let count = Double(fits.count)
        return BatchLoss(
            total: periodic + phasic, parts: [("tempo", periodic / count), ("phase", phasic / count)],
            seconds: examples.reduce(0) { $0 + $1.evidence.duration })
    }

    /// Of singers that were left out: both costs, the share of right tempi, and the beat F at the true period.
    public func validate() throws -> [(name: String, value: Double)] {
        var (cost, tempi, beats) = (0.0, 0.0, 0.0)
        for fit in fits where fit.fold != nil {
            let both = costs(tempo, fit.tempo, periods) + costs(phase, fit.phase, phases)
            cost += Double(try (both * fit.heldOut).sum().item())
            let period = try Self.weighed(tempo, fit.tempo).argmax(1).integers()
            let place = try Self.weighed(phase, fit.phase).argmax(1).integers()
            let chosen = try fit.heldOut.floats()
            for (number, example) in examples.enumerated() where chosen[number] > 0 {
                tempi += example.periods[period[number]] >= Self.nearTempo ? 1 : 0
                beats += example.phases[place[number]]
            }
        }
        let count = Double(examples.count)
        return [("cost", cost / count), ("tempo", tempi / count), ("phase", beats / count)]
    }

    /// Rightness of a period within 1.8 % of the truth.
    private static let nearTempo = 0.32

    /// grid-N.json by fold, grid.json for all, and folds.json.
    public func deliver(to folder: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        var heard: [(facts: [Double], beatF: Double, fold: Int)] = []
        var plain: [(fold: Int?, weights: GridWeights)] = []
        for fit in fits {
            let weights = GridWeights(
                tempo: try Self.named(names.tempo, fit.tempo, tempoScales),
                phase: try Self.named(names.phase, fit.phase, phaseScales),
                sureness: GridSureness(bias: 0, share: 1, activation: 0, notes: 0))
            plain.append((fit.fold, weights))
            guard let fold = fit.fold else { continue }
            for example in examples where folds[example.singer] == fold && example.isSure {
                guard let fact = example.evidence.outcome(weights, truth: example.truth) else { continue }
                heard.append((fact.facts, fact.beatF, fold))
            }
        }
        for (fold, weights) in plain {
            var weights = weights
            let known = heard.filter { $0.fold != fold }
            weights.sureness = try GridSureness(fitting: known.map { ($0.facts, $0.beatF) })
            let name = fold.map { "grid-\($0).json" } ?? "grid.json"
            try AtomicFile.write(try encoder.encode(weights), to: folder.appendingPathComponent(name))
        }
        try AtomicFile.write(
            try encoder.encode(["folds": folds]), to: folder.appendingPathComponent("folds.json"))
    }

    private static func named(_ names: [String], _ weights: Tensor, _ scales: [Double]) throws -> [String: Double] {
        let values = try weights.floats()
        return Dictionary(
            uniqueKeysWithValues: names.indices.map { index in
                // five digits are more than the data tell
                (names[index], (Double(values[index]) / scales[index] * 1e5).rounded() / 1e5)
            })
    }
}

extension GridEvidence {
    /// Features of the whole recording.
    func features(_ periods: [Double]) -> GridFeatures { features(periods, in: 0..<duration) }

    /// What is known of the likeliest grid, and how right it is.
    func outcome(_ weights: GridWeights, truth: [Double]) -> (facts: [Double], beatF: Double)? {
        let readings = GridDecoder(weights: weights).decode(
            self, constraints: .init(), count: Self.readings)
        guard let first = readings.first else { return nil }
        let facts = GridSureness.facts(
            share: first.probability, activation: posteriors.activation(at: first.beats),
            notes: notes.count)
        return (facts, BeatAgreement.fMeasure(estimated: first.beats, reference: truth))
    }

    private static let readings = DecodingWeights().readings
}

extension GridSureness {
    private static let steps = 800
    private static let rate = 0.03
    private static let penalty = 0.02

    /// A logistic regression of how right grids were on what was known of them.
    /// - Throws: errors of the engine.
    init(fitting known: [(facts: [Double], beatF: Double)]) throws {
        guard let width = known.first?.facts.count else {
            self.init(bias: 0, share: 1, activation: 0, notes: 0)
            return
        }
        let facts = Tensor(known.flatMap { $0.facts.map(Float.init) }, shape: [known.count, width])
        let right = Tensor(known.map { Float(min(max($0.beatF, 0), 1)) }, shape: [known.count])
        let weights = Tensor.zeros([width]).requiringGradient()
        let optimizer = AdamW([weights], weightDecay: 0)
        for step in 0..<Self.steps {
            let cost = facts.times(vector: weights).binaryCrossEntropy(right) + weights.squared().sum() * Self.penalty
            try cost.backward()
            try optimizer.step(rate: Self.rate * (1 - Double(step) / Double(Self.steps)))
            try optimizer.clearGradients()
        }
        let found = try weights.floats().map { (Double($0) * 1e4).rounded() / 1e4 }
        self.init(bias: found[0], share: found[1], activation: found[2], notes: found[3])
    }
}
