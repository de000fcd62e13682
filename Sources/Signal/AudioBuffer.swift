/// Audio in memory: one array of samples a channel, all of the same length, full scale +-1.
public struct AudioBuffer: Sendable, Equatable {
    /// Hertz.
    public let sampleRate: Double
    /// `channels[c][n]`.
    public var channels: [[Float]]

    /// - Precondition: all channels have the same length.
    public init(sampleRate: Double, channels: [[Float]]) {
        precondition(channels.allSatisfy { $0.count == channels[0].count }, "channels differ in length")
        self.sampleRate = sampleRate
        self.channels = channels
    }

    public init(sampleRate: Double, mono samples: [Float]) {
        self.init(sampleRate: sampleRate, channels: [samples])
    }

    public var frameCount: Int { channels.first?.count ?? 0 }
    public var channelCount: Int { channels.count }
    /// Seconds.
    public var duration: Double { Double(frameCount) / sampleRate }

    /// The mean of the channels; of two that cancel each other the louder one.
    public func mono() -> [Float] {
        guard channelCount > 1 else { return channels.first ?? [] }
        if let louderSide { return channels[louderSide] }
        var sum = channels[0]
        for channel in channels.dropFirst() {
            for index in sum.indices { sum[index] += channel[index] }
        }
        let scale = 1 / Float(channelCount)
        return sum.map { $0 * scale }
    }

    /// Of two channels whose mean loses more than 10 dB against the louder of them, that one.
    public var louderSide: Int? {
        guard channelCount == 2 else { return nil }
        var (left, right, mean): (Double, Double, Double) = (0, 0, 0)
        for (a, b) in zip(channels[0], channels[1]) {
            left += Double(a * a)
            right += Double(b * b)
            let middle = (a + b) / 2
            mean += Double(middle * middle)
        }
        guard mean * 10 < max(left, right) else { return nil }
        return left < right ? 1 : 0
    }

    /// The frames of a time range, cut to what exists.
    public func slice(from start: Double, to end: Double) -> AudioBuffer {
        let first = min(max(Int((start * sampleRate).rounded()), 0), frameCount)
        let last = min(max(Int((end * sampleRate).rounded()), first), frameCount)
        return AudioBuffer(sampleRate: sampleRate, channels: channels.map { Array($0[first..<last]) })
    }
}
