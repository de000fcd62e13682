/// What can be wrong with MeLoDy's weights.
public enum MeLoDyError: Error, Sendable, Equatable, CustomStringConvertible {
    case otherModels(path: String)

    public var description: String {
        switch self {
        case .otherModels(let path):
            "\(path) was trained on the tokens and latents of other models: choose semantic and codec weights that go with it"
        }
    }
}
