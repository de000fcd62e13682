extension AudioBuffer {
    /// Sounds together: as many channels and frames as the widest and the longest have, what has fewer channels in all of
    /// them.
    /// - Parameter buffers: of one rate, added in their order.
    /// - Returns: nil without any.
    public static func sum(_ buffers: [AudioBuffer]) -> AudioBuffer? {
        guard var sum = buffers.max(by: { $0.channelCount < $1.channelCount }) else { return nil }
        precondition(buffers.allSatisfy { $0.sampleRate == sum.sampleRate }, "sounds of several rates can't be added")
        let frames = buffers.map(\.frameCount).max() ?? 0
        for channel in sum.channels.indices {
            var samples = [Float](repeating: 0, count: frames)
            for (number, buffer) in buffers.enumerated() {
                let part = buffer.channels[min(channel, buffer.channelCount - 1)]
                if number == 0 {
                    samples.replaceSubrange(part.indices, with: part)
                } else {
                    for index in part.indices { samples[index] += part[index] }
                }
            }
            sum.channels[channel] = samples
        }
        return sum
    }

    /// The stems of a take together, added in the order of their names, so that the same stems give the same bits.
    public static func sum(_ stems: [String: AudioBuffer]) -> AudioBuffer? {
        sum(stems.sorted { $0.key < $1.key }.map(\.value))
    }
}
