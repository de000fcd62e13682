/// A model of a system with weights of its own, which `--weights NAME=FILE` can replace.
public struct Part: Sendable, Hashable {
    /// Like "vocoder".
    public let name: String
    /// One line: what it does.
    public let help: String

    public init(_ name: String, help: String) {
        self.name = name
        self.help = help
    }
}
