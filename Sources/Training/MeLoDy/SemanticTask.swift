import Corpus
import Foundation
import Listener
import MeLoDy
import Music
import Signal
import Tensors

/// The centres of semantic tokens: k-means over what the listener hears in bands, by descending the quantisation error on
/// batches (Bottou & Bengio 1995, "Convergence properties of the k-means algorithms").
public final class SemanticTask: TrainingTask {
    public let parameters: ParameterStore
    public let metadata: [String: String]
    private let tokenizer: SemanticTokenizer
    private let run: SemanticRun
    /// Pooled features of training songs, one after another.
    private let features: [Float]
    private let validation: [(song: StemSong, features: [Float])]
    private let device: Device

    private var width: Int { tokenizer.sizes.width }

    /// - Throws: `CorpusError.notForTraining` when a validation song is among the training songs.
    public init(
        _ run: SemanticRun, encoder: Encoder, training: [StemSong], validation: [StemSong], device: Device
    ) throws {
        for song in training { try song.entry.symbols.requireTraining() }
        self.run = run
        self.device = device
        let width = encoder.width
        func heard(_ songs: [StemSong]) throws -> [[Float]] {
            try sideBySide(songs.count) { index in
                Result {
                    let band = BandTake(songs[index], players: Set(songs[index].families))
                    return SemanticTokenizer.pooled(
                        try encoder.posteriors(of: band.samples).features, width: width)
                }
            }.map { try $0.get() }
        }
        let features = try heard(training).flatMap { $0 }
        self.features = features
        self.validation = Array(zip(validation, try heard(validation)))
        let rows = features.count / width
        guard rows >= run.codes, !validation.isEmpty else {
            throw TrainingError.songsTooShort(split: "training", needed: "\(run.codes) tokens")
        }
        let moments = FeatureMoments(
            of: (0..<rows).lazy.map { features[($0 * width)..<(($0 + 1) * width)] }, width: width)
        var generator = SeededGenerator(seed: run.training.seed, stream: .max)
        let centres = (0..<rows).shuffled(using: &generator).prefix(run.codes).flatMap { row in
            (0..<width).map { (features[row * width + $0] - moments.mean[$0]) / moments.deviation[$0] }
        }
        parameters = try ParameterStore(seed: run.training.seed, device: device)
        let sizes = SemanticTokenizer.Sizes(width: width, codes: run.codes)
        tokenizer = SemanticTokenizer(
            parameters.root, sizes, statistics: (moments.mean, moments.deviation, centres))
        metadata = ["configuration": try jsonText(sizes), "listener": encoder.digest]
    }

    /// A batch counts in thousands of tokens.
    private static let tokens = 1024

    public func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: run.training.seed, stream: UInt64(step))
        let count = run.training.batch * Self.tokens
        let rows = features.count / width
        let batch = (0..<count).flatMap { _ -> ArraySlice<Float> in
            let row = generator.uniform(in: 0..<rows)
            return features[(row * width)..<((row + 1) * width)]
        }
        let x = tokenizer.standardised(Tensor(batch, shape: [count, width], device: device))
        let codes = Engine.withGradients(false) { tokenizer.nearest(x) }
        let error = x.meanSquaredError(tokenizer.centres.rows(codes))
        return BatchLoss(total: error, parts: [("error", error)], seconds: Double(count) / SemanticTokenizer.rate)
    }

    /// The quantisation error on validation songs; the share of tokens whose chord (root and minor or not) and place in the
    /// beat (quarters) are the most frequent ones of their code, each beside the share of the most frequent of all; and codes
    /// in use.
    public func validate() throws -> [(name: String, value: Double)] {
        var (chords, beats, errors, uses) = ([Int: [Int: Int]](), [Int: [Int: Int]](), [Double](), [Int]())
        for (song, features) in validation where !features.isEmpty {
            let x = tokenizer.standardised(Tensor(features, shape: [features.count / width, width], device: device))
            let nearest = tokenizer.nearest(x)
            errors.append(Double(try x.meanSquaredError(tokenizer.centres.rows(nearest)).item()))
            let sheet = song.entry.symbols.leadSheet
            for (token, code) in try nearest.integers().enumerated() {
                uses.append(code)
                let time = (Double(token) + 0.5) / SemanticTokenizer.rate
                if let chord = sheet.chords.first(where: { $0.start <= time && time < $0.end })?.chord {
                    let isMinor = chord.quality.isMinor
                    chords[code, default: [:]][chord.root.value + (isMinor ? 12 : 0), default: 0] += 1
                }
                if let beat = sheet.beats.lastIndex(where: { $0 <= time }), beat + 1 < sheet.beats.count {
                    let share = (time - sheet.beats[beat]) / (sheet.beats[beat + 1] - sheet.beats[beat])
                    beats[code, default: [:]][min(Int(share * 4), 3), default: 0] += 1
                }
            }
        }
        func purity(_ counts: [Int: [Int: Int]]) -> (share: Double, chance: Double) {
            var all: [Int: Int] = [:]
            for one in counts.values { all.merge(one, uniquingKeysWith: +) }
            let total = Double(max(all.values.reduce(0, +), 1))
            let pure = counts.values.reduce(0) { $0 + ($1.values.max() ?? 0) }
            return (Double(pure) / total, Double(all.values.max() ?? 0) / total)
        }
        let (chord, beat) = (purity(chords), purity(beats))
        return [
            ("error", errors.reduce(0, +) / Double(max(errors.count, 1))), ("chord purity", chord.share),
            ("chance", chord.chance), ("beat purity", beat.share), ("chance", beat.chance),
            ("codes in use", Double(Set(uses).count)),
        ]
    }
}
