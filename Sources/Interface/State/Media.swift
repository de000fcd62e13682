import Signal
import Songs

/// Pictures of the sounds: made in the background, missing until they are done.
public struct Media: Sendable {
    /// One sound's pictures.
    public struct Picture: Sendable {
        public var peaks: PeakPyramid
        /// Hertz of what `peaks` was made from.
        public var sampleRate: Double
        /// Seconds of the song at which it begins.
        public var start: Double
        /// Natural-log Mel of `MelFrontEnd` at its published settings, ready to be drawn; nil until it is computed.
        public var mel: MelPyramid?

        /// Costs a pass over the spectrogram: made in the background.
        public init(peaks: PeakPyramid, sampleRate: Double, start: Double = 0, mel: Spectrogram? = nil) {
            self.peaks = peaks
            self.sampleRate = sampleRate
            self.start = start
            self.mel = mel.map(MelPyramid.init)
        }

        /// Of a sound that is drawn as it grows.
        init(peaks: PeakPyramid, sampleRate: Double, start: Double, mel: MelPyramid?) {
            self.peaks = peaks
            self.sampleRate = sampleRate
            self.start = start
            self.mel = mel
        }

        /// Seconds.
        public var duration: Double { sampleRate > 0 ? Double(peaks.sampleCount) / sampleRate : 0 }
    }

    public var vocal: Picture?
    /// By take.
    public var takes: [Int: Picture] = [:]
    /// Of what instruments play, by lane: waveforms without spectrograms.
    public var guides: [Int: Picture] = [:]

    public init() {}
}
