/// The level that stems and mixes have in training: models hear and play no other.
public enum StemLevel {
    /// Root mean square of what plays, of full scale: -23 dB.
    public static let usual: Float = 0.0708
    /// Under it, against the usual level, a stretch is silent: -30 dB.
    public static let silence: Float = 0.0316
    /// Samples whose power is taken together.
    private static let block = 1024
    /// Of full scale: under it nothing plays.
    private static let faintest: Float = 1e-5

    /// What brings samples to the usual level; 0 for silence.
    public static func gain(_ samples: [Float]) -> Float {
        // the mean over blocks that are not far under the loudest, so that rests don't count
        let powers = stride(from: 0, to: samples.count - block + 1, by: block).map { start in
            samples[start..<(start + block)].reduce(Float(0)) { $0 + $1 * $1 } / Float(block)
        }
        let loudest = powers.max() ?? 0
        let playing = powers.filter { $0 > loudest * 0.001 }
        let level = (playing.reduce(0, +) / Float(max(playing.count, 1))).squareRoot()
        return level > faintest ? usual / level : 0
    }

    /// Samples at the usual level.
    public static func levelled(_ samples: [Float]) -> [Float] {
        let gain = gain(samples)
        return samples.map { $0 * gain }
    }

    /// Whether a stretch at the usual level is too quiet to hear or to learn from.
    public static func isSilent(_ stretch: [Float]) -> Bool {
        let power = stretch.reduce(Float(0)) { $0 + $1 * $1 } / Float(max(stretch.count, 1))
        return power.squareRoot() < usual * silence
    }
}
