import Signal

/// What the public code does to sound before its networks (sde_diffusion/utils_d.py); the Mel itself is `MelFrontEnd`.
public enum PublishedFrontEnd {
    /// The loudest sample after scaling.
    static let peak: Float = 0.8

    /// The whole wave moved and stretched so that it runs from -0.8 to 0.8; a constant one becomes silence. Vocal and
    /// accompaniment are scaled each on their own, so their balance is lost.
    public static func scaled(_ wave: [Float]) -> [Float] {
        guard let low = wave.min(), let high = wave.max(), low < high else {
            return [Float](repeating: 0, count: wave.count)
        }
        return wave.map { ($0 - low) / (high - low) * 2 * peak - peak }
    }

    /// The wave after a way through 16-bit integers, rounded towards zero.
    public static func throughSixteenBits(_ wave: [Float]) -> [Float] {
        wave.map { (min(max($0, -1), 1) * 32767).rounded(.towardZero) / 32767 }
    }

    /// The normalised Mel of a 24 kHz wave, (bands, frames) row-major.
    public static func normalisedMel(_ wave: [Float]) -> (values: [Float], bands: Int, frames: Int) {
        let mel = MelFrontEnd.normalised(MelFrontEnd().logMel(wave))
        let values = (0..<mel.bands).flatMap { band in (0..<mel.frames).map { mel[$0, band] } }
        return (values, mel.bands, mel.frames)
    }
}
