import Corpus
import SING
import Tensors

/// A model beside the library that it was trained on.
extension TrainedSING {
    private var sizes: SINGSizes { model.sizes }

    /// Samples that the model makes of a whole note.
    private var samplesOfNote: Int { sizes.samples(embeddings: sizes.length) }

    /// Samples of the longest note that it can be compared with.
    var longestNote: Int { samplesOfNote - 2 * sizes.lead }

    /// Notes of the library by the model, at the model's level, one after another.
    func wave(_ keys: [NoteKey]) throws -> [Float] {
        func numbers(_ values: [Int]) -> Tensor { Tensor(values, shape: [values.count]) }
        let notes = SINGNotes(
            instruments: numbers(keys.map(\.instrument)), pitches: numbers(keys.map(\.pitch)),
            velocities: numbers(keys.map(\.velocity)))
        return try model(notes).floats()
    }

    /// What the autoencoder gives back of a note with silence around it, (1, N).
    func restored(_ wave: [Float], _ key: NoteKey) -> Tensor {
        let heard = Tensor(wave, shape: [1, wave.count]).padded(sizes.strip, sizes.strip)
        return model.decoder(encoder(heard), pitches: Tensor([key.pitch], shape: [1]))
    }

    /// A note of the library at the model's level, with the silence around it that the model makes.
    func framed(_ samples: [Float], velocity: Int) -> [Float] {
        let gain = Float(catalogue.gain / catalogue.level(velocity: Double(catalogue.velocities[velocity])))
        let after = samplesOfNote - sizes.lead - samples.count
        return [Float](repeating: 0, count: sizes.lead) + samples.map { $0 * gain }
            + [Float](repeating: 0, count: after)
    }
}
