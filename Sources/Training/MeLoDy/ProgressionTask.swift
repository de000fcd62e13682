import Corpus
import Foundation
import Listener
import MeLoDy
import Music
import Signal
import Tensors

/// Chords of whole songs, bar after bar, each from those before it.
final class ProgressionTask: TrainingTask {
    let parameters: ParameterStore
    let metadata: [String: String]
    private let model: ProgressionModel
    private let run: ProgressionRun
    private let training: [Bar]
    private let validation: [Bar]
    private let device: Device

    /// A bar's chord, and what it is told from.
    private struct Bar {
        let context: ProgressionModel.Context
        let chord: Int
        let seconds: Double
    }

    /// - Throws: `CorpusError.notForTraining` when a validation song is among the training songs;
    ///   `TrainingError.songsTooShort`.
    init(_ run: ProgressionRun, training: [SongSymbols], validation: [SongSymbols], device: Device) throws {
        for song in training { try song.requireTraining() }
        self.run = run
        self.device = device
        self.training = training.flatMap { Self.bars($0, run.model) }
        self.validation = validation.flatMap { Self.bars($0, run.model) }
        for (split, bars) in [("training", self.training), ("validation", self.validation)] where bars.isEmpty {
            throw TrainingError.songsTooShort(split: split, needed: "a bar with a chord")
        }
        parameters = try ParameterStore(seed: run.training.seed, device: device)
        model = ProgressionModel(parameters.root, run.model)
        metadata = ["configuration": try jsonText(run.model)]
    }

    /// From the first bar with a chord to the last, the chord that holds longest in each.
    private static func bars(_ song: SongSymbols, _ sizes: ProgressionSizes) -> [Bar] {
        let sheet = song.leadSheet
        let lines = sheet.downbeatTimes
        var chords = zip(lines, lines.dropFirst()).map { start, end in
            let key = song.keys.last { $0.start <= start + 0.1 }?.key ?? sheet.key
            let held = Dictionary(
                sheet.chords.map { span in
                    (
                        ProgressionModel.relative(span.chord, to: key),
                        max(min(span.end, end) - max(span.start, start), 0)
                    )
                }, uniquingKeysWith: +)
            let longest = held.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
            return (chord: longest?.key ?? ChordVocabulary.none, mode: key.mode, seconds: end - start)
        }
        chords.removeLast(chords.reversed().prefix { $0.chord == ChordVocabulary.none }.count)
        chords.removeFirst(chords.prefix { $0.chord == ChordVocabulary.none }.count)
        let numbers = chords.map(\.chord)
        return chords.enumerated().map { index, bar in
            Bar(
                context: .init(numbers[..<index], mode: bar.mode, sizes), chord: bar.chord, seconds: bar.seconds)
        }
    }

    private func entropy(_ bars: [Bar]) -> Tensor {
        model.logits(bars.map(\.context), device: device)
            .crossEntropy(Tensor(bars.map(\.chord), shape: [bars.count], device: device))
    }

    func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: run.training.seed, stream: UInt64(step))
        let bars = (0..<run.training.batch).map { _ in training[generator.uniform(in: 0..<training.count)] }
        let entropy = entropy(bars)
        return BatchLoss(
            total: entropy, parts: [("entropy", entropy)], seconds: bars.reduce(0) { $0 + $1.seconds })
    }

    /// Cross entropy of the chords of songs that are never trained on, nats a bar.
    func validate() throws -> [(name: String, value: Double)] {
        [("entropy", Double(try Engine.withGradients(false) { try entropy(validation).item() }))]
    }
}
