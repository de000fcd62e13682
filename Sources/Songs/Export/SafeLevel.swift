import Signal

/// The gain by which a mix that nobody has turned comes to a sane level: both it and the accompaniment alone stay under a
/// peak, and what is too quiet to be heard beside other music is turned up as far as that lets it.
struct SafeLevel {
    /// dB, on the master.
    let gain: Double

    /// dBTP that both stay under.
    static let ceiling = -1.0
    /// LUFS that a mix is brought up to: whispers, and what was recorded at a low level.
    static let quietest = -28.0

    /// - Throws: `LoudnessError`.
    init(mix: AudioBuffer, accompaniment: AudioBuffer) throws {
        let sum = try Loudness(of: mix)
        let peaks = [sum.truePeakDecibels, try Loudness(of: accompaniment).truePeakDecibels]
        let room = Self.ceiling - (peaks.compactMap { $0 }.max() ?? Self.ceiling)
        let missing = sum.integrated.map { Self.quietest - $0 } ?? 0
        gain = room < 0 ? room : max(min(missing, room), 0)
    }
}
