import Signal

/// The gain by which a mix that nobody has turned comes to a sane level: it, the accompaniment alone and every stem (whose
/// peaks may cancel in their sum) stay under a peak, and what is too quiet to be heard beside other music is turned up as far as that lets it.
struct SafeLevel {
    /// dB, on the master.
    let gain: Double

    /// dBTP that all stay under.
    static let ceiling = -1.0
    /// LUFS that a mix is brought up to: whispers, and what was recorded at a low level.
    static let quietest = -28.0

    /// - Parameter others: what is written beside the mix.
    /// - Throws: `LoudnessError`.
    init(mix: AudioBuffer, others: [AudioBuffer]) throws {
        let sum = try Loudness(of: mix)
        let peaks = try [sum.truePeakDecibels] + others.map { try Loudness(of: $0).truePeakDecibels }
        let room = Self.ceiling - (peaks.compactMap { $0 }.max() ?? Self.ceiling)
        let missing = sum.integrated.map { Self.quietest - $0 } ?? 0
        gain = room < 0 ? room : max(min(missing, room), 0)
    }
}
