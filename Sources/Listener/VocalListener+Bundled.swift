import Foundation
import Tensors

extension VocalListener {
    /// With the models that come with the program, or with other weights of the encoder and of grids.
    public static func bundled(
        encoder weights: URL? = nil, grids: URL? = nil, decoding: DecodingWeights = .init()
    ) throws -> VocalListener {
        let encoder = try Encoder(Checkpoint(contentsOf: weights ?? Bundle.module.weights("encoder")))
        return VocalListener(
            harmoniser: try .bundled(), encoder: encoder, encoderDigest: encoder.digest, weights: decoding,
            grids: try grids.map { try GridWeights(contentsOf: $0) } ?? .bundled())
    }
}
