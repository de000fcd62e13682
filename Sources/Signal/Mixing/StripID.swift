/// Which strip of a mixer: a lane's own, or that of one stem of what sounds in it.
public struct StripID: Hashable, Sendable {
    /// The lane's identifier.
    public var lane: Int
    /// The stem's name; nil for the lane's own strip.
    public var stem: String?

    public init(lane: Int, stem: String? = nil) {
        self.lane = lane
        self.stem = stem
    }
}
