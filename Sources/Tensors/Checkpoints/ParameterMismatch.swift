/// A parameter in which a model and a checkpoint differ.
public struct ParameterMismatch: Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable {
        /// The checkpoint lacks it.
        case missing
        case misshaped
        /// The model does not know it.
        case extra
    }

    public let key: String
    /// The model's shape; nil when it has no such parameter.
    public let expected: [Int]?
    /// The checkpoint's shape; nil when it has no such parameter.
    public let found: [Int]?

    public init(key: String, expected: [Int]?, found: [Int]?) {
        self.key = key
        self.expected = expected
        self.found = found
    }

    public var kind: Kind { found == nil ? .missing : expected == nil ? .extra : .misshaped }

    public var description: String {
        func shape(_ lengths: [Int]?) -> String { lengths.map { "\($0)" } ?? "none" }
        return "\(key): expected \(shape(expected)), found \(shape(found))"
    }
}
