import Foundation
import Tensors

extension PromptEncoder {
    /// A trained encoder.
    public init(_ checkpoint: Checkpoint, device: Device = .cpu) throws {
        let store = try ParameterStore(checkpoint, device: device)
        self.init(store.root, try checkpoint.configuration(PromptEncoderSizes.self))
        try store.verify()
    }

    /// Where the weights that come with the program are.
    public static var bundledWeights: URL { Bundle.module.weights("prompt") }
}
