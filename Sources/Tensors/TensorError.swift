/// What can go wrong while computing.
public enum TensorError: Error, Equatable, CustomStringConvertible {
    case engineUnavailable(reason: String)
    /// The operation, and what is wrong with the shapes it was given.
    case shape(operation: String, detail: String)
    /// The engine refused.
    case failed(operation: String, reason: String)
    case missingParameter(String)
    case unusedParameters([String])
    case notFinite(String)

    public var description: String {
        switch self {
        case .engineUnavailable(let reason):
            "The compute engine did not load (\(reason)). Install it with "
                + "`apt-get install libtorch-dev libopenblas0-openmp`, then run `swift build -c release` again."
        case .shape(let operation, let detail): "\(operation): \(detail)"
        case .failed(let operation, let reason): "\(operation) failed: \(reason)"
        case .missingParameter(let key): "The weights have no parameter \"\(key)\" of the expected shape."
        case .unusedParameters(let keys):
            "The weights hold \(keys.count) parameters that the model does not know, first \"\(keys.first ?? "")\"."
        case .notFinite(let what): "\(what) is not a finite number."
        }
    }
}
