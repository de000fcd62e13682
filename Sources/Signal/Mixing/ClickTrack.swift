/// Where a metronome clicks.
public struct ClickTrack: Sendable, Equatable {
    public struct Beat: Sendable, Equatable {
        /// Of the song; negative for a count-in before it.
        public var frame: Int
        public var isDownbeat: Bool

        public init(frame: Int, isDownbeat: Bool) {
            self.frame = frame
            self.isDownbeat = isDownbeat
        }
    }

    /// In order of time.
    public var beats: [Beat]

    public init(beats: [Beat]) { self.beats = beats }
}
