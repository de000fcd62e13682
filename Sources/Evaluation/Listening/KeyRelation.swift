import Music

/// How a key that was heard stands to the true one: the classes of MIREX's audio key detection.
public enum KeyRelation: String, Codable, CaseIterable, Sendable {
    case exact
    /// The same mode, a fifth above or below.
    case fifth
    /// The same signature, the other mode.
    case relative
    /// The same tonic, the other mode.
    case parallel
    case other

    public init(estimated: Key, reference: Key) {
        let distance = (estimated.tonic.value - reference.tonic.value + 12) % 12
        if estimated == reference {
            self = .exact
        } else if estimated.mode == reference.mode {
            self = distance == 5 || distance == 7 ? .fifth : .other
        } else {
            self = estimated == reference.relative ? .relative : distance == 0 ? .parallel : .other
        }
    }

    /// MIREX's weight.
    public var score: Double {
        switch self {
        case .exact: 1
        case .fifth: 0.5
        case .relative: 0.3
        case .parallel: 0.2
        case .other: 0
        }
    }
}
