import Foundation
import Tensors

/// A trained model with its encoder and with what its numbers mean.
public struct TrainedSING: Sendable {
    public let model: CompactSING
    /// Only training and measuring hear with it.
    public let encoder: PowerEncoder
    public let catalogue: SINGCatalogue

    /// - Throws: `CheckpointError`, `SINGError.badCatalogue` when the file contradicts itself.
    public init(_ checkpoint: Checkpoint, device: Device = .cpu) throws {
        let description = try checkpoint.configuration(SINGDescription.self)
        try description.check(path: checkpoint.path)
        let store = try ParameterStore(checkpoint, device: device)
        model = CompactSING(store.root, description.configuration)
        encoder = PowerEncoder(besideModel: store.root, description.configuration)
        catalogue = description.catalogue
        try store.verify()
    }

    /// Where the weights that come with the program are.
    public static var bundledWeights: URL { Bundle.module.weights("sing") }
}

extension SINGDescription {
    /// - Throws: `SINGError.badCatalogue`.
    func check(path: String) throws {
        let sizes = configuration.sizes
        let fits =
            catalogue.instruments.count == sizes.instruments.count
            && catalogue.programs.count == sizes.instruments.count
            && catalogue.lowestPitch <= catalogue.highestPitch && catalogue.pitches.count == sizes.pitches.count
            && catalogue.velocities.count == sizes.velocities.count && !catalogue.velocities.isEmpty
            && catalogue.velocities == Array(Set(catalogue.velocities)).sorted() && catalogue.gain > 0
            && sizes.kernel % sizes.stride == 0 && sizes.context % 2 == 1 && sizes.framesPerStep > 0
            && sizes.rewriteLayers > 0
            && sizes.zones.semitones > 0 && sizes.timbres.semitones > 0 && sizes.embeddingScale > 0
            && sizes.carrier.isPlayable
        guard fits else { throw SINGError.badCatalogue(path: path) }
    }
}
