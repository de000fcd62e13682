/// Audio whose sections lie back to back: what grows is added to, and nothing of what was there is copied or moved.
public struct SectionedAudio: Sendable, Equatable {
    /// Hertz.
    public let sampleRate: Double
    public let channelCount: Int
    /// None of them empty.
    public private(set) var sections: [AudioBuffer] = []
    /// Frames of each section and all before it.
    private var ends: [Int] = []

    public init(_ audio: AudioBuffer) {
        sampleRate = audio.sampleRate
        channelCount = audio.channelCount
        append(audio)
    }

    /// - Precondition: of the same rate and as many channels.
    public mutating func append(_ section: AudioBuffer) {
        precondition(
            section.sampleRate == sampleRate && section.channelCount == channelCount, "sections of two kinds of sound")
        guard section.frameCount > 0 else { return }
        ends.append(frameCount + section.frameCount)
        sections.append(section)
    }

    public var frameCount: Int { ends.last ?? 0 }
    /// Seconds.
    public var duration: Double { Double(frameCount) / sampleRate }

    /// In one piece; copied only where there are several.
    public var joined: AudioBuffer {
        if sections.count == 1 { return sections[0] }
        return AudioBuffer(
            sampleRate: sampleRate,
            channels: (0..<channelCount).map { channel in sections.flatMap { $0.channels[channel] } }
        )
    }

    /// The mean of the channels.
    public func mono() -> [Float] { joined.mono() }

    /// The samples of a channel, section by section.
    /// - Parameters:
    ///   - frames: within the sound.
    ///   - body: gets the place of its samples within `frames`, and the samples.
    func withSamples(of channel: Int, in frames: Range<Int>, _ body: (Int, UnsafeBufferPointer<Float>) -> Void) {
        var index = firstSection(endingAfter: frames.lowerBound)
        var place = frames.lowerBound
        while place < frames.upperBound {
            let start = ends[index] - sections[index].frameCount
            let end = min(ends[index], frames.upperBound)
            sections[index].channels[channel].withUnsafeBufferPointer { samples in
                body(place - frames.lowerBound, UnsafeBufferPointer(rebasing: samples[(place - start)..<(end - start)]))
            }
            place = end
            index += 1
        }
    }

    /// By bisection: this runs for every block that is played.
    private func firstSection(endingAfter frame: Int) -> Int {
        var (low, high) = (0, ends.count)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] <= frame { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
