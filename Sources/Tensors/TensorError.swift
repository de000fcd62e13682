import Sentences

/// What can go wrong while computing.
public enum TensorError: Error, Equatable, CustomStringConvertible {
    case engineUnavailable(reason: String)
    /// The operation, and what is wrong with the shapes it was given.
    case shape(operation: String, detail: String)
    /// The engine refused.
    case failed(operation: String, reason: String)
    case missingParameter(String)
    case misshapedParameter(String, expected: [Int], found: [Int])
    /// The model declares two parameters of one name.
    case duplicateParameter(String)
    case notFinite(String)

    public var description: String {
        switch self {
        case .engineUnavailable(let reason):
            "The compute engine did not load (\(reason)). Install it with "
                + "`apt-get install libtorch-dev libopenblas0-openmp`, then run `swift build -c release` again."
        case .shape(let operation, let detail): "\(operation): \(detail)"
        case .failed(let operation, let reason): "\(operation) failed: \(reason)"
        case .missingParameter(let key): "The weights have no parameter \(key.quoted)."
        case .misshapedParameter(let key, let expected, let found):
            "The weights' parameter \(key.quoted) has the shape \(found), the model expects \(expected)."
        case .duplicateParameter(let key): "The model declares the parameter \(key.quoted) twice."
        case .notFinite(let what): "\(what) is not a finite number."
        }
    }
}
