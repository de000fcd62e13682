/// What playback is doing.
public struct DeckState: Sendable, Equatable {
    /// A strip's level since the last frame was drawn.
    public struct Level: Sendable, Equatable {
        /// Linear, full scale 1, left and right.
        public var peak: (left: Float, right: Float) { (left, right) }
        private var left: Float
        private var right: Float
        /// Linear; the largest of the last seconds, falling slowly.
        public var held: Float
        /// Has gone over full scale since the meters were reset.
        public var hasClipped: Bool

        public init(left: Float = 0, right: Float = 0, held: Float = 0, hasClipped: Bool = false) {
            self.left = left
            self.right = right
            self.held = held
            self.hasClipped = hasClipped
        }
    }

    public enum Output: Sendable, Equatable {
        case closed
        /// The device's name.
        case open(String)
        /// No sound, with the reason in a sentence; the playhead moves on all the same.
        case silent(reason: String)
    }

    public var isPlaying = false
    public var isCountingIn = false
    /// Frame of the song that is heard now.
    public var position = 0
    /// By strip.
    public var levels: [String: Level] = [:]
    public var master = Level()
    public var xruns = 0
    public var output = Output.closed

    public init() {}
}
