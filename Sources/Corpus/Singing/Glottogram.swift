import Foundation

/// What the glottis really did while a song was synthesised, one value a frame of `VocalTracks`.
struct Glottogram: Sendable {
    /// Periods a sample, jitter included.
    var frequency: [Float]
    /// Power of the voiced source, and of the air that streams through it.
    var voiced: [Float]
    var air: [Float]

    /// Decibels under the loudest voice at which a glottis is not heard any more.
    private static let threshold: Float = -42

    init(frames: Int) {
        frequency = [Float](repeating: 0, count: frames)
        voiced = frequency
        air = frequency
    }

    /// The pitch at the centres of the Mel front end's frames in hertz, averaged over their hop; 0 where no voice is heard.
    func hertz(samples: Int, samplesPerFrame: Int, sampleRate: Double) -> [Float] {
        let loudest = voiced.max() ?? 0
        let least = loudest * pow(10, Self.threshold / 10)
        return (0..<samples / SungVoice.hop).map { index in
            let first = min(index * SungVoice.hop / samplesPerFrame, frequency.count - 1)
            let last = min(((index + 1) * SungVoice.hop - 1) / samplesPerFrame, frequency.count - 1)
            let count = Float(last - first + 1)
            let power = voiced[first...last].reduce(0, +) / count
            let noise = air[first...last].reduce(0, +) / count
            guard power > least, power > noise else { return 0 }
            return frequency[first...last].reduce(0, +) / count * Float(sampleRate)
        }
    }
}
