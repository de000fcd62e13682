/// One real value a frame and band: a magnitude or log-Mel spectrogram.
public struct Spectrogram: Sendable, Equatable {
    public let frames: Int
    public let bands: Int
    /// Frame-major: `values[frame * bands + band]`.
    public var values: [Float]
    /// Seconds from one frame to the next.
    public let hopSeconds: Double

    /// - Precondition: `frames * bands` values.
    public init(frames: Int, bands: Int, values: [Float], hopSeconds: Double) {
        precondition(values.count == frames * bands, "\(values.count) values for \(frames) frames of \(bands) bands")
        self.frames = frames
        self.bands = bands
        self.values = values
        self.hopSeconds = hopSeconds
    }

    public subscript(frame: Int, band: Int) -> Float { values[frame * bands + band] }

    /// The bands of one frame.
    public func frame(_ index: Int) -> ArraySlice<Float> { values[index * bands..<(index + 1) * bands] }

    public func map(_ transform: (Float) -> Float) -> Spectrogram {
        Spectrogram(frames: frames, bands: bands, values: values.map(transform), hopSeconds: hopSeconds)
    }
}
