/// Joins sound over samples that are no numbers: on a straight line between those beside them, within a block.
struct SampleMending {
    /// Samples that were replaced.
    private(set) var count = 0
    /// The last sample of each channel.
    private var last: [Float]

    init(channelCount: Int) { last = [Float](repeating: 0, count: channelCount) }

    /// - Parameter block: of interleaved frames.
    mutating func mend(_ block: UnsafeMutableBufferPointer<Float>, frames: Int) {
        let width = last.count
        for channel in 0..<width {
            var frame = 0
            while frame < frames {
                guard !block[frame * width + channel].isFinite else {
                    last[channel] = block[frame * width + channel]
                    frame += 1
                    continue
                }
                var end = frame
                while end < frames, !block[end * width + channel].isFinite { end += 1 }
                let (from, to) = (last[channel], end < frames ? block[end * width + channel] : last[channel])
                for index in frame..<end {
                    let share = Float(index - frame + 1) / Float(end - frame + 1)
                    block[index * width + channel] = from + share * (to - from)
                }
                count += end - frame
                frame = end
            }
        }
    }
}
