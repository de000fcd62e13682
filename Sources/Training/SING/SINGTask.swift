import Corpus
import Foundation
import SING
import Signal
import Tensors

/// Trains SING in the paper's three phases (section 3.2): an autoencoder, the sequence generator on its embeddings, all
/// of it end to end. The decoder hears excerpts of notes, a stretch of random place from each.
public final class SINGTask: TrainingTask {
    public let parameters: ParameterStore
    public let metadata: [String: String]
    private let run: SINGRun
    private let library: NoteLibrary
    private let configuration: CompactConfiguration
    private let catalogue: SINGCatalogue
    private let model: CompactSING
    private let encoder: PowerEncoder
    private let spectralLoss: SINGSpectralLoss
    private let training: [NoteKey]
    private let validation: [NoteKey]
    private let device: Device

    public enum Phase: Sendable {
        case autoencoder, sequence, endToEnd
    }

    /// - Throws: `TrainingError.notesUnfit` when the library is not what the model is made for;
    ///   `TrainingError.noData` when a split is empty.
    public init(_ run: SINGRun, library: NoteLibrary, device: Device) throws {
        let grid = library.grid
        guard let lowest = grid.pitches.first, let highest = grid.pitches.last,
            grid.pitches == Array(lowest...highest), !grid.velocities.isEmpty
        else { throw TrainingError.notesUnfit(path: library.folder.path, reason: "its pitches have gaps") }
        configuration = CompactConfiguration(
            instruments: library.instruments.count, pitches: lowest...highest, velocities: grid.velocities.count)
        let sizes = configuration.sizes
        guard grid.samples + 2 * sizes.lead <= sizes.paper.samples(embeddings: sizes.length) else {
            throw TrainingError.notesUnfit(
                path: library.folder.path, reason: "its notes are longer than \(sizes.length) embeddings")
        }
        self.run = run
        self.library = library
        self.device = device
        training = library.keys(of: .training)
        let held = library.keys(of: .validation)
        var generator = SeededGenerator(seed: run.training.seed, stream: .max)
        validation = Array(held.shuffled(using: &generator).prefix(run.validationNotes))
        guard !training.isEmpty, !validation.isEmpty else { throw TrainingError.noData(path: library.folder.path) }
        parameters = try ParameterStore(seed: run.training.seed, device: device)
        model = CompactSING(parameters.root, configuration)
        encoder = PowerEncoder(besideModel: parameters.root, configuration)
        spectralLoss = SINGSpectralLoss(device: device)
        catalogue = SINGCatalogue(
            instruments: library.instruments.map(\.name), programs: library.instruments.map(\.program),
            pitches: lowest...highest, velocities: grid.velocities, gain: run.gain,
            velocityExponent: run.velocityExponent)
        metadata = [
            "configuration": try jsonText(SINGDescription(configuration: configuration, catalogue: catalogue))
        ]
    }

    public func phase(step: Int) -> Phase {
        step < run.autoencoderSteps
            ? .autoencoder : step < run.autoencoderSteps + run.sequenceSteps ? .sequence : .endToEnd
    }

