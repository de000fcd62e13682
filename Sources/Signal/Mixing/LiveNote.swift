/// A sound that is struck by hand, beside the mix.
public struct LiveNote: Sendable {
    /// What was struck: struck again, its sound before ends.
    public var key: Int
    /// Mono or stereo, at any rate.
    public var audio: AudioBuffer
    /// Linear.
    public var gain: Float

    public init(key: Int, audio: AudioBuffer, gain: Float = 1) {
        self.key = key
        self.audio = audio
        self.gain = gain
    }
}
