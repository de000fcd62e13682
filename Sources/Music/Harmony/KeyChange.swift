/// A key from a time on.
public struct KeyChange: Codable, Hashable, Sendable {
    /// Seconds.
    public var start: Double
    public var key: Key

    public init(start: Double, key: Key) {
        self.start = start
        self.key = key
    }
}
