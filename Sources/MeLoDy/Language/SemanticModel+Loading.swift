import Foundation
import Tensors

extension SemanticModel {
    /// A trained model.
    public init(_ checkpoint: Checkpoint, device: Device = .cpu) throws {
        let store = try ParameterStore(checkpoint, device: device)
        self.init(store.root, try checkpoint.configuration(SemanticModelSizes.self))
        try store.verify()
    }

    /// Where the weights that come with the program are.
    public static var bundledWeights: URL { Bundle.module.weights("language") }
}
