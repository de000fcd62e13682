/// Beats over a stretch of time.
public struct BeatTrack: Sendable, Codable, Hashable {
    /// Seconds, strictly rising, from the first beat at or after 0 to the last before the end.
    public var beats: [Double]
    /// 0...1: how clearly the notes lie on these beats rather than on others.
    public var confidence: Double

    public init(beats: [Double], confidence: Double) {
        self.beats = beats
        self.confidence = confidence
    }
}
