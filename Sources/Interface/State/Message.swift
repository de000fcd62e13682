/// A sentence in the bottom line.
public struct Message: Sendable, Equatable {
    public enum Kind: Sendable { case info, warning, error }

    public var kind: Kind
    public var text: String

    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}
