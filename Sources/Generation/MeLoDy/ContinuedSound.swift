import Foundation
import Signal

/// A recording and what comes after it as it comes, at the recording's rate and with its channels, without a jump where they
/// meet. It keeps nothing of what it handed over.
public final class ContinuedSound {
    /// The recording up to the cross-fade into what comes.
    public let beginning: AudioBuffer
    /// Frames of the cross-fade: the first that `append` gives.
    public var fade: Int { crossFade.length }
    private let crossFade: CrossFade
    /// The recording's last frames.
    private let end: AudioBuffer
    private let stream: ResamplingStream
    /// Frames of what comes that are the recording's own.
    private var repeated: Int
    private var faded = 0

    /// - Parameter known: seconds of the recording's end with which what comes begins.
    public init(_ audio: AudioBuffer, known: Double) throws {
        let frames = Int((known * audio.sampleRate).rounded())
        crossFade = CrossFade(rate: audio.sampleRate, within: audio.frameCount, frames)
        let cut = Double(audio.frameCount - crossFade.length) / audio.sampleRate
        beginning = audio.slice(from: 0, to: cut)
        end = audio.slice(from: cut, to: audio.duration)
        stream = try ResamplingStream(Resampler(from: MeLoDyGenerator.timebase.rate, to: audio.sampleRate))
        repeated = frames - crossFade.length
    }

    /// Peaks of what comes bend into full scale, so that no file clips; what lies under the knee stays as it is.
    private static func rounded(_ sample: Float) -> Float {
        let over = abs(sample) - knee
        guard over > 0 else { return sample }
        return (sample < 0 ? -1 : 1) * (knee + (1 - knee) * tanhf(over / (1 - knee)))
    }

    /// Of full scale: -2 dB.
    private static let knee: Float = 0.8

    /// - Parameter samples: of the take that goes on, from its beginning on, at the rate of takes.
    /// - Returns: what comes next of the whole.
    public func append(_ samples: [Float], isLast: Bool) throws -> AudioBuffer {
        var next: [Float] = []
        try samples.withUnsafeBufferPointer { try stream.push($0, into: &next) }
        if isLast { try stream.finish(into: &next) }
        for index in next.indices { next[index] = Self.rounded(next[index]) }
        let skipped = min(repeated, next.count)
        repeated -= skipped
        next.removeFirst(skipped)
        let channels = end.channels.map { old in
            var channel = next
            for index in channel.indices where faded + index < fade {
                let place = faded + index
                channel[index] = crossFade.value(old[place], channel[index], at: place)
            }
            return channel
        }
        faded += next.count
        return AudioBuffer(sampleRate: end.sampleRate, channels: channels)
    }
}
