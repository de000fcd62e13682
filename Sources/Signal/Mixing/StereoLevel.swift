/// What a level meter shows of a strip.
public struct StereoLevel: Sendable, Equatable {
    /// Since the meter was last read; linear, full scale 1.
    public var peak: StereoPeak
    /// The largest of the last seconds, falling slowly; linear.
    public var held: Float
    /// Whether it has gone over full scale since the meters were reset.
    public var hasClipped: Bool

    public init(peak: StereoPeak = StereoPeak(), held: Float = 0, hasClipped: Bool = false) {
        self.peak = peak
        self.held = held
        self.hasClipped = hasClipped
    }
}
