import Corpus
import Foundation
import Listener
import Signal
import Tensors

/// The semantic encoder on songs of the corpus: the voice alone, the band alone, or both.
public final class EncoderTask: TrainingTask {
    public let parameters: ParameterStore
    public let metadata: [String: String]
    private let network: EncoderNetwork
    private let run: EncoderRun
    private let shelf: EncoderShelf
    private let pairs: EncoderPairs?
    private let validation: [EncoderTrial]
    private let device: Device

    /// - Parameters:
    ///   - limit: how many training songs there are; nil for songs without end.
    ///   - training: a training song by its number, called by a thread of its own.
    ///   - validation: the songs to validate on.
    ///   - pairs: real vocals between the songs.
    /// - Throws: errors of the validation songs. A training song that is none makes a later step fail with
    ///   `CorpusError.notForTraining`.
    public init(
        _ run: EncoderRun, limit: Int?, training: @escaping @Sendable (Int) throws -> RenderedSong,
        validation: [() throws -> RenderedSong], pairs: EncoderPairs? = nil, device: Device
    ) throws {
        self.run = run
        self.pairs = pairs
        self.device = device
        let frontEnd = EncoderFrontEnd()
        shelf = EncoderShelf(first: run.firstSongs, perStep: run.songsPerStep, held: run.songsHeld, limit: limit) {
            let song = try training($0)
            try song.entry.symbols.requireTraining()
            return EncoderSong(song, frontEnd)
        }
        self.validation = try validation.prefix(run.validationSongs).map {
            try EncoderTrial($0(), length: run.model.window, frontEnd)
        }
        guard !self.validation.isEmpty else {
            throw TrainingError.songsTooShort(split: "validation", needed: "one song")
        }
        parameters = try ParameterStore(seed: run.training.seed, device: device)
        network = EncoderNetwork(parameters.root, run.model)
        metadata = ["configuration": try jsonText(run.model)]
    }

    deinit { shelf.close() }

    public func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: run.training.seed, stream: UInt64(step))
        let window = shelf.window(step: step)
        let numbers = (0..<run.training.batch).map { _ in generator.uniform(in: window) }
        let length = run.model.window
        var songs = try shelf.songs(numbers, step: step)
        if let pairs, let share = run.pairs?.share {
            for place in songs.indices where generator.uniform() < share { songs[place] = try pairs.song(&generator) }
        }
        let examples = songs.map { song in
            let hearing = EncoderHearing(song, run, &generator)
            let start = generator.uniform(in: 0..<max(song.tokens - length + 1, 1))
            return EncoderExample(song, start: start, length: length, hearing, &generator)
        }
        let loss = EncoderLoss(
            network(batch(examples)), examples, length: length, weights: run.weights, device: device)
        return BatchLoss(
            total: loss.total, parts: loss.parts.map { ($0.head.rawValue, $0.value) },
            seconds: Double(examples.count * length) / Posteriors.rate)
    }

    private func batch(_ examples: [EncoderExample]) -> Tensor {
        Tensor(
            examples.flatMap(\.features), shape: [examples.count, run.model.window, EncoderFrontEnd.count],
            device: device)
    }

    /// The mean loss over voices alone and mixes, then the figures of each.
    public func validate() throws -> [(name: String, value: Double)] {
        var total = 0.0
        var figures: [(name: String, value: Double)] = []
        let hearings: [(String, (EncoderTrial) -> EncoderExample)] = [("voice", \.voice), ("mix", \.mix)]
        for (name, hearing) in hearings {
            var score = EncoderScore()
            for example in validation.map(hearing) {
                let output = network(batch([example]))
                let loss = EncoderLoss(
                    output, [example], length: run.model.window, weights: run.weights, device: device)
                total += Double(try loss.total.item()) / Double(validation.count * hearings.count)
                try score.add(example, output)
            }
            figures += score.figures.map { ("\(name).\($0.name)", $0.value) }
        }
        return [("loss", total)] + figures + (try validatePairs())
    }

    /// The singers that are held out, alone.
    private func validatePairs() throws -> [(name: String, value: Double)] {
        guard let pairs, !pairs.heldOut.isEmpty else { return [] }
        var score = EncoderScore()
        var generator = SeededGenerator(seed: 1)
        for clip in pairs.heldOut {
            let song = try pairs.song(clip)
            let start = max(song.tokens - run.model.window, 0) / 2
            let example = EncoderExample(
                song, start: start, length: run.model.window, EncoderHearing(voice: 1, band: 0), &generator)
            try score.add(example, network(batch([example])))
        }
        let known = ["beats", "downbeats", "beatPhase", "barPhase", "tempo", "foldedTempo", "songKey", "triads"]
        return score.figures.filter { known.contains($0.name) }.map { ("pairs.\($0.name)", $0.value) }
    }
}
