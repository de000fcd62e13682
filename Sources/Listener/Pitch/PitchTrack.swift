import Foundation

/// The sung pitch frame by frame, on the grid of the Mel front end: frame n is centred on sample 256 n + 128 at 24 kHz.
public struct PitchTrack: Sendable, Codable, Equatable {
    /// Seconds from frame to frame: 256 / 24000.
    public let hopSeconds: Double
    /// Fundamental frequency in Hz a frame; 0 where nothing is sung.
    public var hertz: [Float]
    /// 0...1 a frame: how much of the periodicity evidence speaks for a voiced frame.
    public var confidence: [Float]
    /// RMS level of the frame in dB relative to full scale, never below `silence`.
    public var energy: [Float]

    /// The lowest value of `energy`, dB.
    public static let silence: Float = -100

    /// - Precondition: the three arrays have the same length.
    public init(hopSeconds: Double, hertz: [Float], confidence: [Float], energy: [Float]) {
        precondition(hertz.count == confidence.count && hertz.count == energy.count, "tracks differ in length")
        self.hopSeconds = hopSeconds
        self.hertz = hertz
        self.confidence = confidence
        self.energy = energy
    }

    public var frameCount: Int { hertz.count }

    /// Seconds at the centre of a frame.
    public func time(ofFrame frame: Int) -> Double { (Double(frame) + 0.5) * hopSeconds }

    /// MIDI pitch (69 = 440 Hz) a frame; nil where nothing is sung.
    public func midi(atFrame frame: Int) -> Float? {
        hertz[frame] > 0 ? 69 + 12 * log2(hertz[frame] / 440) : nil
    }
}