    public func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: run.training.seed, stream: UInt64(step))
        let keys = (0..<run.training.batch).map { _ in training[generator.uniform(in: 0..<training.count)] }
        // reaching over both ends, so that a note's beginning is heard as often as its middle
        let last = configuration.sizes.length - run.excerpt
        let first = min(max(generator.uniform(in: -run.excerpt..<configuration.sizes.length), 0), last)
        switch phase(step: step) {
        case .autoencoder:
            // the median of what is mostly silence is silence: levels would never come back from there
            let isFirstHalf = 2 * step < run.autoencoderSteps
            let loss = try reconstruction(keys, from: first, squared: isFirstHalf)
            return BatchLoss(total: loss, parts: [("autoencoder", loss)], seconds: seconds(of: run.excerpt, keys))
        case .sequence:
            let loss = try imitation(keys)
            return BatchLoss(
                total: loss, parts: [("embeddings", loss)], seconds: seconds(of: configuration.sizes.length, keys))
        case .endToEnd:
            let loss = try synthesis(keys, from: first)
            return BatchLoss(total: loss, parts: [("notes", loss)], seconds: seconds(of: run.excerpt, keys))
        }
    }

    private func seconds(of embeddings: Int, _ keys: [NoteKey]) -> Double {
        Double(keys.count * configuration.sizes.paper.samples(embeddings: embeddings)) / configuration.sampleRate
    }

    /// What the decoder makes of what the encoder hears in excerpts.
    private func reconstruction(_ keys: [NoteKey], from first: Int, squared: Bool) throws -> Tensor {
        let embeddings = encoder(try heard(keys, from: first, run.excerpt))
        let made = model.decoder(embeddings, pitches: notes(keys).pitches, from: first)
        let target = try wanted(keys, from: first, run.excerpt)
        return squared && run.loss == .spectral ? spectralLoss.squared(made, target) : distance(made, target)
    }

    /// How far the sequence generator's embeddings of whole notes are from the encoder's. Gradients go back through a
    /// stretch of steps only.
    private func imitation(_ keys: [NoteKey]) throws -> Tensor {
        let sizes = configuration.sizes
        let samples = try heard(keys, from: 0, sizes.length)
        let aims = Engine.withGradients(false) { encoder(samples) }
        let notes = notes(keys)
        var state: Tensor.RecurrentState?
        var sum = Tensor.zeros([], device: device)
        for start in stride(from: 0, to: sizes.steps, by: run.truncation) {
            let end = min(start + run.truncation, sizes.steps)
            let (made, after) = model.generator(notes, steps: start..<end, state: state)
            state = after.detached()
            let from = start * sizes.framesPerStep
            let length = min(end * sizes.framesPerStep, sizes.length) - from
            let errors = made.narrowed(-1, from: 0, length: length) - aims.narrowed(-1, from: from, length: length)
            sum = sum + errors.squared().sum()
        }
        return sum / Double(aims.count)
    }

    /// What generator and decoder make of instrument, pitch and velocity, in excerpts. Steps after the excerpt are not
    /// made, and gradients go back through a stretch of steps only, as in the second phase.
    private func synthesis(_ keys: [NoteKey], from first: Int) throws -> Tensor {
        let sizes = configuration.sizes
        let notes = notes(keys)
        let end = (first + run.excerpt + sizes.framesPerStep - 1) / sizes.framesPerStep
        let start = min(max(end - run.truncation, 0), first / sizes.framesPerStep)
        let before =
            start > 0 ? Engine.withGradients(false) { model.generator(notes, steps: 0..<start).state } : nil
        let embeddings = model.generator(notes, steps: start..<end, state: before).embeddings
            .narrowed(-1, from: first - start * sizes.framesPerStep, length: run.excerpt)
        let made = model.decoder(
            embeddings, pitches: notes.pitches, timbre: model.timbre(of: notes), from: first)
        return distance(made, try wanted(keys, from: first, run.excerpt))
    }

    private func distance(_ made: Tensor, _ wanted: Tensor) -> Tensor {
        switch run.loss {
        case .spectral: spectralLoss.absolute(made, wanted)
        case .wave: made.meanSquaredError(wanted)
        }
    }

    // MARK: notes as tensors

    private func notes(_ keys: [NoteKey]) -> SINGNotes {
        func numbers(_ values: [Int]) -> Tensor { Tensor(values, shape: [values.count], device: device) }
        return SINGNotes(
            instruments: numbers(keys.map(\.instrument)), pitches: numbers(keys.map(\.pitch)),
            velocities: numbers(keys.map(\.velocity)))
    }

    /// Samples of which the encoder makes so many embeddings.
    private func heard(_ keys: [NoteKey], from first: Int, _ count: Int) throws -> Tensor {
        let sizes = configuration.sizes
        return try samples(
            keys, from: first * sizes.stride - sizes.strip - sizes.lead, (count - 1) * sizes.stride + sizes.kernel)
    }

    /// Samples that the decoder is to make of so many embeddings.
    private func wanted(_ keys: [NoteKey], from first: Int, _ count: Int) throws -> Tensor {
        let sizes = configuration.sizes
        return try samples(keys, from: first * sizes.stride - sizes.lead, sizes.paper.samples(embeddings: count))
    }

    /// Samples of notes at the level that the model works at, silence before their beginning and after their end,
    /// (B, count).
    private func samples(_ keys: [NoteKey], from start: Int, _ count: Int) throws -> Tensor {
        func inside(_ place: Int) -> Int { min(max(place, 0), library.grid.samples) }
        let range = inside(start)..<inside(start + count)
        let rows = try keys.flatMap { key -> [Float] in
            let gain = Float(catalogue.gain / catalogue.level(velocity: Double(catalogue.velocities[key.velocity])))
            let there = try library.samples(key, range).map { $0 * gain }
            let before = [Float](repeating: 0, count: max(-start, 0))
            return before + there + [Float](repeating: 0, count: count - before.count - there.count)
        }
        return Tensor(rows, shape: [keys.count, count], device: device)
    }

    /// Spectral loss of whole notes of validation pairs by way of generator and decoder, which judges, and by way of the
    /// autoencoder; and the distance of their embeddings.
    public func validate() throws -> [(name: String, value: Double)] {
        var sums = [0.0, 0, 0]
        let sizes = configuration.sizes
        let batch = min(run.training.batch, 16)
        for start in stride(from: 0, to: validation.count, by: batch) {
            let keys = Array(validation[start..<min(start + batch, validation.count)])
            let notes = notes(keys)
            let target = try wanted(keys, from: 0, sizes.length)
            let generated = model.generator(notes).embeddings.narrowed(-1, from: 0, length: sizes.length)
            let encoded = encoder(try heard(keys, from: 0, sizes.length))
            let share = Double(keys.count) / Double(validation.count)
            let made = model.decoder(generated, pitches: notes.pitches, timbre: model.timbre(of: notes))
            let restored = model.decoder(encoded, pitches: notes.pitches)
            sums[0] += share * Double(try spectralLoss.absolute(made, target).item())
            sums[1] += share * Double(try spectralLoss.absolute(restored, target).item())
            sums[2] += share * Double(try generated.meanSquaredError(encoded).item())
        }
        return [("notes", sums[0]), ("autoencoder", sums[1]), ("embeddings", sums[2])]
    }
}
