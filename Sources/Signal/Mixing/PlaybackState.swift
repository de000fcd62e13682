/// What playback is doing.
public struct PlaybackState: Sendable, Equatable {
    /// Where the sound goes.
    public enum Output: Sendable, Equatable {
        case closed
        /// The device's name.
        case open(String)
        /// No sound, with the reason in a sentence; the playhead moves on all the same.
        case silent(reason: String)
    }

    /// Until the last frame has been heard.
    public var isPlaying = false
    /// Until the last click has been heard.
    public var isCountingIn = false
    /// Frame of the song that is heard now; while it stands, where it will go on.
    public var position = 0
    /// By the plan's strips; measured as frames are rendered, which is a device's buffer before they are heard.
    public var levels: [StripID: StereoLevel] = [:]
    /// Of the mix, without the clicks.
    public var master = StereoLevel()
    /// Times that a device ran dry since the meters were reset.
    public var xruns = 0
    public var output = Output.closed
    /// Seconds from the last strike of a note until its first block was with the device; the device's own buffer comes
    /// on top before it is heard. nil before the first.
    public var strikeDelay: Double?

    public init() {}
}
