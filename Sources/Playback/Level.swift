import Signal

/// What a meter shows.
public struct Level: Sendable, Equatable {
    /// Since the last time it was asked for; linear, full scale 1.
    public var peak: StereoPeak
    /// The largest of the last seconds, falling slowly; linear.
    public var held: Float
    /// Has gone over full scale since the meters were reset.
    public var hasClipped: Bool

    public init(peak: StereoPeak = StereoPeak(), held: Float = 0, hasClipped: Bool = false) {
        self.peak = peak
        self.held = held
        self.hasClipped = hasClipped
    }
}
