/// A distance in one embedding, with what it reads where nothing or much differs.
public struct DistanceFigures<Distance: Codable & Sendable>: Codable, Sendable {
    /// From what was generated to the reference.
    public var distance: Distance?
    /// Between two halves of the reference: what alike sets give.
    public var halves: Distance?
    /// From the vocals alone to the reference: what a set gives that no one would take for a band.
    public var vocals: Distance?
    public var embedding: String
    public var leftOut: String?

    public init(
        distance: Distance? = nil, halves: Distance? = nil, vocals: Distance? = nil, embedding: String,
        leftOut: String? = nil
    ) {
        self.distance = distance
        self.halves = halves
        self.vocals = vocals
        self.embedding = embedding
        self.leftOut = leftOut
    }
}
