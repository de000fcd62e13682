/// Why a safetensors file is not accepted.
public enum CheckpointError: Error, Equatable, CustomStringConvertible {
    case cannotRead(path: String, reason: String)
    case damaged(path: String, reason: String)
    case cannotWrite(path: String, reason: String)

    public var description: String {
        switch self {
        case .cannotRead(let path, let reason): "Cannot read the weights \(path): \(reason)."
        case .damaged(let path, let reason):
            "The weights \(path) are damaged (\(reason)). Install the program again, or train them anew."
        case .cannotWrite(let path, let reason): "Cannot write the weights \(path): \(reason)."
        }
    }
}
