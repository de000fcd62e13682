import Corpus
import Foundation
import Listener
import Music
import Signal
import Tensors

/// What a run of the harmoniser is told.
public struct HarmoniserRun: Codable, Sendable, TrainingRecipe {
    public var training: TrainingConfiguration
    public var model: HarmoniserConfiguration
    /// Half beats in an example.
    public var length: Int
    /// Probabilities: the position in the bar is given; the key is given; the beat grid is off by half a beat or a tempo
    /// octave.
    public var positionGiven: Double
    public var keyGiven: Double
    public var gridError: Double
    public var noteDropout: Double
    /// How people sing the lines; nil for lines that are nearly those of the score.
    package var singers: HumanLine?
    /// Share of examples from lead sheets; nil where each song counts alike.
    public var leadSheets: Double?

    public var problem: String? { length < 2 ? "length is \(length), not 2 half beats or more" : nil }
}

/// Chords, bass, bar position and key from sung lines of POP909 and of lead sheets, in any key.
public final class HarmoniserTask: TrainingTask {
    public let parameters: ParameterStore
    public let metadata: [String: String]
    private let network: HarmoniserNetwork
    private let run: HarmoniserRun
    private let songs: [SongSymbols]
    private let sheets: [SongSymbols]
    private let validation: [SongSymbols]
    private let device: Device

    /// - Throws: `CorpusError.notForTraining` when a validation song is among the training songs;
    ///   `TrainingError.songsTooShort`.
    public init(
        _ run: HarmoniserRun, training: [SongSymbols], leadSheets: [SongSymbols] = [], validation: [SongSymbols],
        device: Device
    ) throws {
        for song in training + leadSheets { try song.requireTraining() }
        self.run = run
        func long(_ songs: [SongSymbols]) -> [SongSymbols] {
            songs.filter { $0.melody.count > 30 && $0.leadSheet.beats.count > 32 }
        }
        songs = long(training)
        sheets = long(leadSheets)
        self.validation = long(validation)
        self.device = device
        for (split, list) in [("training", songs), ("validation", self.validation)] where list.isEmpty {
            throw TrainingError.songsTooShort(split: split, needed: "more than 30 notes over 32 beats")
        }
        parameters = try ParameterStore(seed: run.training.seed, device: device)
        network = HarmoniserNetwork(parameters.root, run.model)
        metadata = ["configuration": try jsonText(run.model)]
    }

    public func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: run.training.seed, stream: UInt64(step))
        let examples = (0..<run.training.batch).map { _ in
            example(song(&generator), &generator, varied: true)
        }
        let (chord, bass, position, key) = losses(examples)
        return BatchLoss(
            total: chord + bass * 0.4 + position * 0.3 + key * 0.3,
            parts: [("chord", chord), ("bass", bass), ("position", position), ("key", key)],
            seconds: examples.reduce(0) { $0 + $1.seconds })
    }

    private func song(_ generator: inout SeededGenerator) -> SongSymbols {
        guard !sheets.isEmpty else { return songs[generator.uniform(in: 0..<songs.count)] }
        let share = run.leadSheets ?? Double(sheets.count) / Double(sheets.count + songs.count)
        let list = generator.uniform() < share ? sheets : songs
        return list[generator.uniform(in: 0..<list.count)]
    }

    private func losses(_ examples: [HarmonyExample]) -> (Tensor, Tensor, Tensor, Tensor) {
        let logits = network(batch(examples))
        func targets(_ list: (HarmonyExample) -> [Int]) -> Tensor {
            Tensor(examples.flatMap(list), shape: [examples.count, run.length], device: device)
        }
        return (
            logits.chord.crossEntropy(targets(\.chords)), logits.bass.crossEntropy(targets(\.bass)),
            logits.position.crossEntropy(targets(\.positions)), logits.key.crossEntropy(targets(\.keys))
        )
    }

    private func batch(_ examples: [HarmonyExample]) -> Tensor {
        Tensor(examples.flatMap(\.values), shape: [examples.count, run.length, HarmonyCells.features], device: device)
    }

    private func example(_ song: SongSymbols, _ generator: inout SeededGenerator, varied: Bool) -> HarmonyExample {
        HarmonyExample(song, run, &generator, varied: varied)
    }

    /// Cross entropy of chords without position and key, and with the position; root accuracy of each.
    public func validate() throws -> [(name: String, value: Double)] {
        var figures: [(name: String, value: Double)] = []
        let kinds = [("bare", 0.0), ("barred", 1.0)] + (run.singers == nil ? [] : [("human", 0.0)])
        for (name, given) in kinds {
            var quiet = run
            quiet.positionGiven = given
            quiet.keyGiven = 0
            var generator = SeededGenerator(seed: 1)
            let examples = validation.flatMap { song in
                (0..<3).map { _ in HarmonyExample(song, quiet, &generator, varied: name == "human") }
            }
            let logits = network(batch(examples))
            let wanted = examples.flatMap(\.chords)
            let targets = Tensor(wanted, shape: [examples.count, run.length], device: device)
            figures.append((name, Double(try logits.chord.crossEntropy(targets).item())))
            let found = try logits.chord.argmax(-1).integers()
            figures.append(("root", Self.agreement(found, wanted) { $0 / ChordVocabulary.qualities.count }))
            if given == 0 {
                let places = examples.flatMap(\.positions)
                figures.append(("position", Self.agreement(try logits.position.argmax(-1).integers(), places) { $0 }))
                let keys = examples.flatMap(\.keys)
                figures.append(("key", Self.agreement(try logits.key.argmax(-1).integers(), keys) { $0 }))
            }
        }
        return figures
    }

    private static func agreement(_ found: [Int], _ wanted: [Int], _ part: (Int) -> Int) -> Double {
        let pairs = zip(found, wanted).filter { $0.1 >= 0 && $0.1 != ChordVocabulary.none }
        return Double(pairs.filter { part($0.0) == part($0.1) }.count) / Double(max(pairs.count, 1))
    }
}
