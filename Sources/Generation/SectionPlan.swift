/// How a song of any length is cut into overlapping sections.
public struct SectionPlan: Sendable, Equatable {
    /// Frames of each section.
    public let sections: [Range<Int>]
    /// Frames, a multiple of the unit.
    public let frameCount: Int

    /// - Parameters:
    ///   - frames: of the song.
    ///   - length: of a section; a multiple of `unit`.
    ///   - overlap: of neighbours; a multiple of `unit`, shorter than `length`.
    ///   - unit: all sections begin and end on multiples of it.
    public init(frames: Int, length: Int, overlap: Int, unit: Int) {
        precondition(length % unit == 0 && overlap % unit == 0 && overlap < length && unit > 0)
        frameCount = max((frames + unit - 1) / unit, 1) * unit
        var sections: [Range<Int>] = []
        var start = 0
        while true {
            // the last section is moved back, so that it is as long as the others
            if start + length >= frameCount {
                start = max(frameCount - length, 0)
                sections.append(start..<max(frameCount, start))
                break
            }
            sections.append(start..<(start + length))
            start += length - overlap
        }
        self.sections = sections
    }

    /// Frames that a section shares with those before it.
    public func overlap(of index: Int) -> Int {
        index == 0 ? 0 : sections[index - 1].upperBound - sections[index].lowerBound
    }
}
