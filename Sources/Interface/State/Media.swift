import Signal

/// Pictures of the sounds: made in the background, missing until they are done.
public struct Media: Sendable {
    /// One sound's pictures.
    public struct Picture: Sendable {
        public var peaks: PeakPyramid
        /// Hertz of what `peaks` was made from.
        public var sampleRate: Double
        /// Seconds of the song at which it begins.
        public var start: Double
        /// Natural-log Mel of `MelFrontEnd` at its published settings; nil until it is computed.
        public var mel: Spectrogram?

        public init(peaks: PeakPyramid, sampleRate: Double, start: Double = 0, mel: Spectrogram? = nil) {
            self.peaks = peaks
            self.sampleRate = sampleRate
            self.start = start
            self.mel = mel
        }
    }

    public var vocal: Picture?
    /// By take.
    public var takes: [Int: Picture] = [:]

    public init() {}
}
