/// What recording is doing.
public struct RecordingState: Sendable, Equatable {
    public var isRecording = false
    public var isCountingIn = false
    /// Recorded so far, without the count-in.
    public var seconds = 0.0
    /// Since the last time it was asked for; linear, full scale 1.
    public var peak: Float = 0
    /// A sample came in at full scale.
    public var hasClipped = false
    /// Times that sound was lost because nobody took it from the device.
    public var xruns = 0
    /// Why it ended by itself, in a sentence.
    public var failure: String?

    public init() {}
}
