import Foundation
import Signal

/// A vocal and its accompaniment together, in a sane balance and at a sane level, without clipping.
public struct Mix: Sendable {
    /// As many channels as the vocal (mono when it has more than two), at the vocal's rate.
    public let audio: AudioBuffer
    /// The accompaniment as it stands in the mix, turned down or up with it, as many channels as the mix.
    public let accompaniment: AudioBuffer
    /// By how much the sum was turned down so as not to clip, dB; 0 when it was not.
    public let reduction: Double
    /// By how much a sum that is too quiet to be heard beside other music was turned up, dB; 0 when it was not.
    public let lift: Double
    /// What the accompaniment was multiplied by.
    private let gain: Float

    /// dBTP that the mix stays under.
    public static let ceiling = -1.0
    /// LUFS that a mix is brought up to: whispers, and what was recorded at a low level.
    public static let quietest = -28.0
    /// Loudness that a vocal without a measurable one is taken to have, LUFS.
    static let fallbackLoudness = -23.0

    /// - Parameters:
    ///   - vocal: untouched but for reduction and lift.
    ///   - accompaniment: any rate, mono or stereo.
    ///   - balance: loudness of the accompaniment relative to the vocal, LU.
    /// - Throws: errors of the resampler and of the loudness meter.
    public init(vocal: AudioBuffer, accompaniment: AudioBuffer, balance: Double) throws {
        let voice = vocal.channelCount <= 2 ? vocal : AudioBuffer(sampleRate: vocal.sampleRate, mono: vocal.mono())
        let band = try Mix.matched(accompaniment, to: voice)
        let wanted = try Mix.sungLoudness(voice) + balance
        let gain = try pow(10, (wanted - (Loudness(of: band).integrated ?? wanted)) / 20)
        let levelled = Mix.scaled(band, by: Float(gain))
        var sum = voice
        for channel in sum.channels.indices {
            for index in sum.channels[channel].indices {
                sum.channels[channel][index] += levelled.channels[channel][index]
            }
        }
        let peaks = [try Loudness(of: sum).truePeakDecibels, try Loudness(of: levelled).truePeakDecibels]
        let room = Mix.ceiling - (peaks.compactMap { $0 }.max() ?? Mix.ceiling)
        let missing = try Loudness(of: sum).integrated.map { Mix.quietest - $0 } ?? 0
        reduction = max(-room, 0)
        lift = max(min(missing, room), 0)
        let change = lift - reduction
        let factor = change == 0 ? 1 : Float(pow(10, change / 20))
        audio = change == 0 ? sum : Mix.scaled(sum, by: factor)
        self.accompaniment = change == 0 ? levelled : Mix.scaled(levelled, by: factor)
        self.gain = Float(gain) * factor
    }

    /// A part of the accompaniment as it stands in the mix.
    /// - Throws: errors of the resampler.
    public func part(_ stem: AudioBuffer) throws -> AudioBuffer {
        try Mix.scaled(Mix.matched(stem, to: accompaniment), by: gain)
    }

    /// LUFS; a vocal too short or too quiet to measure gets a usual one.
    private static func sungLoudness(_ vocal: AudioBuffer) throws -> Double {
        try Loudness(of: vocal).integrated ?? fallbackLoudness
    }

    /// At the vocal's rate, length and number of channels.
    private static func matched(_ accompaniment: AudioBuffer, to vocal: AudioBuffer) throws -> AudioBuffer {
        let resampled = try Resampler.resample(accompaniment, to: vocal.sampleRate)
        let channels = (0..<vocal.channelCount).map { channel -> [Float] in
            let source =
                vocal.channelCount == 1
                ? resampled.mono() : resampled.channels[min(channel, resampled.channelCount - 1)]
            let kept = Array(source.prefix(vocal.frameCount))
            return kept + [Float](repeating: 0, count: vocal.frameCount - kept.count)
        }
        return AudioBuffer(sampleRate: vocal.sampleRate, channels: channels)
    }

    private static func scaled(_ buffer: AudioBuffer, by gain: Float) -> AudioBuffer {
        AudioBuffer(sampleRate: buffer.sampleRate, channels: buffer.channels.map { $0.map { $0 * gain } })
    }
}
