import Foundation
import Tensors

extension ProgressionModel {
    /// A trained model.
    public init(_ checkpoint: Checkpoint, device: Device = .cpu) throws {
        let store = try ParameterStore(checkpoint, device: device)
        self.init(store.root, try checkpoint.configuration(ProgressionSizes.self))
        try store.verify()
    }

    /// The one that comes with the program.
    public static func bundled() throws -> ProgressionModel {
        try ProgressionModel(Checkpoint(contentsOf: Bundle.module.weights("progression")))
    }
}
