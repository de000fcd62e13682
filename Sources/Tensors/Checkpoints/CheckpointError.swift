/// Why a safetensors file is not accepted.
public enum CheckpointError: Error, Equatable, CustomStringConvertible {
    case cannotRead(path: String, reason: String)
    case damaged(path: String, reason: String)
    case cannotWrite(path: String, reason: String)
    /// It belongs to another model: every parameter in which they differ.
    case misfit(path: String, [ParameterMismatch])

    public var description: String {
        switch self {
        case .cannotRead(let path, let reason): "Cannot read the weights \(path): \(reason)."
        case .damaged(let path, let reason):
            "The weights \(path) are damaged (\(reason)). Install the program again, or train them anew."
        case .cannotWrite(let path, let reason): "Cannot write the weights \(path): \(reason)."
        case .misfit(let path, let mismatches): Self.listing(path, mismatches)
        }
    }

    /// Lines of a listing before the rest is only counted.
    static let listed = 40

    private static func listing(_ path: String, _ mismatches: [ParameterMismatch]) -> String {
        func count(_ kind: ParameterMismatch.Kind, _ what: String) -> String? {
            let number = mismatches.filter { $0.kind == kind }.count
            return number == 0 ? nil : "\(number) \(what)"
        }
        let counts = [count(.missing, "missing"), count(.misshaped, "of another shape"), count(.extra, "unknown")]
        var lines = [
            "The weights \(path) do not fit this model: " + counts.compactMap { $0 }.joined(separator: ", ") + "."
        ]
        lines += mismatches.prefix(listed).map { "  \($0)" }
        if mismatches.count > listed { lines.append("  and \(mismatches.count - listed) more") }
        return lines.joined(separator: "\n")
    }
}
