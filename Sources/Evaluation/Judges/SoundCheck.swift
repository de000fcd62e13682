import Foundation
import Signal

/// What a sound engineer would look at first. Measured on a buffer of any rate.
public struct SoundCheck: Sendable, Codable, Equatable {
    /// Whether every sample is finite; if not, all other figures are taken with those samples as 0.
    public var isFinite: Bool
    /// Integrated loudness, LUFS (EBU R 128); nil for silence.
    public var loudness: Double?
    /// dB true peak; nil for digital silence.
    public var truePeak: Double?
    /// Samples at or beyond full scale.
    public var clippedSamples: Int
    /// Hz below which 99 % of the energy lies; 0 for silence.
    public var bandwidth: Double
    /// Geometric over arithmetic mean of the power spectrum, mean over sounding frames: 1 is white noise, 0 a tone.
    public var flatness: Double
    /// Share of frames below -60 dB relative to full scale.
    public var silentShare: Double
    /// Share of the energy above 5 kHz.
    public var highFrequencyShare: Double

    /// dB below which a frame is silent.
    private static let silenceLevel: Float = -60
    /// Hz from which energy counts as high.
    private static let highFrequency = 5_000.0

    /// - Throws: `LoudnessError`.
    public init(_ buffer: AudioBuffer) throws {
        var buffer = buffer
        isFinite = buffer.channels.allSatisfy { $0.allSatisfy(\.isFinite) }
        if !isFinite {
            buffer.channels = buffer.channels.map { channel in channel.map { $0.isFinite ? $0 : 0 } }
        }
        let loudness = try Loudness(of: buffer)
        self.loudness = loudness.integrated
        truePeak = loudness.truePeakDecibels
        clippedSamples = buffer.channels.reduce(0) { $0 + $1.count { abs($0) >= 1 } }
        let spectrum = PowerSummary(buffer.mono(), sampleRate: buffer.sampleRate, silenceLevel: Self.silenceLevel)
        bandwidth = spectrum.bandwidth(share: 0.99)
        flatness = spectrum.flatness
        silentShare = spectrum.silentShare
        highFrequencyShare = spectrum.share(above: Self.highFrequency)
    }

    /// How much a join sticks out: the largest step from sample to sample within 2 ms of it over the largest step in
    /// the 50 ms on each side. About 1 or below: no click.
    /// - Parameter joins: seconds.
    public static func seamClicks(_ buffer: AudioBuffer, joins: [Double]) -> [Double] {
        let samples = buffer.mono()
        // The second difference: a click is broad-band, while a loud bass note has large first differences.
        func largest(_ range: Range<Int>) -> Float {
            range.reduce(Float(0)) {
                max($0, abs(samples[$1 + 1] - 2 * samples[$1] + samples[$1 - 1]))
            }
        }
        let near = Int(0.002 * buffer.sampleRate)
        let far = Int(0.05 * buffer.sampleRate)
        return joins.map { join in
            let centre = Int((join * buffer.sampleRate).rounded())
            let inside = max(centre - near, 1)..<min(centre + near, samples.count - 1)
            guard !inside.isEmpty, inside.lowerBound < inside.upperBound else { return 0 }
            let before = max(centre - far, 1)..<inside.lowerBound
            let after = inside.upperBound..<max(min(centre + far, samples.count - 1), inside.upperBound)
            let around = max(largest(before), largest(after))
            let jump = largest(inside)
            return around > 0 ? Double(jump / around) : (jump > 0 ? .infinity : 0)
        }
    }
}
