import Codecs
import Foundation
import Tensors

extension CompactStemGen {
    /// A trained model beside the codec whose tokens it was trained on (`TokenCodec.tokenDigest`).
    /// - Throws: `StemGenError.otherCodec` where it was trained with another one, errors of reading.
    public init(_ checkpoint: Checkpoint, codec: TokenCodec, tokenDigest: String, device: Device = .cpu) throws {
        guard checkpoint.metadata["codec"] == tokenDigest else { throw StemGenError.otherCodec(path: checkpoint.path) }
        let store = try ParameterStore(checkpoint, device: device)
        self.init(
            store.root, try checkpoint.configuration(CompactStemGenSizes.self), quantizer: codec.quantizer)
        try store.verify()
    }

    /// Where the weights that come with the program are.
    public static var bundledWeights: URL { Bundle.module.weights("stemgen") }
}
