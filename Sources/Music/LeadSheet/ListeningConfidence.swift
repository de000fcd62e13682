/// How sure the listener is of what it put into a lead sheet, 0...1 each; 1 for what the singer said.
public struct ListeningConfidence: Codable, Sendable, Hashable {
    /// That the beats lie where they should and as fast as they should.
    public var beats: Double
    /// Of the number of beats a bar.
    public var meter: Double
    /// Of where bars begin, the metre taken as right.
    public var downbeats: Double
    public var key: Double
    /// The mean over the time of the chords.
    public var chords: Double

    public init(beats: Double, meter: Double, downbeats: Double, key: Double, chords: Double) {
        self.beats = beats
        self.meter = meter
        self.downbeats = downbeats
        self.key = key
        self.chords = chords
    }
}
